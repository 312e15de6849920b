using StudyKit.Text;
using StudyKit.World.Lexicons;
using StudyKit.World.Meaning;

namespace StudyKit.World.Planning;

/// <summary>Whether a time is said.</summary>
internal enum Timing
{
    May,
    With,
    Without,
}

/// <summary>How much is said of an event, and in which form.</summary>
internal sealed record Saying(Tense Tense)
{
    public bool Negative { get; init; }

    public Asked Asked { get; init; }

    /// <summary>Whether a time is said.</summary>
    public Timing Timing { get; init; }

    /// <summary>Whether the place and the companion may be said.</summary>
    public bool WithPlace { get; init; } = true;

    public EventClause? ObjectClause { get; init; }

    public bool AsRelative { get; init; }
}

/// <summary>Chooses what is said of an event: articles, time, place, company.</summary>
internal sealed class EventClausePlanner(Lexicon lexicon, SeededRandom random)
{
    public EventClause Plan(WorldEvent happening, Saying saying)
    {
        EventEntry entry = happening.Entry;
        PersonPhrase agent = new(happening.Agent);
        bool sayTime = saying.Asked == Asked.When || saying.Timing == Timing.With
            || (saying.Timing == Timing.May && (TenseNeedsTime(happening, saying) || random.Chance(0.6)));
        FixedPhrase? time = saying.Tense is Tense.Past or Tense.Future or Tense.GoingTo or Tense.Want or Tense.Must
            && sayTime ? Time(happening) : null;
        bool sayPlace = saying.Asked == Asked.Where || (saying.WithPlace && random.Chance(0.55));
        return new EventClause(entry)
        {
            Agent = agent,
            Tense = saying.Tense,
            Negative = saying.Negative,
            Asked = saying.Asked,
            Time = time,
            TimeFirst = time is not null && saying.Asked == Asked.Nothing && !saying.AsRelative && random.Chance(0.4),
            Object = happening.Object is null ? null : Object(happening, saying),
            Recipient = happening.Recipient is null ? null : new PersonPhrase(happening.Recipient),
            Companion = happening.Companion is not null && saying.WithPlace
                && random.Chance(0.7) ? new PersonPhrase(happening.Companion) : null,
            Place = happening.Place is not null && sayPlace ? new PlacePhrase(happening.Place) : null,
            Destination = happening.Destination is null ? null : new PlacePhrase(happening.Destination),
            Vehicle =
                happening.Vehicle is null ? null : new ThingPhrase(new Item(happening.Vehicle, []), Determiner.Bare),
            Spot = happening.Spot is null
                ? null
                : new SpotPhrase(happening.Spot.Value.Spot, happening.Spot.Value.Relation),
            Duration = happening.Duration is null ? null : new FixedPhrase(happening.Duration),
        };
    }

    /// <summary>A habit: what someone does every day or often.</summary>
    public EventClause Habit(WorldEvent happening, bool negative, Asked asked = Asked.Nothing)
    {
        bool every = !negative && random.Chance(0.5);
        bool often = !negative && !every && random.Chance(0.7);
        Noun? noun = happening.Object?.Noun;
        return new EventClause(happening.Entry)
        {
            Agent = new PersonPhrase(happening.Agent),
            Tense = Tense.Present,
            Negative = negative,
            Asked = asked,
            Time = every ? new FixedPhrase(random.Pick(lexicon.Times.Frequencies)) : null,
            TimeFirst = every && asked == Asked.Nothing && random.Chance(0.3),
            Adverb = often ? new FixedPhrase(random.Pick(lexicon.Times.Adverbs)) : null,
            Object = noun is null
                ? null
                : new ThingPhrase(new Item(noun, []), noun.Fixed ? Determiner.The : Determiner.Bare),
            Companion = happening.Companion is null ? null : new PersonPhrase(happening.Companion),
            Place = happening.Place is not null && random.Chance(0.7) ? new PlacePhrase(happening.Place) : null,
        };
    }

    /// <summary>When an event happens, seen from today; null when there is no word for it.</summary>
    public FixedPhrase? Time(WorldEvent happening)
    {
        bool far = happening.Entry.Moves || happening.Entry.Id is "buy" or "photo";
        int[] days = happening.Day switch
        {
            <= -6 => far ? [-7, -30, -365] : [-7],
            >= 6 => far ? [7, 30, 365] : [7],
            _ => [happening.Day],
        };
        TimeEntry[] times = [.. lexicon.Times.Times.Where(time => days.Contains(time.Day)
            && (time.Part is null || time.Part == happening.Part) && (time.Day != 0 || time.Part is not null))];
        if (Math.Abs(happening.Day) is >= 2 and <= 6 && random.Chance(0.4)) times = [.. lexicon.Times.Weekdays];
        return times.Length == 0 ? null : new FixedPhrase(random.Pick(times));
    }

    private ThingPhrase Object(WorldEvent happening, Saying saying)
    {
        (Item item, EventEntry entry, Noun noun) = (happening.Object!, happening.Entry, happening.Object!.Noun);
        if (saying.ObjectClause is not null)
        {
            return new ThingPhrase(item, Determiner.The) { Relative = saying.ObjectClause };
        }

        if (saying.Asked == Asked.HowMany) return new ThingPhrase(new Item(noun, []), Determiner.HowMany);
        if (noun.Fixed) return new ThingPhrase(item, Determiner.The);
        if (entry.Named || entry.Generic || saying.Tense == Tense.Never
            || (noun.Mass && (noun.Unit is null || !entry.Indefinite || random.Chance(0.3))))
            return new ThingPhrase(noun.Mass && !entry.Named ? item : new Item(noun, []), Determiner.Bare);
        if (entry.From == "own" && random.Chance(0.6))
        {
            return new ThingPhrase(item, Determiner.Possessive)
            {
                Owner = new PersonPhrase(happening.Agent) { IsOwn = true },
            };
        }

        if (entry.Definite || entry.From == "own")
        {
            return new ThingPhrase(item, random.Chance(0.2) ? Determiner.This : Determiner.The);
        }

        if (!entry.Indefinite && random.Chance(0.5)) return new ThingPhrase(item, Determiner.The);
        bool several = entry.Type != "worn" && saying.Tense is not (Tense.Progressive or Tense.PastProgressive)
            && random.Chance(0.25);
        return several
            ? new ThingPhrase(item, Determiner.Number) { Number = random.Pick(lexicon.Numbers) }
            : new ThingPhrase(item, Determiner.A);
    }

    // "I read a book" and "I put it there" don't show their tense; a time does.
    private bool TenseNeedsTime(WorldEvent happening, Saying saying)
    {
        string verb = Template.Parse(happening.Entry.En).First(part => part.Kind == PartKind.Verb).Text;
        return saying.Tense == Tense.Past && lexicon.Verbs[verb][1] == verb;
    }
}
