using StudyKit.Models.Baselines.Sequence;
using StudyKit.Runtime;

namespace StudyKit.Models.Baselines.Convolutional;

/// <summary>
/// Translation without attention: a decoder of dilated convolutions stands on top of an encoder of dilated
/// convolutions.
/// </summary>
/// <remarks>
/// <para>"Neural Machine Translation in Linear Time" (Kalchbrenner et al., 2016, arXiv 1610.10099), §3. Dilations
/// double from layer to layer (1, 2, 4, 8, 16, and again), so the number of operations between two places grows with
/// the logarithm of their distance.</para>
/// <para>The decoder's column t stands on the encoder's column t. The source is therefore unfolded to |t̂| = a |s| + b
/// columns (§3.2, equation 3); a target that is longer goes on without a source.</para>
/// <para>
/// After the last block come a 1×1 convolution with a ReLU and the one before softmax (§4.2), which is the embedding
/// matrix here.
/// </para>
/// <para>Differs from the paper: words or byte pairs in place of characters, so b is not 0 (a short sentence needs
/// room); the encoder's column and the target's embedding are added; dropout.</para>
/// </remarks>
public sealed class ByteNet : SequenceBaseline
{
    private static readonly int[] Dilations = [1, 2, 4, 8, 16];

    private readonly ModuleList<ByteNetBlock> encoder;
    private readonly ModuleList<ByteNetBlock> decoder;
    private readonly LayerNorm norm;
    private readonly Linear output;
    private readonly double _factor, _extra;

    /// <summary>Builds the model with random weights.</summary>
    /// <param name="config">Sizes; Width is the paper's 2d.</param>
    /// <param name="kernel">Places that one convolution sees. The paper's is 3.</param>
    /// <param name="unfolding">a, columns for each source token. The paper's is 1.20 for English to German.</param>
    /// <param name="extra">b, columns beyond that. The paper's is 0, for sentences of hundreds of characters.</param>
    public ByteNet(BaselineConfig config, int kernel = 3, double unfolding = 1.2, int extra = 4)
        : base(nameof(ByteNet), config)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kernel, 2);
        if (config.Width % 2 != 0)
        {
            throw new ArgumentException($"Width is 2d and must be even. Received {config.Width}.", nameof(config));
        }

        (_factor, _extra) = (unfolding, extra);
        encoder = Stack(config, kernel, causal: false);
        decoder = Stack(config, kernel, causal: true);
        norm = LayerNorm(config.Width);
        output = Linear(config.Width, config.Width);
        RegisterComponents();
    }

    private protected override Tensor HiddenStates(Tensor source, Tensor target)
    {
        var (_, T) = target.shape;
        (Tensor columns, Tensor kept) = Unfold(source);                                 // [B, N, C], [B, N, 1]
        // beyond its end a sentence is silent
        foreach (ByteNetBlock block in encoder) columns = block.call(columns, kept);
        Tensor h = Drop(embedding.call(target)) + Fit(columns, T);
        foreach (ByteNetBlock block in decoder) h = block.call(h, null);
        return Drop(functional.relu(output.call(functional.relu(norm.call(h)))));
    }

    // The source's embeddings in as many columns as its translation may need; each sentence has its own number of them.
    private (Tensor Columns, Tensor Kept) Unfold(Tensor source)
    {
        Tensor real = source.ne(Config.PaddingToken);
        Tensor lengths = (real.sum(1, keepdim: true).to(ScalarType.Float32) * _factor + _extra).ceil();   // [B, 1]
        Tensor words = Drop(embedding.call(source)) * real.unsqueeze(-1);
        long longest = (long)lengths.max().item<float>();
        Tensor kept = arange(longest, device: source.device)
            .unsqueeze(0).lt(lengths).unsqueeze(-1).to(ScalarType.Float32);
        return (Fit(words, longest) * kept, kept);
    }

    // Cut, or filled up with zeros, to n columns.
    private static Tensor Fit(Tensor x, long n)
    {
        var (_, N, _) = x.shape;
        return N >= n ? x.narrow(1, 0, n) : functional.pad(x, [0, 0, 0, n - N]);
    }

    private static ModuleList<ByteNetBlock> Stack(BaselineConfig config, int kernel, bool causal) =>
        new([.. Enumerable.Range(0, config.Layers)
            .Select(i => new ByteNetBlock(config.Width, kernel, Dilations[i % Dilations.Length], causal))]);
}
