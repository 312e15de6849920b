using StudyKit.World.Lexicons;

namespace StudyKit.World.Planning;

/// <summary>
/// Which words are kept apart in training: some verbs never meet some of their objects there, some qualities never some
/// things, though each of the words is met with others. A model that translates them together has learned to combine.
/// </summary>
internal sealed class HeldOut
{
    private const int OneIn = 8;
    private const int LeastPartners = 6;
    private const int LeastVerbs = 4;
    private readonly HashSet<(string, string)> _pairs = [];

    public HeldOut(Lexicon lexicon)
    {
        // One verb in both languages, so that no way of translating a verb is kept from training.
        var verbs = lexicon.Events.Where(entry => entry.Object is not null)
            .GroupBy(VerbKey, (key, entries) =>
                (Key: key, Objects: entries.SelectMany(lexicon.ObjectsOf).Distinct().ToArray())).ToArray();
        foreach ((string key, Noun[] objects) in verbs.Where(verb => verb.Objects.Length >= LeastPartners))
        {
            foreach (Noun thing in objects.Where(thing => Chosen(key, thing.Id)
                && verbs.Count(verb => verb.Objects.Contains(thing)) >= LeastVerbs))
            {
                _pairs.Add((key, thing.Id));
            }
        }

        foreach (Noun thing in lexicon.Things)
        {
            Quality[] qualities = [.. lexicon.QualitiesOf(thing)];
            if (qualities.Length < LeastPartners) continue;
            foreach (Quality quality in qualities.Where(quality => Chosen(quality.Id, thing.Id)))
            {
                _pairs.Add((quality.Id, thing.Id));
            }
        }
    }

    public bool Contains(EventEntry entry, Noun thing) => _pairs.Contains((VerbKey(entry), thing.Id));

    public bool Contains(Quality quality, Noun thing) => _pairs.Contains((quality.Id, thing.Id));

    private static string VerbKey(EventEntry entry) =>
        string.Join('/', new[] { entry.En, entry.Zh }
            .Select(template => Template.Parse(template).First(part => part.Kind == PartKind.Verb).Text));

    private static bool Chosen(string first, string second) => StableHash.Of($"{first}+{second}") % OneIn == 0;
}

/// <summary>
/// A hash of text that is the same on every system and in every version of .NET (FNV-1a, 64 bits, on UTF-16 units).
/// </summary>
internal static class StableHash
{
    public static ulong Of(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char unit in text) hash = unchecked((hash ^ unit) * 1099511628211);
        return hash ^ (hash >> 32);
    }
}
