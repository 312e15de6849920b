namespace StudyKit.Models.Baselines.Convolutional;

/// <summary>
/// A convolution over places that keeps the length: each place sees k places around it, or, if it may not look ahead,
/// itself and the k − 1 before it (dilated: every r-th of them).
/// </summary>
internal sealed class PaddedConvolution : Module<Tensor, Tensor>
{
    private readonly Conv1d conv;
    private readonly long _left, _right;

    public PaddedConvolution(int inputWidth, int outputWidth, int kernel, bool causal, int dilation = 1)
        : base(nameof(PaddedConvolution))
    {
        long reach = (long)(kernel - 1) * dilation;
        (_left, _right) = causal ? (reach, 0) : (reach / 2, reach - reach / 2);
        conv = Conv1d(inputWidth, outputWidth, kernel, dilation: dilation);
        RegisterComponents();
    }

    /// <summary>Convolves.</summary>
    /// <param name="x">[B, T, C_in].</param>
    /// <returns>[B, T, C_out].</returns>
    public override Tensor forward(Tensor x) =>
        conv.call(functional.pad(x.transpose(1, 2), [_left, _right])).transpose(1, 2);
}
