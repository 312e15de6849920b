using StudyKit.Text;
using StudyKit.World.Lexicons;
using StudyKit.World.Meaning;

namespace StudyKit.World.Planning;

/// <summary>Chooses sentences of one clause: statements, questions, feelings.</summary>
internal sealed class OneClausePlanner(
    Lexicon lexicon, Episode episode, SeededRandom random, EventClausePlanner clauses)
{
    /// <summary>Someone did, does, will do or doesn't do something.</summary>
    public EventClause? Statement()
    {
        bool negative = random.Chance(0.2);
        return random.Next(100) switch
        {
            < 32 => About(Past(), Tense.Past, negative),
            < 42 => About(Coming(), Tense.Future, negative),
            < 48 => About(Coming(), Tense.GoingTo, false),
            < 60 => About(Now(), Tense.Progressive, false),
            < 66 => About(
                Past(ofType: ["activity", "moment"]), random.Pick([Tense.Already, Tense.NotYet, Tense.Never]), false),
            < 76 => Habit() is WorldEvent habit ? clauses.Habit(habit, negative) : null,
            < 84 => State("state", negative),
            < 88 => State("manner", false),
            < 92 => Skill(negative),
            < 97 => About(Coming(), Tense.Want, negative),
            _ => About(Coming(), Tense.Must, false),
        };
    }

    /// <summary>A question for yes or no.</summary>
    public EventClause? Question() => random.Next(10) switch
    {
        < 5 => About(Past(), Tense.Past, false, Asked.Whether),
        < 7 => About(Coming(), Tense.Future, false, Asked.Whether),
        < 8 => Habit() is WorldEvent habit ? clauses.Habit(habit, false, Asked.Whether) : null,
        < 9 => Skill(false, Asked.Whether),
        _ => About(Coming(), Tense.Want, false, Asked.Whether),
    };

    /// <summary>A question for who, what, where, when, why or how many.</summary>
    public EventClause? Ask()
    {
        bool past = random.Chance(0.7);
        Asked asked = (Asked)(2 + random.Next(6));
        WorldEvent? happening = past ? Past() : Coming();
        return happening is null
            || !CanAsk(asked, happening) ? null : About(happening, past ? Tense.Past : Tense.Future, false, asked);
    }

    /// <summary>Someone is, was or will be happy.</summary>
    public FeelingClause? Feeling()
    {
        if (Felt() is not (WorldEvent happening, Person who, FeelingEntry feeling)) return null;
        Tense tense = happening.Day > 0 ? Tense.Future : random.Chance(0.3) ? Tense.Present : Tense.Past;
        FixedPhrase? time = tense == Tense.Present ? null : clauses.Time(happening);
        bool negative = tense == Tense.Present && random.Chance(0.3);
        return new FeelingClause(feeling)
        {
            Agent = new PersonPhrase(who),
            Tense = tense,
            Very = !negative && random.Chance(0.4),
            Negative = negative,
            Time = time,
            TimeFirst = time is not null && random.Chance(0.4),
        };
    }

    /// <summary>An event that makes someone feel something, and who and what.</summary>
    public (WorldEvent Event, Person Who, FeelingEntry Feeling)? Felt(bool pastOnly = false)
    {
        for (int attempt = 0; attempt < 20; attempt++)
        {
            if ((pastOnly ? Past() : random.Pick(episode.Events)) is not WorldEvent happening) return null;
            var fitting = lexicon.Feelings
                .SelectMany(feeling => feeling.After.Where(after => after[0] == happening.Entry.Id)
                    .Select(after => (feeling, Who: after[1] == "agent" ? happening.Agent : happening.Recipient)))
                .Where(candidate => candidate.Who is not null)
                .ToArray();
            if (fitting.Length == 0) continue;
            var chosen = random.Pick(fitting);
            return (happening, chosen.Who!, chosen.feeling);
        }

        return null;
    }

    public WorldEvent? Past(string[]? ofType = null) =>
        Draw(happening => Place(happening) < 0 && (ofType is null || ofType.Contains(happening.Entry.Type)));

    public WorldEvent? Coming() =>
        Draw(happening => Place(happening) > 0 && happening.Entry.Type is "activity" or "moment");

    /// <summary>An event of this very hour.</summary>
    public WorldEvent? Now() => Draw(happening => happening.Entry.Type is "activity" or "worn" or "ongoing");

    public WorldEvent? Habit() =>
        Draw(happening => happening.Entry is { Type: "activity" } and not { Definite: true, Object: not "fed" }
            && !happening.Entry.HasRecipient && happening.Object is null or { Noun.Unit: null });

    public WorldEvent? Draw(Func<WorldEvent, bool> condition)
    {
        // The kind first, so that frequent events don't crowd out the rest.
        // A bounded number of tries keeps the cost even; a pattern without material is passed over.
        for (int attempt = 0; attempt < 60; attempt++)
        {
            WorldEvent candidate = random.Pick(random.Pick(episode.ByKind));
            if (condition(candidate)) return candidate;
        }

        return null;
    }

    /// <summary>Negative when before this hour, positive when after.</summary>
    public static int Place(WorldEvent happening) =>
        happening.Day != 0 ? happening.Day : Episode.PartIndex(happening.Part) - 1;

    /// <summary>The event said in a tense; what is denied is something else that did not happen.</summary>
    public EventClause? About(WorldEvent? happening, Tense tense, bool negative, Asked asked = Asked.Nothing)
    {
        if (happening is null || !Sensible(happening, tense)) return null;
        WorldEvent? told = negative || (asked == Asked.Whether && random.Chance(0.5))
            ? Counterpart(happening)
            : happening;
        return told is null ? null : clauses.Plan(told, new Saying(tense) { Negative = negative, Asked = asked });
    }

    /// <summary>Something like the event that does not happen on that day.</summary>
    public WorldEvent? Counterpart(WorldEvent happening)
    {
        if (happening.Object is null || happening.Entry.From == "own")
        {
            Person other = random.Pick(episode.People);
            bool free = other != happening.Agent && other != happening.Recipient && other != happening.Companion
                && happening.Entry.From != "own"
                && !episode.Events.Any(e => e.Day == happening.Day && e.Agent == other && e.Entry == happening.Entry);
            return free ? happening with { Agent = other, Companion = null } : null;
        }

        Noun noun = random.Pick(lexicon.ObjectsOf(happening.Entry));
        bool happens = episode.Events.Any(e => e.Day == happening.Day && e.Agent == happening.Agent
            && e.Entry == happening.Entry && e.Object?.Noun == noun);
        return happens ? null : happening with { Object = episode.MakeItem(noun) };
    }

    private static bool Sensible(WorldEvent happening, Tense tense) => (happening.Entry.Type, tense) switch
    {
        ("past", _) => tense == Tense.Past,
        ("ongoing", _) => tense is Tense.Progressive or Tense.Future,
        ("mishap", _) => tense is Tense.Past or Tense.Already,
        ("worn", _) => tense is Tense.Past or Tense.Progressive,
        (_, Tense.Never) => happening.Entry is { From: null, Definite: false, HasRecipient: false }
            && happening.Object?.Noun.Fixed != true,
        (_, Tense.Want or Tense.Must or Tense.GoingTo) => happening.Entry.Type is "activity" or "moment",
        _ => true,
    };

    private bool CanAsk(Asked asked, WorldEvent happening)
    {
        EventEntry entry = happening.Entry;
        bool disposal = entry.Zh.StartsWith('把');
        return asked switch
        {
            // "What did she play?" could be 弹 or 打.
            Asked.What => entry is { Object: not null, Named: false } && entry.Effect != "pass"
                && !entry.Zh.StartsWith('把') && HasOneTranslation(entry),
            Asked.Where => !disposal && (happening.Place is not null || entry.Id == "go"),
            Asked.When => !disposal && entry.Type is not "worn",
            Asked.HowMany => entry is { Indefinite: true } && happening.Object is { Noun: { Fixed: false } noun }
                && !(noun.Mass && noun.Unit is null) && entry.Type != "worn",
            _ => true,
        };
    }

    private bool HasOneTranslation(EventEntry entry)
    {
        static string Verb(string template) => Template.Parse(template).First(part => part.Kind == PartKind.Verb).Text;
        return lexicon.Events.All(other => Verb(other.En) != Verb(entry.En) || Verb(other.Zh) == Verb(entry.Zh)
            || other.Type is "manner");
    }

    private EventClause? State(string type, bool negative)
    {
        EventEntry entry = random.Pick(lexicon.Events.Where(candidate => candidate.Type == type).ToArray());
        Person agent = random.Pick(episode.People);
        Person recipient = random.Pick(episode.People.Where(other => other != agent && other != agent.Owner).ToArray());
        IReadOnlyList<Noun> nouns = lexicon.ObjectsOf(entry);
        WorldEvent fact = new(0, "afternoon", entry, agent, null)
        {
            Object = nouns.Count == 0 ? null : episode.MakeItem(random.Pick(nouns)),
            Recipient = entry.HasRecipient ? recipient : null,
            Destination = entry.Destination is null
                ? null
                : random.Pick(lexicon.Places.Where(place => place.Kinds.Contains(entry.Destination)).ToArray()),
        };
        return clauses.Plan(
            fact, new Saying(Tense.Present) { Negative = negative && !entry.Affirmative, Timing = Timing.Without });
    }

    private EventClause? Skill(bool negative, Asked asked = Asked.Nothing)
    {
        EventEntry entry = random.Pick(lexicon.Events.Where(candidate => candidate.Skill).ToArray());
        IReadOnlyList<Noun> nouns = lexicon.ObjectsOf(entry);
        Noun? noun = nouns.Count == 0 ? null : random.Pick(nouns);
        return new EventClause(entry)
        {
            Agent = new PersonPhrase(random.Pick(episode.People)),
            Tense = Tense.Can,
            Negative = negative,
            Asked = asked,
            Object = noun is null
                ? null
                : new ThingPhrase(new Item(noun, []), noun.Fixed ? Determiner.The : Determiner.Bare),
        };
    }
}
