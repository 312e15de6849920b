using StudyKit.Runtime;

namespace StudyKit.Data.Tasks;

/// <summary>
/// Rows of <see cref="AssociativeRecall"/>: B rows of K pairs and K questions, each of which names A keys. Whoever
/// takes the batch disposes it.
/// </summary>
/// <param name="Keys">[B, K] int64, no key twice in a row.</param>
/// <param name="Values">[B, K] int64, the value beside each key.</param>
/// <param name="Queries">[B, K, A] int64, the keys that are asked for.</param>
/// <param name="Answers">[B, K, A] int64, their values.</param>
public sealed record RecallBatch(Tensor Keys, Tensor Values, Tensor Queries, Tensor Answers) : IDisposable
{
    /// <summary>How many answers are to be given.</summary>
    public int Count => (int)Answers.numel();

    /// <summary>The share of answers that are right when a model says what it scores highest.</summary>
    /// <param name="logits">[B, K, A, V].</param>
    public double Right(Tensor logits)
    {
        Shapes.Check(logits, nameof(logits), [("B", Answers.shape[0]), ("K", Answers.shape[1]), ("A", Answers.shape[2]),
            "V"]);
        using DisposeScope scope = NewDisposeScope();
        return logits.argmax(-1).eq(Answers).to(ScalarType.Float64).mean().item<double>();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Keys.Dispose();
        Values.Dispose();
        Queries.Dispose();
        Answers.Dispose();
    }
}
