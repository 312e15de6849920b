using System.Collections.Concurrent;
using System.Text;
using System.Text.Unicode;
using StudyKit.Text.Subwords;

namespace StudyKit.Text.Bpe;

/// <summary>
/// GPT-2's byte-level BPE (Radford et al., 2019, §2.2): merges over bytes, so 256 symbols write every text and no token
/// is unknown.
/// </summary>
/// <remarks>
/// Any sequence of bytes comes back from its ids. A lone surrogate is no character: it is read as U+FFFD. Thread-safe.
/// </remarks>
public sealed class ByteLevelTokenizer : ITokenizer
{
    /// <summary>
    /// Stands between texts. It is never made from text: put its id (<see cref="SpecialTokens.End"/>) where a text
    /// ends.
    /// </summary>
    public const string EndOfText = "<|endoftext|>";

    private const int KnownPieces = 100_000;
    private readonly MergeTable<string> _merges = new();
    private readonly ConcurrentDictionary<string, int[]> _known = new(StringComparer.Ordinal);
    private readonly byte[][] _bytes;

    /// <summary>
    /// A tokenizer with given tokens and merges, both written in GPT-2's visible characters for bytes.
    /// </summary>
    /// <param name="tokens">The tokens; the index is the id. All 256 single bytes are among them.</param>
    /// <param name="merges">
    /// Left and right of each merge, the first learned first. What a merge makes is a token.
    /// </param>
    /// <exception cref="ArgumentException">A byte or the result of a merge is missing.</exception>
    public ByteLevelTokenizer(IReadOnlyList<string> tokens, IReadOnlyList<(string Left, string Right)> merges)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(merges);
        List<string> list = [.. tokens];
        int end = list.IndexOf(EndOfText);
        Vocabulary = new Vocabulary(list, new SpecialTokens { End = end < 0 ? null : end });
        Merges = merges;
        foreach ((string left, string right) in merges) _merges.Add(left, right, left + right);
        string? missing = ByteAlphabet.Symbols.Concat(merges.Select(merge => merge.Left + merge.Right))
            .FirstOrDefault(symbol => Vocabulary.Find(symbol) is null);
        if (missing is not null)
        {
            throw new ArgumentException("The tokens must hold all 256 bytes and what the merges make. Received " +
                $"{list.Count} tokens without '{missing}'.", nameof(tokens));
        }

        _bytes = [.. list.Select(ByteAlphabet.Read)];
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>The merges in the order learned.</summary>
    public IReadOnlyList<(string Left, string Right)> Merges { get; }

