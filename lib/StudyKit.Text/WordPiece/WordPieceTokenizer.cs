using System.Text;
using StudyKit.Text.Subwords;

namespace StudyKit.Text.WordPiece;

/// <summary>
/// BERT's tokenizer: words are cut into the longest pieces that the vocabulary has, from the left; a piece inside a
/// word is written with ## in front ("BERT", Devlin et al., 2019, §3; Wu et al., 2016).
/// </summary>
public sealed class WordPieceTokenizer : ITokenizer
{
    internal const string Continuation = "##";
    private readonly WordPieceOptions _options;
    private readonly int _unknown;

    /// <summary>A tokenizer with a given vocabulary.</summary>
    /// <param name="tokens">The tokens; the index is the id.</param>
    /// <param name="options">How text is read.</param>
    /// <exception cref="ArgumentException">
    /// One of the five special tokens is missing, or a token stands there twice.
    /// </exception>
    public WordPieceTokenizer(IReadOnlyList<string> tokens, WordPieceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        _options = options ?? new WordPieceOptions();
        string[] missing = [.. SpecialNames.Where(name => !tokens.Contains(name))];
        if (missing.Length > 0)
            throw new ArgumentException($"A WordPiece vocabulary must have {string.Join(' ', SpecialNames)}. " +
                $"Received {tokens.Count} tokens without {string.Join(' ', missing)}.", nameof(tokens));
        List<string> list = [.. tokens];
        Vocabulary = new Vocabulary(list, new SpecialTokens
        {
            Padding = list.IndexOf("[PAD]"),
            Unknown = list.IndexOf("[UNK]"),
            Start = list.IndexOf("[CLS]"),
            End = list.IndexOf("[SEP]"),
            Mask = list.IndexOf("[MASK]"),
        });
        _unknown = Vocabulary.Special.Unknown!.Value;
    }

    /// <summary>
    /// The tokens without which BERT can't be trained, in the order of the ids that a learned vocabulary gives them.
    /// </summary>
    public static IReadOnlyList<string> SpecialNames { get; } = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>Learns a vocabulary from texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="options">Size and reading.</param>
    public static WordPieceTokenizer Learn(IEnumerable<string> texts, WordPieceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new WordPieceOptions();
        return new WordPieceTokenizer(WordPieceLearner.Learn(texts, options), options);
    }

    /// <summary>Reads a vocab.txt, one token a line, as BERT's authors published theirs.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How text is read; the vocabulary does not say whether it is for small letters.</param>
    /// <exception cref="InvalidDataException">A special token is missing or a token stands there twice.</exception>
    public static WordPieceTokenizer Load(string path, WordPieceOptions? options = null)
    {
        string[] lines = File.ReadAllText(path).Split('\n');
        if (lines is [.., ""]) lines = lines[..^1];
        try
        {
            return new WordPieceTokenizer([.. lines.Select(line => line.TrimEnd('\r'))], options);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{path} is no WordPiece vocabulary: {Problem.Of(error)}", error);
        }
    }

    /// <summary>Writes the vocabulary as a vocab.txt.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path) => File.WriteAllText(path, string.Join('\n', Vocabulary.Tokens) + "\n");

    /// <summary>True when a token goes on a word begun before it.</summary>
    /// <param name="id">A token.</param>
    public bool Continues(int id) => Vocabulary[id].StartsWith(Continuation, StringComparison.Ordinal);

    /// <inheritdoc/>
    public int[] Encode(string text) => [.. EncodeWithSpans(text).Ids];

    /// <inheritdoc/>
    public EncodedText EncodeWithSpans(string text)
    {
        List<int> ids = [];
        List<TextSpan> spans = [];
        foreach (BasicWord word in BasicWords.Split(text, _options.LowerCase, SpecialNames)) Cut(word, ids, spans);
        return new EncodedText(ids, [.. ids.Select(id => Vocabulary[id])], spans);
    }

    /// <summary>As BERT reads one text: with [CLS] before it and [SEP] behind it, whose spans are empty.</summary>
    /// <param name="text">Any text.</param>
    public EncodedText EncodeSequence(string text)
    {
        EncodedText inner = EncodeWithSpans(text);
        int[] ids = [Vocabulary.Special.Start!.Value, .. inner.Ids, Vocabulary.Special.End!.Value];
        return new EncodedText(
            ids,
            [.. ids.Select(id => Vocabulary[id])],
            [new TextSpan(0, 0), .. inner.Spans, new TextSpan(text.Length, 0)]);
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
            bool inside = Continues(id);
            if (!inside && text.Length > 0) text.Append(' ');
            text.Append(inside ? token[Continuation.Length..] : token);
        }

        return text.ToString();
    }

    // One piece that is not found makes the whole word unknown, as in BERT's code.
    private void Cut(BasicWord word, List<int> ids, List<TextSpan> spans)
    {
        int before = ids.Count;
        for (int start = 0; start < word.Text.Length;)
        {
            (int id, int length) = word.Text.EnumerateRunes().Count() <= _options.LongestWord
                ? Longest(word.Text, start)
                : (_unknown, 0);
            if (length == 0)
            {
                ids.RemoveRange(before, ids.Count - before);
                spans.RemoveRange(before, spans.Count - before);
                ids.Add(_unknown);
                spans.Add(word.Span(0, word.Text.Length));
                return;
            }

            ids.Add(id);
            spans.Add(word.Span(start, length));
            start += length;
        }
    }

    private (int Id, int Length) Longest(string word, int start)
    {
        for (int length = word.Length - start; length > 0; length--)
        {
            string piece = word.Substring(start, length);
            if (Vocabulary.Find(start == 0 ? piece : Continuation + piece) is int id) return (id, length);
        }

        return (_unknown, 0);
    }
}
