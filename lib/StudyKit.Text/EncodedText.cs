namespace StudyKit.Text;

/// <summary>A place in a text, in UTF-16 units as <see cref="string"/> counts them.</summary>
/// <param name="Start">The first unit.</param>
/// <param name="Length">How many units.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The first unit after the span.</summary>
    public int End => Start + Length;
}

/// <summary>A text as tokens. The three lists have one entry per token.</summary>
/// <param name="Ids">The ids.</param>
/// <param name="Tokens">The tokens as the vocabulary writes them.</param>
/// <param name="Spans">Where in the encoded text each token came from.</param>
public sealed record EncodedText(IReadOnlyList<int> Ids, IReadOnlyList<string> Tokens, IReadOnlyList<TextSpan> Spans);
