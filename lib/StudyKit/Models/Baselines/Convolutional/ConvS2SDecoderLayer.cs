using StudyKit.Nn.Attention;

namespace StudyKit.Models.Baselines.Convolutional;

/// <summary>A gated convolution that does not look ahead, then attention to the source.</summary>
/// <remarks>
/// Gehring et al. (2017), §3.3, equations (1) and (2):
/// <code>d_i = W h_i + b + g_i,  a_ij = softmax_j(d_i · z_j),  c_i = Σ_j a_ij (z_j + e_j)</code>
/// <para>c is multiplied by m √(1/m) for m source words, which undoes the shrinking of a mean (§3.4).</para>
/// </remarks>
internal sealed class ConvS2SDecoderLayer : Module<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>, IAttentionSource
{
    private readonly GatedConvolution convolution;
    private readonly Linear query;
    private readonly Linear context;

    public ConvS2SDecoderLayer(int width, int kernel, double dropout)
        : base(nameof(ConvS2SDecoderLayer))
    {
        convolution = new GatedConvolution(width, kernel, causal: true, dropout);
        query = Linear(width, width);
        context = Linear(width, width);
        RegisterComponents();
    }

    public Action<Tensor>? Recorder { get; set; }

    /// <summary>One layer.</summary>
    /// <param name="x">[B, T, C], from the layer below.</param>
    /// <param name="g">[B, T, C], the target's embeddings.</param>
    /// <param name="z">[B, S, C], the encoder's output.</param>
    /// <param name="values">[B, S, C], z + e.</param>
    /// <param name="mask">[B, 1, S], 0 or −∞.</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor x, Tensor g, Tensor z, Tensor values, Tensor mask)
    {
        Tensor h = convolution.call(x);
        Tensor d = (query.call(h) + g) * Math.Sqrt(0.5);
        Tensor a = functional.softmax(d.matmul(z.transpose(1, 2)) + mask, -1);               // [B, T, S]
        Recorder?.Invoke(a.unsqueeze(1));
        Tensor m = mask.isfinite().sum(-1, keepdim: true).to(h.dtype);                        // [B, 1, 1]
        Tensor c = context.call(a.matmul(values)) * m.sqrt();
        return ((h + c) * Math.Sqrt(0.5) + x) * Math.Sqrt(0.5);
    }
}
