using StudyKit.Runtime;

namespace StudyKit.Nn.Normalization;

/// <summary>
/// BatchNorm for images and vectors: each map is normalised over all positions of all images of the batch. For
/// sequences with padding there is <see cref="SequenceBatchNorm"/>; <see cref="SequenceNorm"/> has the table of all
/// norms.
/// </summary>
/// <remarks>
/// <para>"Batch Normalization" (Ioffe and Szegedy, 2015), Algorithm 1 and §3.2, for one map over the n = B·H·W values
/// that it has (n = B for vectors):</para>
/// <code>
/// μ = 1/n Σ x_i      σ² = 1/n Σ (x_i − μ)²      y = γ (x − μ) / √(σ² + ε) + β
/// </code>
/// <para>In training μ and σ² are the batch's own; evaluation takes their running means, running ← (1 − m) running + m
/// batch, with the variance over n − 1. One native call does it all. Names and results are those of PyTorch's
/// <c>nn.BatchNorm2d</c> and <c>nn.BatchNorm1d</c>.</para>
/// <para>Not TorchSharp's, so that a reader sees the statistics and their update in one place.</para>
/// </remarks>
public sealed class ImageBatchNorm : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly Tensor running_mean;
    private readonly Tensor running_var;
    private readonly Tensor num_batches_tracked;
    private readonly int _maps;
    private readonly double _epsilon, _momentum;

    /// <summary>Builds the layer with weight 1, bias 0, running mean 0 and running variance 1.</summary>
    /// <param name="maps">C.</param>
    /// <param name="epsilon">ε, keeps the root away from zero.</param>
    /// <param name="momentum">m, the share of the newest batch in the running statistics.</param>
    public ImageBatchNorm(int maps, double epsilon = 1e-5, double momentum = 0.1)
        : base(nameof(ImageBatchNorm))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maps);
        (_maps, _epsilon, _momentum) = (maps, epsilon, momentum);
        weight = Parameter(ones(maps));
        bias = Parameter(zeros(maps));
        running_mean = zeros(maps);
        running_var = ones(maps);
        num_batches_tracked = zeros([], ScalarType.Int64);
        RegisterComponents();
    }

    /// <summary>y from x.</summary>
    /// <param name="input">x, [B, C, H, W], whose memory layout is kept, or [B, C].</param>
    /// <returns>y, of x's shape.</returns>
    /// <exception cref="ArgumentException">
    /// The shape is wrong, or in training each map has one single value.
    /// </exception>
    public override Tensor forward(Tensor input)
    {
        if (input.dim() == 2) Shapes.Check(input, nameof(input), ["B", ("C", _maps)]);
        else Shapes.Check(input, nameof(input), ["B", ("C", _maps), "H", "W"]);
        if (training)
        {
            long values = input.numel() / _maps;
            if (values < 2)
            {
                throw new ArgumentException(
                    "BatchNorm needs at least two values of each map in training: over one the variance is 0 and " +
                    $"every output is the bias. Received {values}; use larger batches or images.", nameof(input));
            }

            using (no_grad()) num_batches_tracked.add_(1);
        }

        return functional.batch_norm(input, running_mean, running_var, weight, bias, training, _momentum, _epsilon);
    }
}
