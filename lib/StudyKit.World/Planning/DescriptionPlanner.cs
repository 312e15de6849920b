using StudyKit.Text;
using StudyKit.World.Lexicons;
using StudyKit.World.Meaning;
using StudyKit.World.Writing;

namespace StudyKit.World.Planning;

/// <summary>
/// Chooses sentences about people and things: what is where, who is taller, the book that somebody bought.
/// </summary>
internal sealed class DescriptionPlanner(
    Lexicon lexicon, Episode episode, SeededRandom random, EventClausePlanner clauses)
{
    private static readonly string[] s_made =
    [
        "buy", "buybook", "find", "paint", "cook", "borrow", "give", "write", "eat", "drink", "read", "sing",
    ];
    private static readonly string[] s_passive = ["break", "lose", "catch", "sell"];

    /// <summary>There are three books on the table.</summary>
    public Dictionary<string, object> Existence()
    {
        SpotEntry spot = random.Pick(lexicon.Spots);
        RelationEntry relation = lexicon.Relations[random.Pick(spot.Relations)];
        Noun[] small =
        [
            .. lexicon.Things.Where(thing =>
                (thing.Kinds.Contains("holdable") || thing.Kinds.Contains("small") || thing.Kinds.Contains("fruit")
                    || (thing.Id is "cat" or "rabbit"
                        && relation.Id is not "in")) && lexicon.IsClear(thing) && thing.Id != spot.Id),
        ];
        Item item = episode.MakeItem(random.Pick(small));
        ThingPhrase things = random.Chance(0.5)
            ? new ThingPhrase(item, Determiner.A)
            : new ThingPhrase(item, Determiner.Number) { Number = random.Pick(lexicon.Numbers) };
        return new() { ["things"] = things, ["spot"] = new SpotPhrase(spot, relation) };
    }

    /// <summary>Anna is taller than Tom, or as tall.</summary>
    public Dictionary<string, object>? Comparison(bool equal)
    {
        Quality quality =
            random.Pick(lexicon.Qualities.Where(candidate => candidate.Kinds.Contains("person")).ToArray());
        Person first = random.Pick(episode.People), second = random.Pick(episode.People);
        if (first == second || first.Owner == second || second.Owner == first) return null;
        if (equal) return quality.Id is "tall" or "oldperson" ? Compared(first, quality, second) : null;
        var measure = quality.Id is "tall" or "shortperson" ? episode.Heights : episode.Ages;
        if (measure[first] == measure[second]) return null;
        bool more = quality.Id is "tall" or "oldperson";
        return measure[first] > measure[second] == more
            ? Compared(first, quality, second)
            : Compared(second, quality, first);
    }

    /// <summary>The vase was broken by Tom.</summary>
    public Dictionary<string, object>? Passive()
    {
        if (Find(e => s_passive.Contains(e.Entry.Id) && e.Object is not null) is not WorldEvent happening) return null;
        string verb = Verb(happening.Entry.En);
        Dictionary<string, object> slots = new()
        {
            ["object"] = new ThingPhrase(
                happening.Object! with
                {
                    Qualities =
                    happening.Object.Noun.Unit is null ? happening.Object.Qualities : []
                },
                Determiner.The),
            ["broken"] = new VerbPhrase(lexicon.Verbs[verb][2], Verb(happening.Entry.Zh)),
            ["agent"] = new PersonPhrase(happening.Agent),
        };
        if (happening.Object!.Noun.Unit is not null) return null;
        if (random.Chance(0.6) && clauses.Time(happening) is FixedPhrase time) slots["time"] = time;
        return slots;
    }

    /// <summary>The umbrella that Anna bought yesterday is red.</summary>
    public Dictionary<string, object>? Relative()
    {
        if (Find(e => s_made.Contains(e.Entry.Id) && e.Object is { Qualities.Count: > 0 }) is not WorldEvent happening)
        {
            return null;
        }

        Item item = happening.Object!;
        Quality said = random.Pick(item.Qualities);
        // 大, 小, 新, 旧 say what a thing is like; one that is said is not repeated before the noun.
        ThingPhrase thing = new(
            item with { Qualities = [.. item.Qualities.Where(quality => quality != said)] },
            Determiner.The)
        { Relative = Clause(happening) };
        return new() { ["thing"] = thing, ["quality"] = new QualityPhrase(said) };
    }

    /// <summary>Tom lost the umbrella that Anna bought.</summary>
    public EventClause? RelativeObject()
    {
        if (Find(e => s_made.Contains(e.Entry.Id) && e.Object is not null) is not WorldEvent first) return null;
        WorldEvent? second = episode.Events.FirstOrDefault(e => ReferenceEquals(e.Object, first.Object) && e != first
            && OneClausePlanner.Place(e) < 0);
        return second is null ? null : clauses.Plan(
            second, new Saying(Tense.Past) { ObjectClause = Clause(first), WithPlace = random.Chance(0.5) });
    }

    private EventClause Clause(WorldEvent happening) =>
        clauses.Plan(happening, new Saying(Tense.Past) { AsRelative = true, WithPlace = random.Chance(0.4) });

    private static Dictionary<string, object> Compared(Person first, Quality quality, Person second) =>
        new()
        {
            ["subject"] = new PersonPhrase(first),
            ["quality"] = new QualityPhrase(quality),
            ["other"] = new PersonPhrase(second),
        };

    private WorldEvent? Find(Func<WorldEvent, bool> condition)
    {
        WorldEvent[] past =
        [
            .. episode.Events.Where(happening => OneClausePlanner.Place(happening) < 0 && condition(happening)),
        ];
        return past.Length == 0 ? null : random.Pick(past);
    }

    private static string Verb(string template) =>
        Template.Parse(template).First(part => part.Kind == PartKind.Verb).Text;
}
