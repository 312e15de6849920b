namespace StudyKit.Text;

/// <summary>
/// The ids of the tokens that stand for no text. A tokenizer has those its model was made with; the others are null.
/// </summary>
public sealed record SpecialTokens
{
    /// <summary>Fills the shorter rows of a batch.</summary>
    public int? Padding { get; init; }

    /// <summary>Stands before the first token; the decoder's first input.</summary>
    public int? Start { get; init; }

    /// <summary>Stands after the last token; what the decoder says when it is done.</summary>
    public int? End { get; init; }

    /// <summary>Stands for what the vocabulary cannot write.</summary>
    public int? Unknown { get; init; }

    /// <summary>Hides a token from the model (BERT's [MASK]).</summary>
    public int? Mask { get; init; }

    /// <summary>
    /// Names of the four tokens that the vocabularies learned here begin with, in the order of their ids 0 to 3.
    /// </summary>
    public static IReadOnlyList<string> StandardNames { get; } = ["<pad>", "<s>", "</s>", "<unk>"];

    /// <summary>The ids of <see cref="StandardNames"/>.</summary>
    public static SpecialTokens Standard { get; } = new() { Padding = 0, Start = 1, End = 2, Unknown = 3 };

    /// <summary>
    /// True when the id stands for no text and is left out of decoded text. The unknown token is kept: something did
    /// stand there.
    /// </summary>
    /// <param name="id">A token's id.</param>
    public bool IsSilent(int id) => id == Padding || id == Start || id == End || id == Mask;
}
