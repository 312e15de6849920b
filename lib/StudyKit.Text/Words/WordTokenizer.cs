namespace StudyKit.Text.Words;

/// <summary>
/// Each word separated by spaces is a token: for text that comes as words, as the small world's does.
/// </summary>
public sealed class WordTokenizer : ITokenizer
{
    private readonly int _unknown;

    private WordTokenizer(Vocabulary vocabulary)
    {
        Vocabulary = vocabulary;
        _unknown = vocabulary.Special.Unknown!.Value;
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>
    /// Takes the vocabulary from words: the four standard tokens, then the words by how often they come, ties in
    /// ordinal order.
    /// </summary>
    /// <param name="words">The words of the training text.</param>
    /// <param name="minimumCount">Rarer words become the unknown token. Default 1: none.</param>
    public static WordTokenizer Learn(IEnumerable<string> words, int minimumCount = 1)
    {
        ArgumentNullException.ThrowIfNull(words);
        IEnumerable<string> kept = words.GroupBy(word => word, StringComparer.Ordinal)
            .Select(group => (Word: group.Key, Count: group.Count())).Where(word => word.Count >= minimumCount)
            .OrderByDescending(word => word.Count).ThenBy(
                word => word.Word, StringComparer.Ordinal).Select(word => word.Word);
        return new WordTokenizer(new Vocabulary(SpecialTokens.StandardNames.Concat(kept), SpecialTokens.Standard));
    }

    /// <inheritdoc/>
    public int[] Encode(string text) => [.. EncodeWithSpans(text).Ids];

    /// <inheritdoc/>
    public EncodedText EncodeWithSpans(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<int> ids = [];
        List<TextSpan> spans = [];
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf(' ', start);
            if (end < 0) end = text.Length;
            if (end > start)
            {
                ids.Add(Vocabulary.Find(text[start..end]) ?? _unknown);
                spans.Add(new TextSpan(start, end - start));
            }

            start = end + 1;
        }

        return new EncodedText(ids, [.. ids.Select(id => Vocabulary[id])], spans);
    }

    /// <inheritdoc/>
    public string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return string.Join(' ', ids.Where(id => !Vocabulary.Special.IsSilent(id)).Select(id => Vocabulary[id]));
    }
}
