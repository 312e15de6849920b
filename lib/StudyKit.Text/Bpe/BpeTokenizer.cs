using System.Collections.Concurrent;
using System.Text;

namespace StudyKit.Text.Bpe;

/// <summary>
/// Subword tokens by byte-pair encoding on characters: frequent words are one token, rare ones are spelled in parts, so
/// no word is out of vocabulary. Merges stay inside words. The space before a word is the character ▁, so decoding
/// gives back the text with each run of white space as one space.
/// </summary>
/// <remarks>
/// Sennrich et al., "Neural Machine Translation of Rare Words with Subword Units", ACL 2016, §3.2. The paper marks the
/// end of a word; here its beginning is marked, which lets "dog." be two pieces and still come back without a space.
/// Ids: 0 &lt;pad&gt;, 1 &lt;s&gt;, 2 &lt;/s&gt;, 3 &lt;unk&gt;, then ▁ and the characters by code, then the merges as
/// learned. Thread-safe.
/// </remarks>
public sealed class BpeTokenizer : ITokenizer
{
    private const int CacheCapacity = 1 << 17;
    private readonly BpeMerges _merges;
    private readonly ConcurrentDictionary<string, int[]> _bare = new(StringComparer.Ordinal),
        _spaced = new(StringComparer.Ordinal);
    private int _cached;

    internal BpeTokenizer(
        IReadOnlyList<string> alphabet, IReadOnlyList<(string Left, string Right)> merges, TextNormalizer normalizer)
    {
        Alphabet = alphabet;
        Merges = merges;
        Normalizer = normalizer;
        Vocabulary = new Vocabulary(
            [.. SpecialTokens.StandardNames, .. alphabet, .. merges.Select(merge => merge.Left + merge.Right)
                .Distinct(StringComparer.Ordinal)],
            SpecialTokens.Standard);
        _merges = new BpeMerges(Vocabulary, alphabet, merges);
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>What is done to each text first.</summary>
    public TextNormalizer Normalizer { get; }

    /// <summary>The tokens that are single characters.</summary>
    public IReadOnlyList<string> Alphabet { get; }

    /// <summary>Left and right token of each merge, in the order learned.</summary>
    public IReadOnlyList<(string Left, string Right)> Merges { get; }

    /// <summary>Learns a vocabulary. The same texts and options give the same tokens on every machine.</summary>
    /// <param name="texts">The texts; for a vocabulary shared by two languages, those of both.</param>
    /// <param name="options">Size and normalisation; the defaults when null.</param>
    /// <exception cref="ArgumentException">
    /// When the options contradict themselves or the text's characters alone exceed the size.
    /// </exception>
    public static BpeTokenizer Learn(IEnumerable<string> texts, BpeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new BpeOptions();
        options.Validate();
        (IReadOnlyList<string> alphabet, IReadOnlyList<(string, string)> merges) = BpeLearner.Learn(texts, options);
        return new BpeTokenizer(alphabet, merges, options.Normalizer);
    }

    /// <summary>Reads a tokenizer that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The JSON file.</param>
    /// <exception cref="InvalidDataException">
    /// When the file is not such a tokenizer; the message says where.
    /// </exception>
    public static BpeTokenizer Load(string path) => BpeFile.Read(path);

    /// <summary>Writes the tokenizer as JSON that can be read and compared line by line.</summary>
    /// <param name="path">The file; an older one stays whole until the new one is complete.</param>
    public void Save(string path) => BpeFile.Write(path, this);

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        string normal = Normalizer.Normalize(text);
        List<int> ids = new((normal.Length / 3) + 4);
        for (int position = 0; WordSplitter.TryNext(normal, ref position, out TextSpan piece, out bool afterSpace);)
        {
            ids.AddRange(Cached(normal.AsSpan(piece.Start, piece.Length), afterSpace));
        }

        return [.. ids];
    }

    /// <summary>
    /// The ids with some merges left out by chance, so that training sees a word in several spellings:
    /// BPE-dropout (Provilkov et al., ACL 2020, §3). For training text only.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="dropout">
    /// The chance that a possible merge is passed over, 0 to 1; the paper takes 0.1. At 1 every character stands alone.
    /// </param>
    /// <param name="random">Draws the chances.</param>
    public int[] Encode(string text, double dropout, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (dropout is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(dropout), dropout, "The chance of passing over a merge must lie between 0 and 1.");
        string normal = Normalizer.Normalize(text);
        List<int> ids = [];
        for (int position = 0; WordSplitter.TryNext(normal, ref position, out TextSpan piece, out bool afterSpace);)
        {
            ids.AddRange(_merges.Apply(normal.AsSpan(piece.Start, piece.Length), afterSpace, dropout, random));
        }

        return [.. ids];
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The marker belongs to no place in the text: a token that is the marker alone has an empty span before its word.
    /// </remarks>
    public EncodedText EncodeWithSpans(string text)
    {
        string normal = Normalizer.Normalize(text);
        List<int> ids = [];
        List<TextSpan> spans = [];
        for (int position = 0; WordSplitter.TryNext(normal, ref position, out TextSpan piece, out bool afterSpace);)
        {
            int start = piece.Start;
            foreach (int id in Cached(normal.AsSpan(piece.Start, piece.Length), afterSpace))
            {
                string token = Vocabulary[id];
                int length = id == Vocabulary.Special.Unknown ? RuneLength(normal, start)
                    : token[0] == WordSplitter.Marker ? token.Length - 1
                    : token.Length;
                ids.Add(id);
                spans.Add(new TextSpan(start, length));
                start += length;
            }
        }

        return new EncodedText(ids, [.. ids.Select(id => Vocabulary[id])], spans);
    }

    /// <inheritdoc/>
    public string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        StringBuilder text = new();
        foreach (int id in ids)
        {
            string token = Vocabulary[id];
            if (Vocabulary.Special.IsSilent(id)) continue;
            if (token[0] != WordSplitter.Marker) text.Append(token);
            else if (text.Length == 0) text.Append(token, 1, token.Length - 1);
            else text.Append(' ').Append(token, 1, token.Length - 1);
        }

        return text.ToString();
    }

    private int[] Cached(ReadOnlySpan<char> piece, bool afterSpace)
    {
        ConcurrentDictionary<string, int[]> cache = afterSpace ? _spaced : _bare;
        if (cache.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(piece, out int[]? known)) return known;
        int[] ids = _merges.Apply(piece, afterSpace);
        // Past the capacity words are worked out anew: endless text must not fill the memory.
        if (_cached < CacheCapacity && cache.TryAdd(piece.ToString(), ids)) Interlocked.Increment(ref _cached);
        return ids;
    }

    private static int RuneLength(string text, int position)
    {
        Rune.DecodeFromUtf16(text.AsSpan(position), out _, out int length);
        return length;
    }
}
