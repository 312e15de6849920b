using StudyKit.Text;
using StudyKit.Text.Examples;
using StudyKit.World.Sentences;

namespace StudyKit.World.Tasks;

/// <summary>
/// Tasks with a lexical split: what kind of thing a noun names, asked with nouns that never occur among the labelled
/// examples, though they do in the world's text.
/// </summary>
/// <remarks>
/// A model that starts from random weights knows nothing of a word without a label, so it can only guess, however long
/// it is taught. One that has read knows which words stand in like places.
/// </remarks>
public sealed class WorldKinds
{
    private const int LeastWords = 3;

    // Sentences that any noun may stand in, so that only the noun tells its kind.
    private static readonly string[] s_frames =
    [
        "this is the {0}.", "where is the {0}?", "I like the {0}.", "she saw the {0}.", "the {0} is new.",
        "he talked about the {0}.",
    ];

    private static readonly Dictionary<string, string[]> s_openings = new()
    {
        ["animal"] = ["I saw a small animal: the", "the children played with their"],
        ["food"] = ["she was hungry and ate the", "for dinner we had"],
        ["vehicle"] = ["they went there by", "he goes to work by"],
        ["place"] = ["we met at the", "yesterday they were in the"],
    };

    private readonly long _seed;
    private readonly string[][] _taught, _asked;

    /// <summary>Divides the nouns of each kind in two halves.</summary>
    /// <param name="seed">Draws the division and the examples.</param>
    /// <param name="takes">Leaves out the nouns for which it is false; null takes all.</param>
    /// <exception cref="ArgumentException">A kind has fewer than two nouns left.</exception>
    public WorldKinds(long seed, Func<string, bool>? takes = null)
    {
        _seed = seed;
        SeededRandom random = new(seed, 1);
        (_taught, _asked) = (new string[Names.Count][], new string[Names.Count][]);
        for (int kind = 0; kind < Names.Count; kind++)
        {
            string[] nouns = [.. Nouns(Names[kind]).Where(noun => takes is null || takes(noun))];
            if (nouns.Length < 2)
            {
                throw new ArgumentException($"Each kind needs two nouns, one to teach and one to ask for. Of " +
                    $"'{Names[kind]}' {nouns.Length} are left: let takes pass more.", nameof(takes));
            }

            random.Shuffle(nouns.AsSpan());
            _taught[kind] = nouns[..((nouns.Length + 1) / 2)];
            _asked[kind] = nouns[((nouns.Length + 1) / 2)..];
        }
    }

    /// <summary>The kinds; labels are places in this list.</summary>
    public static IReadOnlyList<string> Names { get; } = ["animal", "food", "vehicle", "place"];

    /// <summary>The nouns of each kind in one half.</summary>
    /// <param name="taught">True for the nouns of labelled examples, false for those asked for.</param>
    public IReadOnlyList<IReadOnlyList<string>> Of(bool taught) => taught ? _taught : _asked;

    /// <summary>A sentence whose noun tells its kind: "this is the soup." Kinds take turns.</summary>
    /// <param name="taught">From which half the nouns are.</param>
    /// <param name="count">How many.</param>
    public IReadOnlyList<LabelledText> Sentences(bool taught, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        SeededRandom random = new(_seed, taught ? 2 : 3);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int kind = i % Names.Count;
            string frame = random.Pick(s_frames);
            return new LabelledText(frame.Replace("{0}", random.Pick(Of(taught)[kind])), null, kind);
        })];
    }

    /// <summary>Which of two nouns ends the sentence: "she was hungry and ate the … soup / train"?</summary>
    /// <param name="taught">From which half the nouns are.</param>
    /// <param name="count">How many; kinds take turns, and so do the places of the right noun.</param>
    public IReadOnlyList<ChoiceExample> Endings(bool taught, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        SeededRandom random = new(_seed, taught ? 4 : 5);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int kind = i % Names.Count, label = i / Names.Count % 2;
            int other = (kind + 1 + random.Next(Names.Count - 1)) % Names.Count;
            string opening = random.Pick(s_openings[Names[kind]]);
            string right = random.Pick(Of(taught)[kind]) + ".", wrong = random.Pick(Of(taught)[other]) + ".";
            return new ChoiceExample(opening, "ending", label == 0 ? [right, wrong] : [wrong, right], label);
        })];
    }

    /// <summary>
    /// What kind of thing comes next? The beginning of a sentence, up to a noun of one of the kinds: "she was tired, so
    /// she went to the" → place. No noun is shown, so there is no lexical split; a model that predicts words has it.
    /// </summary>
    /// <param name="pairs">The world's sentences.</param>
    /// <param name="count">How many at the most; kinds take turns, so the rarest kind ends the list.</param>
    public static IReadOnlyList<LabelledText> Next(IEnumerable<WorldPair> pairs, int count)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Dictionary<string, int> kinds = Names.SelectMany((name, kind) => Nouns(name).Select(noun => (noun, kind)))
            .ToDictionary(pair => pair.noun, pair => pair.kind);
        Queue<string>[] beginnings = [.. Names.Select(_ => new Queue<string>())];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (WorldPair pair in pairs)
        {
            string[] words = [.. pair.English];
            int at = Array.FindIndex(words, kinds.ContainsKey);
            if (at < LeastWords) continue;
            string beginning = WorldPair.JoinEnglish(words[..at]);
            if (seen.Add(beginning)) beginnings[kinds[words[at]]].Enqueue(beginning);
        }

        List<LabelledText> texts = [];
        for (int i = 0; texts.Count < count && beginnings[i % Names.Count].Count > 0; i++)
        {
            texts.Add(new LabelledText(beginnings[i % Names.Count].Dequeue(), null, i % Names.Count));
        }

        return texts;
    }

    // Names such as Beijing take no article.
    private static IEnumerable<string> Nouns(string kind) =>
        WorldWords.Kinds.Single(one => one.Kind == kind).Words.Where(word => char.IsLower(word[0]));
}
