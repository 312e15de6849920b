using System.Runtime.InteropServices;

namespace StudyKit.Nn.Regularization;

/// <summary>
/// Dropout (Srivastava et al., 2014): while training, each element is set to zero with probability p and the others
/// are scaled by 1 / (1 − p), so that the expectation stays; in evaluation the input passes unchanged.
/// </summary>
/// <remarks>
/// Source: "Attention Is All You Need", §5.4: applied to the output of each sub-layer before it is added to the
/// sub-layer's input, and to the sums of embeddings and positions, with p = 0.1 in the base model.
/// <para>
/// On CPU the mask is drawn here and not by libtorch, which draws one element at a time (12 ns each; a training step
/// of a small Transformer spent a fifth of its time so). The seed of each mask comes from torch's generator: one
/// <c>manual_seed</c>, and one saved generator state, still repeat a run exactly.
/// </para>
/// </remarks>
public sealed class VectorizedDropout : Module<Tensor, Tensor>
{
    private readonly double _probability;

    /// <summary>A dropout with probability <paramref name="probability"/>.</summary>
    /// <param name="probability">Share of elements set to zero, at least 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside that range.</exception>
    public VectorizedDropout(double probability)
        : base(nameof(VectorizedDropout))
    {
        if (probability is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability), $"A dropout probability is at least 0 and below 1. Received {probability}.");
        }

        _probability = probability;
        RegisterComponents();
    }

    /// <summary>Whether a call now drops anything.</summary>
    internal bool Drops => training && _probability > 0;

    /// <summary>This dropout while it drops something, else null: for who does without a step then.</summary>
    internal Func<Tensor, Tensor>? WhenDropping => Drops ? call : null;

    /// <summary>Drops elements while training; the same values as a fresh tensor otherwise.</summary>
    /// <param name="input">Any shape.</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        return Drops ? Drop(input, _probability) : input.alias();
    }

    /// <summary>
    /// The same for a module that keeps only the probability, one that carries no state-dict name of its own.
    /// </summary>
    internal static Tensor Drop(Tensor input, double probability)
    {
        if (input.device_type != DeviceType.CPU || input.dtype != ScalarType.Float32)
        {
            return functional.dropout(input, probability, training: true);
        }

        using Tensor mask = empty(input.shape, dtype: ScalarType.Float32);
        DropoutMask.Fill(MemoryMarshal.Cast<byte, float>(mask.bytes), probability, DrawSeed());
        return input.mul(mask);
    }

    private static ulong DrawSeed()
    {
        using Tensor drawn = randint(long.MaxValue, [1], dtype: ScalarType.Int64);
        return (ulong)drawn.item<long>();
    }
}
