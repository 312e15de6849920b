namespace StudyKit.Data.Translation;

/// <summary>
/// A few sentence pairs as tensors. B sentences, S source and T target tokens of the longest; shorter rows are filled
/// with the padding id. Whoever takes the batch disposes it.
/// </summary>
public sealed class TranslationBatch : IDisposable
{
    internal TranslationBatch(
        Tensor source, Tensor targetInput, Tensor targetOutput, IReadOnlyList<int> rows, int sourceTokens,
        int targetTokens)
    {
        (Source, TargetInput, TargetOutput) = (source, targetInput, targetOutput);
        (Rows, SourceTokens, TargetTokens) = (rows, sourceTokens, targetTokens);
    }

    /// <summary>What is translated: [B, S] int64, each sentence followed by the end token.</summary>
    public Tensor Source { get; }

    /// <summary>What the decoder sees: [B, T] int64, the start token and then the translation.</summary>
    public Tensor TargetInput { get; }

    /// <summary>What it shall say at each place: [B, T] int64, the translation and then the end token.</summary>
    public Tensor TargetOutput { get; }

    /// <summary>Which pairs of the set these are, by row.</summary>
    public IReadOnlyList<int> Rows { get; }

    /// <summary>Source tokens without padding, end tokens included.</summary>
    public int SourceTokens { get; }

    /// <summary>
    /// Target tokens without padding, end tokens included: the number of predictions the loss averages over.
    /// </summary>
    public int TargetTokens { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Source.Dispose();
        TargetInput.Dispose();
        TargetOutput.Dispose();
    }
}
