using StudyKit.Runtime;

namespace StudyKit.Nn.Normalization;

/// <summary>BatchNorm for sequences: each component is normalised over all tokens of the batch.</summary>
/// <remarks>
/// <para>"Batch Normalization" (Ioffe and Szegedy, 2015), Algorithm 1, for one component over the N tokens of a batch
/// (padding is no token):</para>
/// <code>
/// μ = 1/N Σ x_n      σ² = 1/N Σ (x_n − μ)²      y = γ (x − μ) / √(σ² + ε) + β
/// </code>
/// <para>In training μ and σ² are the batch's own, so a token's output depends on which sentences stand beside it.
/// Evaluation uses running means of them: running ← (1 − m) running + m batch, with the variance over N − 1. They fit
/// the lengths and sentences seen in training and no others; this is what the notebook measures.</para>
/// <para>On the packed tokens [N, C] this equals PyTorch's <c>nn.BatchNorm1d</c>, whose names these are. Padding
/// positions are normalised with the tokens' statistics, and nothing reads them.</para>
/// </remarks>
public sealed class SequenceBatchNorm : SequenceNorm
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly Tensor running_mean;
    private readonly Tensor running_var;
    private readonly Tensor num_batches_tracked;
    private readonly int _width;
    private readonly double _epsilon, _momentum;

    /// <summary>Builds the layer with weight 1, bias 0, running mean 0 and running variance 1.</summary>
    /// <param name="width">C.</param>
    /// <param name="epsilon">ε, keeps the root away from zero.</param>
    /// <param name="momentum">m, the share of the newest batch in the running statistics.</param>
    public SequenceBatchNorm(int width, double epsilon = 1e-5, double momentum = 0.1)
        : base(nameof(SequenceBatchNorm))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        (_width, _epsilon, _momentum) = (width, epsilon, momentum);
        weight = Parameter(ones(width));
        bias = Parameter(zeros(width));
        running_mean = zeros(width);
        running_var = ones(width);
        num_batches_tracked = zeros([], ScalarType.Int64);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The shape is wrong, or in training the batch is one single token.
    /// </exception>
    public override Tensor forward(Tensor x, Tensor? real)
    {
        Shapes.Check(x, nameof(x), ["B", "T", ("C", _width)]);
        var (B, T, _) = x.shape;
        if (real is not null) Shapes.Check(real, nameof(real), [("B", B), ("T", T)]);
        if (!training) return Normalize(x, running_mean, running_var);
        if (B * T < 2)
        {
            throw new ArgumentException(
                "BatchNorm needs at least two tokens in a training batch: over one the variance is 0 and every " +
                "output is the bias. Received one; use larger batches, or LayerNorm.", nameof(x));
        }

        Tensor counted = real?.unsqueeze(-1).to(x.dtype) ?? ones([B, T, 1], x.dtype, x.device); // [B, T, 1]
        Tensor n = counted.sum();
        Tensor mean = (x * counted).sum([0, 1]) / n;                              // μ   [C]
        Tensor variance = ((x - mean) * counted).square().sum([0, 1]) / n;        // σ²  [C]
        Remember(mean, variance, n);
        return Normalize(x, mean, variance);
    }

    private Tensor Normalize(Tensor x, Tensor mean, Tensor variance) =>
        weight * (x - mean) / (variance + _epsilon).sqrt() + bias;

    private void Remember(Tensor mean, Tensor variance, Tensor n)
    {
        using (no_grad())
        {
            running_mean.lerp_(mean, _momentum);
            running_var.lerp_(variance * n / (n - 1).clamp_min(1), _momentum);
        }

        using (no_grad()) num_batches_tracked.add_(1);
    }
}
