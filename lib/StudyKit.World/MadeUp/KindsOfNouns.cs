using StudyKit.Text;
using StudyKit.Text.Examples;

namespace StudyKit.World.MadeUp;

/// <summary>
/// A language of made-up nouns, each an animal or a machine, which only the sentences around it tell. Labels are given
/// for half of the nouns and asked for the other half, so a model that has read no text can only guess: it is a task
/// with a lexical split.
/// </summary>
/// <remarks>
/// Three sentences of four tell the kind ("the dazzop hunts the mouse ."), the others do not ("the dazzop waits here
/// again ."); the labelled and the tested ones are of the second form. Which noun is of which kind, and which half it
/// is in, is drawn anew for each seed. The gain by reading is as large as it can be, by construction.
/// </remarks>
public sealed class KindsOfNouns
{
    private const int Kinds = 2;
    private static readonly string[] s_starts = ["bl", "d", "f", "g", "k", "m", "n", "p", "t", "w"];
    private static readonly string[] s_vowels = ["a", "i", "o", "u"];
    private static readonly string[] s_ends = ["zzop", "rvok"];
    private static readonly string[] s_nouns =
    [
        .. from start in s_starts from vowel in s_vowels from end in s_ends select start + vowel + end,
    ];
    private static readonly string[][] s_verbs =
    [
        ["hunts", "fears", "smells", "follows"],
        ["grinds", "prints", "heats", "lifts"],
    ];
    private static readonly string[][] s_objects =
    [
        ["mouse", "fox", "hare", "hen"],
        ["coffee", "paper", "water", "stone"],
    ];
    private static readonly string[] s_neutral =
    [
        "waits", "appears", "stays", "moves", "rests", "arrives", "leaves", "remains",
    ];
    private static readonly string[] s_adverbs =
    [
        "here", "again", "today", "slowly", "quietly", "often", "early", "alone",
    ];

    private readonly string[][] _labelled, _tested;
    private readonly Dictionary<string, int> _kinds = [], _swapped = [];
    private readonly long _seed;

    /// <summary>Draws which noun is of which kind, and which are labelled.</summary>
    /// <param name="seed">Decides that, and all sentences.</param>
    public KindsOfNouns(long seed)
    {
        _seed = seed;
        string[] nouns = [.. s_nouns];
        new SeededRandom(seed, 21).Shuffle(nouns.AsSpan());
        string[][] quarters = [.. nouns.Chunk(nouns.Length / (2 * Kinds))];
        (_labelled, _tested) = (quarters[..Kinds], quarters[Kinds..]);
        for (int quarter = 0; quarter < quarters.Length; quarter++)
        {
            for (int i = 0; i < quarters[quarter].Length; i++)
            {
                int kind = quarter % Kinds;
                _kinds[quarters[quarter][i]] = kind;
                _swapped[quarters[quarter][i]] = i % 2 == 0 ? kind : 1 - kind;
            }
        }
    }

    /// <summary>All words and the full stop, the same for every seed.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "the", ".", .. s_nouns, .. s_verbs.SelectMany(words => words), .. s_objects.SelectMany(words => words),
        .. s_neutral, .. s_adverbs,
    ];

    /// <summary>What the two labels mean.</summary>
    public static IReadOnlyList<string> KindNames { get; } = ["animal", "machine"];

    /// <summary>The nouns of labelled sentences, of both kinds.</summary>
    public IReadOnlyList<string> LabelledNouns => [.. _labelled.SelectMany(nouns => nouns)];

    /// <summary>The nouns of tested sentences, of both kinds; none of them is labelled.</summary>
    public IReadOnlyList<string> TestedNouns => [.. _tested.SelectMany(nouns => nouns)];

    /// <summary>The kind of a word that tells it: a noun, a verb or an object; null for the others.</summary>
    /// <param name="word">One of <see cref="Words"/>.</param>
    public int? KindOf(string word)
    {
        if (_kinds.TryGetValue(word, out int kind)) return kind;
        for (kind = 0; kind < Kinds; kind++)
        {
            if (s_verbs[kind].Contains(word) || s_objects[kind].Contains(word)) return kind;
        }

        return null;
    }

    /// <summary>Text to read, without labels.</summary>
    /// <param name="sentences">How many.</param>
    /// <param name="tellsKinds">
    /// False for a control: the same words, but in each half of each kind every second noun is written of as the other
    /// kind, so that the text says nothing of the labels.
    /// </param>
    public IReadOnlyList<string> Reading(int sentences, bool tellsKinds = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sentences);
        SeededRandom random = new(_seed, 22);
        Dictionary<string, int> kinds = tellsKinds ? _kinds : _swapped;
        return [.. Enumerable.Range(0, sentences).Select(_ =>
        {
            string noun = random.Pick(s_nouns);
            if (random.Chance(0.25)) return Neutral(noun, random);
            int kind = kinds[noun];
            return $"the {noun} {random.Pick(s_verbs[kind])} the {random.Pick(s_objects[kind])} .";
        })];
    }

    /// <summary>Labelled sentences that do not tell the kind; half of them of each.</summary>
    /// <param name="count">How many.</param>
    public IReadOnlyList<LabelledText> Labelled(int count) => Asked(_labelled, count, 23);

    /// <summary>The same about the other nouns, to test with.</summary>
    /// <param name="count">How many.</param>
    public IReadOnlyList<LabelledText> Tested(int count) => Asked(_tested, count, 24);

    private IReadOnlyList<LabelledText> Asked(string[][] nouns, int count, long stream)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        SeededRandom random = new(_seed, stream);
        return [.. Enumerable.Range(0, count).Select(i =>
            new LabelledText(Neutral(random.Pick(nouns[i % Kinds]), random), null, i % Kinds))];
    }

    private static string Neutral(string noun, SeededRandom random) =>
        $"the {noun} {random.Pick(s_neutral)} {random.Pick(s_adverbs)} {random.Pick(s_adverbs)} .";
}
