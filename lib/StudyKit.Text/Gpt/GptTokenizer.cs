using System.Collections.Concurrent;
using StudyKit.Text.Subwords;

namespace StudyKit.Text.Gpt;

/// <summary>
/// The first GPT's byte-pair encoding: merges inside words, the last symbol of a word marked with <c>&lt;/w&gt;</c>
/// ("Improving Language Understanding", Radford et al., 2018, §4.1: 40,000 merges; Sennrich et al., 2016).
/// </summary>
/// <remarks>
/// Words are cut as by BERT's basic tokenizer with small letters. The authors cleaned text with ftfy and cut it with
/// spaCy; where those are absent, users of the published model cut it as here.
/// </remarks>
public sealed class GptTokenizer : ITokenizer
{
    /// <summary>Marks the end of a word.</summary>
    public const string WordEnd = "</w>";

    /// <summary>Stands for what the vocabulary cannot write.</summary>
    public const string Unknown = "<unk>";

    private readonly MergeTable<string> _merges = new();
    // Words as cut before: running text repeats most of its words. Bounded, for a service may read for ever.
    private const int KnownWords = 100_000;
    private readonly ConcurrentDictionary<string, string[]> _known = new(StringComparer.Ordinal);
    private readonly int _unknown;

    /// <summary>A tokenizer with given merges and vocabulary.</summary>
    /// <param name="tokens">The tokens; the index is the id. <c>&lt;unk&gt;</c> is one of them.</param>
    /// <param name="merges">Left and right of each merge, the first learned first.</param>
    /// <exception cref="ArgumentException">
    /// The unknown token is missing, or a merge gives a token that the vocabulary has not.
    /// </exception>
    public GptTokenizer(IReadOnlyList<string> tokens, IReadOnlyList<(string Left, string Right)> merges)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(merges);
        List<string> list = [.. tokens];
        _unknown = list.IndexOf(Unknown);
        if (_unknown < 0)
        {
            throw new ArgumentException(
                $"GPT's vocabulary must have {Unknown}. Received {list.Count} tokens without it.", nameof(tokens));
        }

        Vocabulary = new Vocabulary(list, new SpecialTokens { Unknown = _unknown });
        Merges = merges;
        // Merges of another vocabulary would turn known words into unknown ones without a word.
        HashSet<string> known = [.. list];
        foreach ((string left, string right) in merges)
        {
            if (left.Length == 0 || right.Length == 0 || !known.Contains(left + right))
            {
                throw new ArgumentException("Every merge must join two symbols to a token of the vocabulary. " +
                    $"Received \"{left}\" and \"{right}\"; take merges and vocabulary from the same model.",
                    nameof(merges));
            }
        }

        foreach ((string left, string right) in merges) _merges.Add(left, right, left + right);
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>The merges in the order learned.</summary>
    public IReadOnlyList<(string Left, string Right)> Merges { get; }

    /// <summary>
    /// Learns merges from texts. The vocabulary is the unknown token, the characters (bare and as word ends) and the
    /// merges.
    /// </summary>
    /// <param name="texts">The texts.</param>
    /// <param name="merges">How many at most; the paper has 40,000.</param>
    /// <param name="minimumCount">A rarer pair is not merged.</param>
    /// <param name="special">Further tokens to put at the end, for instance start, delimiter and extract.</param>
    public static GptTokenizer Learn(
        IEnumerable<string> texts, int merges = 40_000, int minimumCount = 2, IReadOnlyList<string>? special = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            foreach (BasicWord word in BasicWords.Split(text, lowerCase: true, []))
            {
                counts[word.Text] = counts.GetValueOrDefault(word.Text) + 1;
            }
        }

        (string[] Symbols, int Count)[] words =
        [
            .. counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (Symbols(pair.Key), pair.Value)),
        ];
        var learned = MergeLearner.Learn(words, string.Concat, minimumCount, merges);
        string[] characters = [.. words.SelectMany(word => word.Symbols)
            .Select(symbol => symbol.Replace(WordEnd, "", StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal)];
        string[] tokens =
        [
            Unknown, .. characters, .. characters.Select(c => c + WordEnd), .. learned.Select(merge => merge.Merged),
            .. special ?? [],
        ];
        return new GptTokenizer([.. tokens.Distinct()], [.. learned.Select(merge => (merge.Left, merge.Right))]);
    }

    /// <summary>
    /// Reads the published pair of files: encoder.json (token → id) and vocab.bpe (one merge a line after a version
    /// line).
    /// </summary>
    /// <param name="encoder">The json file.</param>
    /// <param name="merges">The merges.</param>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static GptTokenizer Load(string encoder, string merges) =>
        PublishedMerges.Load(encoder, merges, "GPT", (tokens, pairs) => new GptTokenizer(tokens, pairs));

    /// <inheritdoc/>
    public int[] Encode(string text) => [.. EncodeWithSpans(text).Ids];

    /// <inheritdoc/>
    public EncodedText EncodeWithSpans(string text)
    {
        List<int> ids = [];
        List<TextSpan> spans = [];
        foreach (BasicWord word in BasicWords.Split(text, lowerCase: true, []))
        {
            int start = 0;
            foreach (string symbol in Cut(word.Text))
            {
                int length = symbol.EndsWith(WordEnd, StringComparison.Ordinal)
                    ? word.Text.Length - start
                    : symbol.Length;
                ids.Add(Vocabulary.Find(symbol) ?? _unknown);
                spans.Add(word.Span(start, length));
                start += length;
            }
        }

        return new EncodedText(ids, [.. ids.Select(id => Vocabulary[id])], spans);
    }

    /// <inheritdoc/>
    public string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return string.Concat(ids.Select(id => Vocabulary[id]))
            .Replace(WordEnd, " ", StringComparison.Ordinal).TrimEnd();
    }

    private static string[] Symbols(string word)
    {
        string[] symbols = [.. word.EnumerateRunes().Select(rune => rune.ToString())];
        symbols[^1] += WordEnd;
        return symbols;
    }

    private string[] Cut(string word)
    {
        if (_known.TryGetValue(word, out string[]? known)) return known;
        string[] symbols = _merges.Apply(Symbols(word));
        if (_known.Count < KnownWords) _known.TryAdd(word, symbols);
        return symbols;
    }
}
