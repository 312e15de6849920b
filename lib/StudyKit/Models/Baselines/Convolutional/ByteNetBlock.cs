namespace StudyKit.Models.Baselines.Convolutional;

/// <summary>One residual block: narrow, convolve with holes, widen, and add what came in.</summary>
/// <remarks>Kalchbrenner et al. (2016), §3.6 and Figure 3, left (the block with ReLUs, used for translation).</remarks>
internal sealed class ByteNetBlock : Module<Tensor, Tensor?, Tensor>
{
    private readonly LayerNorm norm1;
    private readonly Linear narrow;
    private readonly LayerNorm norm2;
    private readonly PaddedConvolution convolution;
    private readonly LayerNorm norm3;
    private readonly Linear widen;

    public ByteNetBlock(int width, int kernel, int dilation, bool causal)
        : base(nameof(ByteNetBlock))
    {
        int half = width / 2;
        norm1 = LayerNorm(width);
        narrow = Linear(width, half);
        norm2 = LayerNorm(half);
        convolution = new PaddedConvolution(half, half, kernel, causal, dilation);
        norm3 = LayerNorm(half);
        widen = Linear(half, width);
        RegisterComponents();
    }

    /// <summary>One block.</summary>
    /// <param name="x">[B, T, 2d].</param>
    /// <param name="kept">
    /// [B, T, 1], 0 where a sentence has ended, so that a shorter one sees there what it sees beyond the last place;
    /// null for 1.
    /// </param>
    /// <returns>[B, T, 2d].</returns>
    public override Tensor forward(Tensor x, Tensor? kept)
    {
        Tensor h = functional.relu(norm2.call(narrow.call(functional.relu(norm1.call(x)))));            // [B, T, d]
        h = convolution.call(kept is null ? h : h * kept);
        h = x + widen.call(functional.relu(norm3.call(h)));                                             // [B, T, 2d]
        return kept is null ? h : h * kept;
    }
}
