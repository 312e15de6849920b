using StudyKit.Text;
using StudyKit.World.Lexicons;
using StudyKit.World.Meaning;

namespace StudyKit.World.Planning;

/// <summary>Tells one person's day in order: what they did, and how they felt about it.</summary>
internal sealed class DayStoryPlanner(Lexicon lexicon, Episode episode, SeededRandom random, EventClausePlanner clauses)
{
    private const int LeastEvents = 2;

    // Days further back are "last week" or "last month", which tells no order.
    private const int LastNamedDay = 3;

    /// <summary>The story's clauses, each with the person the clause before was about.</summary>
    public IReadOnlyList<(Clause Clause, Person? Known)> Tell()
    {
        Person hero = random.Pick(episode.People);
        int day = -1 - random.Next(LastNamedDay);
        WorldEvent[] events = [.. episode.Events.Where(happening => happening.Agent == hero
            && (happening.Day == day || happening.Day == day + 1) && OneClausePlanner.Place(happening) < 0)];
        if (events.Length < LeastEvents) return [];
        List<(Clause, Person?)> told = [];
        int? last = null;
        foreach (WorldEvent happening in events)
        {
            EventClause clause = clauses.Plan(
                happening, new Saying(Tense.Past) { Timing = happening.Day == last ? Timing.Without : Timing.With });
            told.Add((clause, told.Count == 0 ? null : hero));
            last = happening.Day;
            FeelingEntry[] felt = [.. lexicon.Feelings
                .Where(feeling => feeling.After.Any(after => after[0] == happening.Entry.Id && after[1] == "agent"))];
            if (felt.Length > 0 && random.Chance(0.6))
                told.Add((new FeelingClause(random.Pick(felt))
                {
                    Agent = new PersonPhrase(hero),
                    Tense =
                    Tense.Past,
                    Very = random.Chance(0.4)
                }, hero));
        }

        return told;
    }
}
