namespace StudyKit.Nn.Embeddings;

/// <summary>
/// Positions as sines and cosines of wavelengths from 2π to 10000 · 2π: nothing to learn, and any length.
/// </summary>
/// <remarks>
/// <para>"Attention Is All You Need", §3.5:</para>
/// <code>
/// PE(pos, 2i)   = sin(pos / 10000^(2i / d_model))
/// PE(pos, 2i+1) = cos(pos / 10000^(2i / d_model))
/// </code>
/// <para>For a fixed offset k, PE(pos + k) is a rotation of PE(pos), the same at every pos. Here d_model is C. The
/// angles are computed in 64 bits: at position 5,000 those of 32 bits are off in the fourth digit.</para>
/// </remarks>
public sealed class SinusoidalPositions : Positions
{
    private readonly int _width;

    /// <summary>Positions for vectors of this width.</summary>
    /// <param name="width">C, an even number.</param>
    public SinusoidalPositions(int width)
        : base(nameof(SinusoidalPositions))
    {
        if (width <= 0 || width % 2 != 0)
        {
            throw new ArgumentException(
                $"Sines and cosines come in pairs, so width must be even. Received {width}.", nameof(width));
        }

        _width = width;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x, long first) => x + Table(x.shape[^2], _width, first).to(x.dtype, x.device);

    /// <summary>The table itself.</summary>
    /// <param name="length">T, how many positions.</param>
    /// <param name="width">C, an even number.</param>
    /// <param name="first">The first position.</param>
    /// <returns>[T, C], 64-bit.</returns>
    public static Tensor Table(long length, int width, long first = 0)
    {
        Tensor pos = arange(first, first + length, ScalarType.Float64).unsqueeze(1);                         // [T, 1]
        // 1 / 10000^(2i/C): [1, C/2]
        Tensor rate = pow(10000.0, arange(0, width, 2, ScalarType.Float64).div(width).neg()).unsqueeze(0);
        // [T, C/2]
        Tensor angle = pos * rate;
        // sin, cos, sin, cos, …
        return stack([angle.sin(), angle.cos()], -1).view(length, width);
    }
}
