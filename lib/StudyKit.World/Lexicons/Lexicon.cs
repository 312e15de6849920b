using System.Text.Json;

namespace StudyKit.World.Lexicons;

/// <summary>
/// The words and patterns of the small world, read from data/world/*.json as carried inside the library.
/// </summary>
internal sealed class Lexicon
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Lazy<Lexicon> s_default = new(() => new Lexicon());

    private readonly Dictionary<EventEntry, IReadOnlyList<Noun>> _objects = [];
    private readonly Dictionary<PlaceEntry, EventEntry[]> _eventsAt = [];

    private Lexicon()
    {
        PeopleFile people = Read<PeopleFile>("people");
        (People, Relatives, Pronouns) =
            (people.People, people.Relations, people.Pronouns.ToDictionary(pronoun => pronoun.Id));
        PlacesFile places = Read<PlacesFile>("places");
        (Places, Spots, Relations) =
            (places.Places, places.Spots, places.Relations.ToDictionary(relation => relation.Id));
        ThingsFile things = Read<ThingsFile>("things");
        (Things, Numbers) = (things.Things, things.Numbers);
        Qualities = Read<QualitiesFile>("qualities").Qualities;
        Feelings = Read<FeelingsFile>("feelings").Feelings;
        Times = Read<TimesFile>("times");
        EventsFile events = Read<EventsFile>("events");
        (Events, Weather) = (events.Events, events.Weather);
        foreach (PlaceEntry place in Places)
        {
            _eventsAt[place] = [.. Events.Where(entry => Happens(entry) && entry.At?.Contains(place.Id) == true)];
        }

        EventsAnywhere = [.. Events.Where(entry => Happens(entry) && entry.At is null)];
        Verbs = Read<VerbsFile>("verbs").Verbs;
        Patterns = Read<PatternsFile>("patterns").Patterns;
        foreach (EventEntry entry in Events)
        {
            _objects[entry] =
                Things.Where(thing => thing.Kinds.Contains(entry.Object) && IsClearIn(entry, thing)).ToList();
        }
    }

    public static Lexicon Default => s_default.Value;

    public IReadOnlyList<PersonEntry> People { get; }

    public IReadOnlyList<PersonEntry> Relatives { get; }

    public IReadOnlyDictionary<string, PronounEntry> Pronouns { get; }

    public IReadOnlyList<PlaceEntry> Places { get; }

    public IReadOnlyList<SpotEntry> Spots { get; }

    public IReadOnlyDictionary<string, RelationEntry> Relations { get; }

    public IReadOnlyList<Noun> Things { get; }

    public IReadOnlyList<NumberEntry> Numbers { get; }

    public IReadOnlyList<Quality> Qualities { get; }

    public IReadOnlyList<FeelingEntry> Feelings { get; }

    public TimesFile Times { get; }

    public IReadOnlyList<EventEntry> Events { get; }

    /// <summary>The events that happen in any place.</summary>
    public IReadOnlyList<EventEntry> EventsAnywhere { get; }

    public IReadOnlyList<EventEntry> Weather { get; }

    /// <summary>For each English verb the forms of he, yesterday, has and is.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Verbs { get; }

    public IReadOnlyList<PatternEntry> Patterns { get; }

    /// <summary>The things that can be the event's object.</summary>
    public IReadOnlyList<Noun> ObjectsOf(EventEntry entry) => _objects[entry];

    /// <summary>The events that happen in this place and not in every.</summary>
    public EventEntry[] EventsAt(PlaceEntry place) => _eventsAt[place];

    /// <summary>What a thing can be like.</summary>
    public IEnumerable<Quality> QualitiesOf(Noun thing) =>
        Qualities.Where(quality => quality.Kinds.Any(thing.Kinds.Contains));

    /// <summary>True when the thing's English word means this thing only, whatever stands around it.</summary>
    public bool IsClear(Noun thing) => Things.All(other => other == thing || other.En[0] != thing.En[0]);

    private static bool Happens(EventEntry entry) => entry.Type is not ("state" or "manner");

    // "mouse" is clear where only one of its meanings can be the object: caught, or repaired.
    private bool IsClearIn(EventEntry entry, Noun thing) =>
        Things.All(other => other == thing || other.En[0] != thing.En[0] || !other.Kinds.Contains(entry.Object));

    private static T Read<T>(string name)
    {
        string file = $"data/world/{name}.json";
        using Stream stream = typeof(Lexicon).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException(
                $"The library was built without its file '{file}'. Build it again from a whole checkout.");
        return JsonSerializer.Deserialize<T>(stream, s_options)!;
    }

    internal sealed record TimesFile(IReadOnlyList<TimeEntry> Times, IReadOnlyList<TimeEntry> Weekdays,
        IReadOnlyList<TimeEntry> Frequencies, IReadOnlyList<TimeEntry> Adverbs, IReadOnlyList<TimeEntry> Durations);

    private sealed record PeopleFile(
        IReadOnlyList<PersonEntry> People, IReadOnlyList<PersonEntry> Relations, IReadOnlyList<PronounEntry> Pronouns);

    private sealed record PlacesFile(
        IReadOnlyList<PlaceEntry> Places, IReadOnlyList<SpotEntry> Spots, IReadOnlyList<RelationEntry> Relations);

    private sealed record ThingsFile(IReadOnlyList<Noun> Things, IReadOnlyList<NumberEntry> Numbers);

    private sealed record QualitiesFile(IReadOnlyList<Quality> Qualities);

    private sealed record FeelingsFile(IReadOnlyList<FeelingEntry> Feelings);

    private sealed record EventsFile(IReadOnlyList<EventEntry> Events, IReadOnlyList<EventEntry> Weather);

    private sealed record VerbsFile(IReadOnlyDictionary<string, IReadOnlyList<string>> Verbs);

    private sealed record PatternsFile(IReadOnlyList<PatternEntry> Patterns);
}
