using StudyKit.Generation;
using StudyKit.Models.Baselines.Sequence;
using StudyKit.Runtime;

namespace StudyKit.Models.Baselines.NeuralGpu;

/// <summary>Translation by an image that is convolved again and again: active memory in place of attention.</summary>
/// <remarks>
/// <para>"Can Active Memory Replace Attention?" (Kaiser and Bengio, 2016, arXiv 1610.08613). The sentence is written
/// into the first column of an image of N places, W columns and M maps; the same layers are applied N times. The
/// extended model then writes word by word (§3): each step reads the tape of what was written, and the word at place t
/// is read off place t of the image.</para>
/// <para>
/// Two places at distance n meet after n / (k − 1) applications, and N of them follow one another: many sequential
/// operations.
/// </para>
/// <para>Differs from the paper: N is 1.5 S + 8 for a source of S tokens, not the bucket's length; the start token
/// stands first on the tape; no gate cut-off and no dropout between applications.</para>
/// </remarks>
public sealed class ExtendedNeuralGpu : SequenceBaseline
{
    private const double PlacesPerToken = 1.5;
    private const int MorePlaces = 8;

    private readonly ModuleList<ConvolutionalGru> encoder;
    private readonly ModuleList<ConvolutionalGru> decoder;
    private readonly Linear output;
    private readonly int _columns;

    /// <summary>Builds the model with random weights.</summary>
    /// <param name="config">Sizes; Width is M, the number of maps.</param>
    /// <param name="columns">W, the image's other side. The paper's is 4.</param>
    /// <param name="kernel">Side of the convolutions. The paper's is 3.</param>
    public ExtendedNeuralGpu(BaselineConfig config, int columns = 4, int kernel = 3)
        : base(nameof(ExtendedNeuralGpu), config)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (kernel % 2 == 0)
        {
            throw new ArgumentException(
                $"A convolution that keeps the size has an odd kernel. Received {kernel}.", nameof(kernel));
        }

        _columns = columns;
        encoder = Stack(config, kernel, readsTape: false);
        decoder = Stack(config, kernel, readsTape: true);
        output = Linear(config.Width, config.Width);
        RegisterComponents();
    }

    /// <summary>
    /// How many times the encoder's layers are applied to a source of this length: its sequential operations.
    /// </summary>
    /// <param name="sourceTokens">S.</param>
    public static int Places(int sourceTokens) => (int)Math.Ceiling(PlacesPerToken * sourceTokens) + MorePlaces;

    private protected override Tensor HiddenStates(Tensor source, Tensor target)
    {
        var (_, T) = target.shape;
        (Tensor s, Tensor places) = Read(source, T);
        var (_, _, N, _) = s.shape;
        // [B, T, M]
        Tensor words = Drop(embedding.call(target));
        Tensor kept = Kept(places, N);
        List<Tensor> written = [];
        for (long t = 0; t < T; t++)
        {
            s = Apply(decoder, s, Image(words.narrow(1, 0, t + 1), N), kept);
            // [B, M]
            written.Add(s.select(3, 0).select(2, t));
        }

        // [B, T, M]
        return Drop(output.call(stack(written, 1)));
    }

    private protected override IDecodingState Start(Tensor source)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor s, Tensor places) = Read(source, 0);
        return new NeuralGpuDecoding(this, s.DetachFromDisposeScope(), places.DetachFromDisposeScope());
    }

    // Writes one more word: the image, the tape with the new word last, and what stands at that word's place.
    internal (Tensor Logits, Tensor Image, Tensor Tape) Next(Tensor s, Tensor? tape, Tensor tokens, Tensor places)
    {
        // [B, 1, M]
        Tensor word = embedding.call(tokens);
        // [B, t + 1, M]
        Tensor longer = tape is null ? word : cat([tape, word], 1);
        long t = longer.shape[1] - 1, more = t + 1 - s.shape[2];
        if (more > 0) s = functional.pad(s, [0, 0, 0, more]);
        s = Apply(decoder, s, Image(longer, s.shape[2]), Kept(places, s.shape[2]));
        return (embedding.Logits(output.call(s.select(3, 0).select(2, t))), s, longer);
    }

    // The image after the encoder, [B, M, N, W], and the number of places that each sentence has, [B].
    private (Tensor Image, Tensor Places) Read(Tensor source, long least)
    {
        Tensor real = source.ne(Config.PaddingToken);
        Tensor places = (real.sum(1).to(ScalarType.Float32) * PlacesPerToken).ceil() + MorePlaces;
        long steps = (long)places.max().item<float>(), longest = Math.Max(steps, least);
        Tensor kept = Kept(places, longest);
        Tensor s = Image(Drop(embedding.call(source)) * real.unsqueeze(-1), longest);
        for (long step = 0; step < steps; step++)
        {
            // A sentence whose N applications are done waits for the longer ones.
            s = where(places.gt(step).view(-1, 1, 1, 1), Apply(encoder, s, null, kept), s);
        }

        return (s, places);
    }

    // 0 beyond a sentence's own image: [B, 1, N, 1].
    private static Tensor Kept(Tensor places, long longest) =>
        arange(longest, device: places.device).unsqueeze(0)
            .lt(places.unsqueeze(1)).to(ScalarType.Float32).view(-1, 1, longest, 1);

    // Each row of vectors becomes the first column of an empty image: [B, n, M] → [B, M, N, W].
    private Tensor Image(Tensor rows, long places) =>
        functional.pad(rows.transpose(1, 2).unsqueeze(-1), [0, _columns - 1, 0, places - rows.shape[1]]);

    private static Tensor Apply(ModuleList<ConvolutionalGru> layers, Tensor s, Tensor? p, Tensor kept)
    {
        foreach (ConvolutionalGru layer in layers) s = layer.call(s, p) * kept;
        return s;
    }

    private static ModuleList<ConvolutionalGru> Stack(BaselineConfig config, int kernel, bool readsTape) =>
        new([.. Enumerable.Range(0, config.Layers).Select(_ => new ConvolutionalGru(config.Width, kernel, readsTape))]);
}
