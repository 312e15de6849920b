using StudyKit.Text;
using StudyKit.World.Lexicons;

namespace StudyKit.World.Meaning;

/// <summary>Something that happened, or will, in an episode.</summary>
internal sealed record WorldEvent(int Day, string Part, EventEntry Entry, Person Agent, PlaceEntry? Place)
{
    public Item? Object { get; init; }

    public Person? Recipient { get; init; }

    public Person? Companion { get; init; }

    public PlaceEntry? Destination { get; init; }

    public Noun? Vehicle { get; init; }

    public (SpotEntry Spot, RelationEntry Relation)? Spot { get; init; }

    public TimeEntry? Duration { get; init; }
}

/// <summary>
/// A few people over a few days: who they are, where they go, what they have and what they do with it.
/// Nobody gives away what they don't have, or swims in the library. Today is day 0, and it is afternoon.
/// </summary>
internal sealed class Episode
{
    /// <summary>The days before and after today that are lived through.</summary>
    public const int Reach = 8;

    private static readonly string[] s_parts = ["morning", "afternoon", "evening"];
    private readonly Lexicon _lexicon;
    private readonly SeededRandom _random;
    private readonly PlaceEntry[] _reachable;
    private readonly Dictionary<Person, PlaceEntry> _places = [];
    private readonly Dictionary<Person, List<Item>> _belongings = [];

    public Episode(Lexicon lexicon, SeededRandom random)
    {
        (_lexicon, _random) = (lexicon, random);
        _reachable = [.. lexicon.Places.Where(place => !place.Kinds.Contains("city"))];
        People = Cast();
        foreach (Person person in People)
        {
            _places[person] = _random.Pick(_reachable);
            _belongings[person] = [.. Enumerable.Range(0, 3).Select(_ => MakeItem(_random.Pick(Holdable)))];
        }

        Heights = People.ToDictionary(person => person, _ => 150 + _random.Next(40));
        Ages = People.ToDictionary(person => person, _ => 18 + _random.Next(40));
        for (int day = -Reach; day <= Reach; day++)
        {
            foreach (string part in s_parts)
            {
                foreach (Person person in People) Live(person, day, part);
            }
        }

        ByKind = [.. Events.GroupBy(happening => happening.Entry).Select(kind => kind.ToArray())];
    }

    public IReadOnlyList<Person> People { get; }

    /// <summary>In centimetres.</summary>
    public IReadOnlyDictionary<Person, int> Heights { get; }

    /// <summary>In years.</summary>
    public IReadOnlyDictionary<Person, int> Ages { get; }

    /// <summary>Everything that happens, in order.</summary>
    public List<WorldEvent> Events { get; } = [];

    /// <summary>The same, those of one kind together.</summary>
    public IReadOnlyList<WorldEvent[]> ByKind { get; }

    private PlaceEntry HomePlace => _lexicon.Places[0];

    private List<Noun> Holdable =>
        [.. _lexicon.Things.Where(thing => thing.Kinds.Contains("holdable") && _lexicon.IsClear(thing))];

    /// <summary>A thing with up to two qualities it can have.</summary>
    public Item MakeItem(Noun noun)
    {
        Quality[] possible = noun.Fixed ? [] : [.. _lexicon.QualitiesOf(noun)];
        List<Quality> chosen = [];
        int wanted = _random.Next(10) switch { < 4 => 0, < 8 => 1, _ => 2 };
        while (chosen.Count < wanted && possible.Length > 0)
        {
            Quality quality = _random.Pick(possible);
            chosen.Add(quality);
            // Not both new and old, not two colours.
            possible = [.. possible.Where(other => other.Rank != quality.Rank)];
        }

        return new Item(noun, chosen);
    }

    /// <summary>The next day part after an event's, or null in the evening.</summary>
    public static int PartIndex(string part) => Array.IndexOf(s_parts, part);

