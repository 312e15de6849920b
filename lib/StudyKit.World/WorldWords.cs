using StudyKit.World.Lexicons;
using StudyKit.World.Writing;

namespace StudyKit.World;

/// <summary>
/// Words of the small world outside of sentences: sorted by kind, and in pairs that stand in one relation.
/// </summary>
/// <remarks>
/// Words of one token in both languages. A word that means two things (bat, mouse, orange, light) is left out.
/// </remarks>
public static class WorldWords
{
    private static readonly (string, string)[] s_opposites =
    [
        ("interesting", "boring"), ("expensive", "cheap"), ("heavy", "light"), ("clean", "dirty"), ("big", "small"),
        ("long", "short"), ("new", "old"), ("black", "white"), ("happy", "sad"), ("busy", "free"),
    ];

    /// <summary>
    /// Kinds of nouns, each with its words: animals, food, places, people, vehicles and subjects of study.
    /// </summary>
    public static IReadOnlyList<(string Kind, IReadOnlyList<string> Words)> Kinds { get; } = ReadKinds();

    /// <summary>English word and its Chinese one.</summary>
    public static IReadOnlyList<(string English, string Chinese)> Translations { get; } = ReadTranslations();

    /// <summary>Adjectives and their opposites, either way round.</summary>
    public static IReadOnlyList<(string Word, string Opposite)> Opposites { get; } =
    [
        .. s_opposites, .. s_opposites.Select(pair => (pair.Item2, pair.Item1)),
    ];

    /// <summary>Verbs and what they are in the past.</summary>
    public static IReadOnlyList<(string Verb, string Past)> PastTense { get; } =
        [.. Lexicon.Default.Verbs.Where(verb => verb.Key != "be" && verb.Value[1] != verb.Key)
            .Select(verb => (verb.Key, verb.Value[1]))];

    /// <summary>Nouns and their plurals.</summary>
    public static IReadOnlyList<(string Singular, string Plural)> Plurals { get; } =
        [.. Lexicon.Default.Things
            .Where(thing => thing.En.Count == 2 && thing.En[0] != thing.En[1] && IsOneWord(thing.En[1]))
            .Select(thing => (thing.En[0], thing.En[1]))
            .Distinct()];

    private static (string, IReadOnlyList<string>)[] ReadKinds()
    {
        Lexicon lexicon = Lexicon.Default;
        string[] ambiguous = [.. lexicon.Things.GroupBy(thing => thing.En[0])
            .Where(group => group.Count() > 1).Select(group => group.Key)];
        return
        [
            ("animal", Things("animal")),
            ("food", Things("food", "drink", "meal")),
            ("place", [.. lexicon.Places.Select(place => Bare(place.En)).Where(IsOneWord).Distinct()]),
            ("person", [.. lexicon.People.Where(person => person.Pronoun is "he" or "she")
                .Select(person => Bare(person.En)).Where(IsOneWord).Distinct()]),
            ("vehicle", Things("transport", "machine")),
            ("subject", Things("subject")),
        ];

        IReadOnlyList<string> Things(params string[] kinds) =>
            [.. lexicon.Things
                .Where(thing => kinds.Contains(thing.Kinds[0]) && !ambiguous.Contains(thing.En[0])
                    && IsOneWord(thing.En[0]))
                .Select(thing => thing.En[0])
                .Distinct()];
    }

    private static (string, string)[] ReadTranslations()
    {
        Lexicon lexicon = Lexicon.Default;
        IEnumerable<(string English, string Chinese)> all = lexicon.Things.Select(thing => (thing.En[0], thing.Zh))
            .Concat(lexicon.Places.Select(place => (Bare(place.En), Bare(place.Zh))))
            .Concat(lexicon.People.Where(person => person.Pronoun is "he" or "she")
                .Select(person => (Bare(person.En), Bare(person.Zh))))
            .Concat(lexicon.Feelings.Select(feeling => (feeling.En, feeling.Zh)));
        return [.. all.Where(pair => IsOneWord(pair.English) && IsOneWord(pair.Chinese))
            .GroupBy(pair => pair.English).Where(group => group.Count() == 1).Select(group => group.Single())];
    }

    // "the~N park|N" → "park": what stands behind the bar links the languages, and the article is no part of the word.
    private static string Bare(string marked)
    {
        string[] words = [.. marked.Split(' ').Where(word => word.Contains('|', StringComparison.Ordinal))
            .Select(word => word[..word.IndexOf('|', StringComparison.Ordinal)])];
        return words.Length == 0 ? marked : string.Join(' ', words);
    }

    private static bool IsOneWord(string text) => !text.Contains(' ', StringComparison.Ordinal)
        && !text.Contains('~', StringComparison.Ordinal) && !text.Contains('{', StringComparison.Ordinal);
}
