using StudyKit.Text;
using StudyKit.World.Lexicons;
using StudyKit.World.Meaning;

namespace StudyKit.World.Planning;

/// <summary>Chooses sentences of two clauses: reasons, sequences, conditions, contrasts, reports.</summary>
internal sealed class TwoClausePlanner(
    Lexicon lexicon, Episode episode, SeededRandom random, EventClausePlanner clauses, OneClausePlanner statements)
{
    /// <summary>Someone felt something because of an event.</summary>
    public Dictionary<string, object>? Because()
    {
        if (statements.Felt(pastOnly: true) is not (WorldEvent happening, Person who, FeelingEntry feeling))
        {
            return null;
        }

        return new()
        {
            ["main"] = new FeelingClause(feeling)
            {
                Agent = new PersonPhrase(who),
                Tense = Tense.Past,
                Very = random.Chance(0.4),
            },
            ["cause"] = clauses.Plan(happening, new Saying(Tense.Past) { WithPlace = random.Chance(0.5) }),
        };
    }

    /// <summary>Two events of one person on one day, in order.</summary>
    public Dictionary<string, object>? Sequence()
    {
        if (statements.Past(["activity", "moment", "mishap"]) is not WorldEvent first) return null;
        WorldEvent? second = episode.Events
            .FirstOrDefault(other => other.Agent == first.Agent && other.Day == first.Day && other != first
            && Episode.PartIndex(other.Part) > Episode.PartIndex(first.Part) && OneClausePlanner.Place(other) < 0
                && other.Entry != first.Entry && other.Entry.Type is "activity" or "moment" or "mishap");
        if (second is null) return null;
        return new()
        {
            ["first"] = clauses.Plan(first, new Saying(Tense.Past) { Timing = Timing.Without }),
            ["second"] = clauses.Plan(second, new Saying(Tense.Past) { Timing = Timing.Without }),
        };
    }

    /// <summary>Something happened while someone was doing something else.</summary>
    public Dictionary<string, object>? When()
    {
        if (statements.Past(["activity"]) is not WorldEvent background) return null;
        WorldEvent? happening =
            episode.Events.FirstOrDefault(other => other.Day == background.Day && other.Part == background.Part
            && other.Agent != background.Agent && other.Entry is { Type: "moment" or "mishap" } && random.Chance(0.5));
        if (happening is null) return null;
        return new()
        {
            ["background"] = clauses.Plan(background, new Saying(Tense.PastProgressive)),
            ["event"] = clauses.Plan(
                happening, new Saying(Tense.Past) { Timing = Timing.Without, WithPlace = random.Chance(0.3) }),
        };
    }

    /// <summary>What will happen if it rains, or if someone does something.</summary>
    public Dictionary<string, object>? If()
    {
        if (statements.Coming() is not WorldEvent main) return null;
        bool negative = random.Chance(0.4);
        Clause condition;
        if (random.Chance(0.6))
        {
            TimeEntry[] days = [.. lexicon.Times.Times.Where(time => time.Day is 1)];
            condition = new EventClause(random.Pick(lexicon.Weather))
            {
                Tense = Tense.Present,
                Time = new FixedPhrase(random.Pick(days)),
            };
        }
        else
        {
            if (statements.Coming() is not WorldEvent other || other.Agent == main.Agent || other.Entry == main.Entry)
            {
                return null;
            }

            condition = clauses.Plan(other, new Saying(Tense.Present) { Timing = Timing.Without });
        }

        return new()
        {
            ["condition"] = condition,
            ["main"] = clauses.Plan(main, new Saying(Tense.Future) { Timing = Timing.Without, Negative = negative }),
        };
    }

    /// <summary>Someone felt something, and yet.</summary>
    public Dictionary<string, object>? But()
    {
        if (statements.Felt(pastOnly: true) is not (WorldEvent happening, Person who, FeelingEntry feeling))
        {
            return null;
        }

        WorldEvent? other = episode.Events.FirstOrDefault(
            e => e.Agent == who && e.Day == happening.Day && e != happening && OneClausePlanner.Place(e) < 0);
        bool negative = random.Chance(0.4);
        WorldEvent? told = other is null ? null : negative ? statements.Counterpart(other) : other;
        if (told is null || told.Agent != who) return null;
        FixedPhrase? time = random.Chance(0.5) ? clauses.Time(happening) : null;
        return new()
        {
            ["left"] = new FeelingClause(feeling)
            {
                Agent = new PersonPhrase(who),
                Tense = Tense.Past,
                Very =
                random.Chance(0.5),
                Time = time,
                TimeFirst = time is not null && random.Chance(0.4)
            },
            ["right"] = clauses.Plan(told, new Saying(Tense.Past) { Negative = negative, Timing = Timing.Without }),
        };
    }

    /// <summary>Two people did two things.</summary>
    public Dictionary<string, object>? And()
    {
        if (statements.Past() is not WorldEvent left) return null;
        WorldEvent? right = episode.Events.FirstOrDefault(other => other.Day == left.Day && other.Part == left.Part
            && other.Agent != left.Agent && other.Entry != left.Entry && other.Agent != left.Recipient);
        return right is null ? null : new()
        {
            ["left"] = clauses.Plan(left, new Saying(Tense.Past) { WithPlace = random.Chance(0.5) }),
            ["right"] =
                clauses.Plan(right, new Saying(Tense.Past) { Timing = Timing.Without, WithPlace = random.Chance(0.5) }),
        };
    }

    /// <summary>Someone thinks, knows or says that something happened or will.</summary>
    public Dictionary<string, object>? Reported()
    {
        bool past = random.Chance(0.5);
        WorldEvent? content = past ? statements.Past() : statements.Coming();
        return content is null ? null : Held(content, past ? Tense.Past : Tense.Future);
    }

    /// <summary>Someone hopes that something will happen.</summary>
    public Dictionary<string, object>? Hoped() =>
        statements.Coming() is WorldEvent content ? Held(content, Tense.Future) : null;

    private Dictionary<string, object>? Held(WorldEvent content, Tense tense)
    {
        Person holder = random.Pick(episode.People);
        if (holder == content.Agent || holder == content.Recipient || holder.Owner == content.Agent) return null;
        return new()
        {
            ["subject"] = new PersonPhrase(holder),
            ["content"] = clauses.Plan(content, new Saying(tense) { WithPlace = random.Chance(0.5) }),
        };
    }
}
