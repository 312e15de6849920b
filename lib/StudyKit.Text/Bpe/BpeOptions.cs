namespace StudyKit.Text.Bpe;

/// <summary>How a <see cref="BpeTokenizer"/> is learned.</summary>
public sealed record BpeOptions
{
    /// <summary>
    /// The size of the vocabulary with special tokens and single characters. Fewer tokens come out when the text has no
    /// further pair to merge.
    /// </summary>
    /// <value>8000.</value>
    public int VocabularySize { get; init; } = 8000;

    /// <summary>What is done to each text first.</summary>
    /// <value><see cref="TextNormalizer.None"/>.</value>
    public TextNormalizer Normalizer { get; init; } = TextNormalizer.None;

    /// <summary>A pair that occurs less often than this is not merged.</summary>
    /// <value>2: a merge seen once can't help with any other text.</value>
    public int MinimumPairCount { get; init; } = 2;

    /// <summary>A character that occurs less often than this gets no token and is read as unknown.</summary>
    /// <value>1: every character of the learning text can be written.</value>
    public int MinimumCharacterCount { get; init; } = 1;

    internal void Validate()
    {
        if (VocabularySize <= SpecialTokens.StandardNames.Count)
            throw new ArgumentException($"{nameof(VocabularySize)} must be larger than the " +
                $"{SpecialTokens.StandardNames.Count} special tokens. Received {VocabularySize}.");
        if (MinimumPairCount < 1 || MinimumCharacterCount < 1)
            throw new ArgumentException($"{nameof(MinimumPairCount)} and {nameof(MinimumCharacterCount)} must be at " +
                $"least 1. Received {MinimumPairCount} and {MinimumCharacterCount}.");
    }
}
