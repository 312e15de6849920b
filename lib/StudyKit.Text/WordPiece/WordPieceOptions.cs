namespace StudyKit.Text.WordPiece;

/// <summary>How a <see cref="WordPieceTokenizer"/> reads text and how its vocabulary is learned.</summary>
public sealed record WordPieceOptions
{
    /// <summary>Whether letters become small and lose their accents, as in BERT's "uncased" models.</summary>
    /// <value>true.</value>
    public bool LowerCase { get; init; } = true;

    /// <summary>A longer word is read as unknown without looking at it.</summary>
    /// <value>100 characters, as in BERT's code.</value>
    public int LongestWord { get; init; } = 100;

    /// <summary>Learning: the size of the vocabulary, special tokens and characters included.</summary>
    /// <value>8000. (The paper has 30,000.)</value>
    public int VocabularySize { get; init; } = 8000;

    /// <summary>Learning: a pair of pieces that is rarer is not joined.</summary>
    /// <value>2.</value>
    public int MinimumPairCount { get; init; } = 2;
}