    private List<Person> Cast()
    {
        PersonEntry[] entries = [.. _lexicon.People];
        _random.Shuffle(entries.AsSpan(2));
        List<Person> people =
        [
            .. entries.Take(8).Select(entry => new Person(entry.Id, entry.En, entry.Zh, entry.Pronoun)),
        ];
        foreach (Person owner in new[] { people[0], people[2], people[3] })
        {
            if (owner.En.Contains("the~", StringComparison.Ordinal)) continue;
            PersonEntry relative = _random.Pick(_lexicon.Relatives);
            people.Add(owner.Id == "me"
                ? new Person(relative.Id, $"my|N {relative.En}", $"我|N {relative.Zh}", relative.Pronoun, owner)
                : new Person(
                    relative.Id, $"{owner.En} 's|S {relative.En}", $"{owner.Zh} 的|S {relative.Zh}",
                    relative.Pronoun, owner));
        }

        return people;
    }

    private void Live(Person person, int day, string part)
    {
        if (!_random.Chance(0.7)) return;
        if (part == s_parts[0] && _random.Chance(0.6)) _places[person] = _random.Pick(_reachable);
        PlaceEntry here = _places[person];
        EventEntry entry = _random.Pick(Possible(here));
        if (Happen(entry, person, day, part) is not WorldEvent happening) return;
        Events.Add(happening);
        Apply(happening);
    }

    // What one does at this place, half of the time; else what can be done anywhere, or leaving.
    private EventEntry[] Possible(PlaceEntry here)
    {
        EventEntry[] local = _lexicon.EventsAt(here);
        if (local.Length > 0 && _random.Chance(0.5)) return local;
        bool moves = _random.Chance(0.4);
        return [.. _lexicon.EventsAnywhere.Where(entry => entry.Moves == moves
            && (here != HomePlace || entry.Id is not ("gohome" or "comeback")))];
    }

    private WorldEvent? Happen(EventEntry entry, Person agent, int day, string part)
    {
        Item? item = null;
        if (entry.Object is not null)
        {
            IReadOnlyList<Noun> nouns = _lexicon.ObjectsOf(entry);
            List<Item> own = [.. _belongings[agent].Where(thing => nouns.Contains(thing.Noun))];
            if (entry.From == "own" && own.Count == 0) return null;
            item = entry.From == "own" ? _random.Pick(own) : MakeItem(_random.Pick(nouns));
        }

        PlaceEntry[] destinations =
        [
            .. _lexicon.Places.Where(place => place.Kinds.Contains(entry.Destination) && place != _places[agent]),
        ];
        Person? recipient = entry.HasRecipient ? _random.Pick(
            People.Where(other => other != agent && other != agent.Owner && other.Owner != agent).ToArray()) : null;
        Person? companion = recipient is null && (entry.Type == "activity" || entry.Moves) && _random.Chance(0.3)
            ? _random.Pick(People.Where(other => other != agent && !other.IsSpeakerOrListener).ToArray())
            : null;
        SpotEntry spot = _random.Pick(_lexicon.Spots);
        bool somewhere = entry.At is not null
            || (!entry.Moves && entry.Destination is null && entry.Type != "worn" && _places[agent] != HomePlace);
        return new WorldEvent(day, part, entry, agent, somewhere ? _places[agent] : null)
        {
            Object = item,
            Recipient = recipient,
            Companion = companion,
            Destination = entry.Destination is null ? null : _random.Pick(destinations),
            Vehicle = entry.Vehicle is null
                ? null
                : _random.Pick(_lexicon.Things.Where(thing => thing.Kinds.Contains(entry.Vehicle)
                    && (entry.Id == "gocity" || thing.Id is "bus" or "train")).ToArray()),
            Spot = entry.Spot ? (spot, _lexicon.Relations[_random.Pick(spot.Relations)]) : null,
            Duration = entry.HasDuration ? _random.Pick(_lexicon.Times.Durations) : null,
        };
    }

    private void Apply(WorldEvent happening)
    {
        (Person agent, EventEntry entry) = (happening.Agent, happening.Entry);
        if (entry.Effect is "pass" or "drop") _belongings[agent].Remove(happening.Object!);
        if (entry.Effect is "gain") _belongings[agent].Add(happening.Object!);
        if (entry.Effect is "pass" or "give") _belongings[happening.Recipient!].Add(happening.Object!);
        if (entry.Id == "gohome") _places[agent] = HomePlace;
        else if (entry.Id == "comeback") _places[agent] = HomePlace;
        else if (entry.Moves && happening.Destination is not null) _places[agent] = happening.Destination;
    }
}