    /// <summary>Learns merges from texts. Ids: the 256 bytes, the merges, then <see cref="EndOfText"/>.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="merges">How many at most; the published vocabulary has 50,000.</param>
    /// <param name="minimumCount">A rarer pair is not merged.</param>
    public static ByteLevelTokenizer Learn(IEnumerable<string> texts, int merges = 50_000, int minimumCount = 2)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            foreach ((int start, int length) in ByteLevelPieces.Cut(bytes))
            {
                string piece = string.Concat(ByteAlphabet.Write(bytes.AsSpan(start, length)));
                counts[piece] = counts.GetValueOrDefault(piece) + 1;
            }
        }

        (string[] Symbols, int Count)[] words = [.. counts.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key.Select(c => c.ToString()).ToArray(), pair.Value))];
        var learned = MergeLearner.Learn(words, string.Concat, minimumCount, merges);
        string[] tokens = [.. ByteAlphabet.Symbols, .. learned.Select(merge => merge.Merged), EndOfText];
        return new ByteLevelTokenizer([.. tokens.Distinct()], [.. learned.Select(merge => (merge.Left, merge.Right))]);
    }

    /// <summary>
    /// Reads the published pair of files: encoder.json (token → id) and vocab.bpe (one merge a line after a version
    /// line).
    /// </summary>
    /// <param name="encoder">The json file.</param>
    /// <param name="merges">The merges.</param>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static ByteLevelTokenizer Load(string encoder, string merges) =>
        PublishedMerges.Load(encoder, merges, "GPT-2", (tokens, pairs) => new ByteLevelTokenizer(tokens, pairs));

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return EncodeBytes(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The ids of any bytes, text or not.</summary>
    /// <param name="bytes">The bytes.</param>
    public int[] EncodeBytes(ReadOnlySpan<byte> bytes)
    {
        List<int> ids = [];
        foreach ((int start, int length) in ByteLevelPieces.Cut(bytes)) ids.AddRange(Merge(bytes.Slice(start, length)));
        return [.. ids];
    }

    /// <inheritdoc/>
    /// <remarks>A token may begin or end inside a character: its span is then the whole character.</remarks>
    public EncodedText EncodeWithSpans(string text)
    {
        int[] ids = Encode(text);
        // First[b], Last[b]: where in the text the character of byte b begins and ends.
        List<(int First, int Last)> places = [];
        for (int at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int units);
            for (int i = 0; i < rune.Utf8SequenceLength; i++) places.Add((at, at + units));
            at += units;
        }

        List<TextSpan> spans = [];
        int read = 0;
        foreach (int id in ids)
        {
            (int first, int last) = (places[read].First, places[read + _bytes[id].Length - 1].Last);
            spans.Add(new TextSpan(first, last - first));
            read += _bytes[id].Length;
        }

        return new EncodedText(ids, [.. ids.Select(id => Vocabulary[id])], spans);
    }

    /// <inheritdoc/>
    /// <remarks>Bytes that are no UTF-8, as half a character at the end, are shown as U+FFFD.</remarks>
    public string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Encoding.UTF8.GetString(DecodeBytes(ids.Where(id => !Vocabulary.Special.IsSilent(id))));
    }

    /// <summary>The bytes of the ids.</summary>
    /// <param name="ids">Ids of this vocabulary.</param>
    /// <exception cref="ArgumentOutOfRangeException">When an id is not in the vocabulary.</exception>
    public byte[] DecodeBytes(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return [.. ids.SelectMany(id => id >= 0 && id < _bytes.Length
            ? _bytes[id]
            : throw new ArgumentOutOfRangeException(nameof(ids), id, "An id of this vocabulary lies between 0 and " +
                $"{_bytes.Length - 1}."))];
    }

    /// <summary>How a word becomes tokens: its bytes, then what each merge leaves, in their order.</summary>
    /// <param name="word">A word, perhaps with the space before it; merges stay inside of it.</param>
    /// <returns>The bytes, then one step for each merge that applies; the last step has the word's tokens.</returns>
    /// <exception cref="ArgumentException">The text is empty, or cut into several pieces before any merge.</exception>
    public IReadOnlyList<MergeStep> MergeSteps(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        byte[] bytes = Encoding.UTF8.GetBytes(word);
        int pieces = ByteLevelPieces.Cut(bytes).Count;
        if (pieces != 1)
        {
            throw new ArgumentException("Merges stay inside a piece: letters, digits or marks, with a space before " +
                $"them. Expected one piece. Received \"{word}\", which has {pieces}. Give its words one by one.",
                nameof(word));
        }

        string[] symbols = ByteAlphabet.Write(bytes);
        List<MergeStep> steps = [new MergeStep(0, [.. symbols], [])];
        _merges.Apply(symbols, seen: (rank, left, made) => steps.Add(new MergeStep(rank + 1, left, made)));
        return steps;
    }

    /// <summary>
    /// A token for the eye: its text, with ␣ for a space, or its bytes as numbers to the base 16 where they are no
    /// whole characters.
    /// </summary>
    /// <param name="token">A token as the vocabulary writes it.</param>
    public static string Readable(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        byte[] bytes = ByteAlphabet.Read(token);
        return Utf8.IsValid(bytes) && !bytes.Any(b => b is < 0x20 or 0x7F)
            ? Encoding.UTF8.GetString(bytes).Replace(' ', '␣')
            : string.Join(' ', bytes.Select(b => b.ToString("X2")));
    }

    private int[] Merge(ReadOnlySpan<byte> piece)
    {
        string[] symbols = ByteAlphabet.Write(piece);
        string key = string.Concat(symbols);
        if (_known.TryGetValue(key, out int[]? known)) return known;
        int[] ids = [.. _merges.Apply(symbols).Select(Vocabulary.IdOf)];
        if (_known.Count < KnownPieces) _known.TryAdd(key, ids); // bounded: a service may read for ever
        return ids;
    }
}
