using StudyKit.Nn.Attention;
using StudyKit.Runtime;

namespace StudyKit.Models.Bert;

internal sealed class BertEncoder : Module
{
    public readonly ModuleList<BertLayer> layer;

    public BertEncoder(BertConfig config)
        : base(nameof(BertEncoder))
    {
        layer = new ModuleList<BertLayer>([.. Enumerable.Range(0, config.Layers).Select(_ => new BertLayer(config))]);
        RegisterComponents();
    }
}

internal sealed class BertPooler : Module<Tensor, Tensor>
{
    private readonly Linear dense;

    public BertPooler(BertConfig config)
        : base(nameof(BertPooler))
    {
        dense = Linear(config.Width, config.Width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden) => dense.call(hidden.select(1, 0)).tanh();
}

/// <summary>
/// BERT without heads (Devlin et al., 2019, §3): a Transformer encoder over summed embeddings. Names are those of
/// Hugging Face's <c>BertModel</c>.
/// </summary>
public sealed class BertModel : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    private readonly BertEmbeddings embeddings;
    private readonly BertEncoder encoder;
    private readonly BertPooler? pooler;

    /// <summary>Builds the model with weights from N(0, 0.02²), zero biases, and norms that change nothing.</summary>
    /// <param name="config">Sizes and switches.</param>
    /// <param name="pooler">False leaves out the layer over [CLS]: for tagging and question answering.</param>
    public BertModel(BertConfig config, bool pooler = true)
        : base(nameof(BertModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        embeddings = new BertEmbeddings(config);
        encoder = new BertEncoder(config);
        this.pooler = pooler ? new BertPooler(config) : null;
        RegisterComponents();
        BertStart.Initialize(this, config.InitialDeviation);
    }

    /// <summary>What it was built from.</summary>
    public BertConfig Config { get; }

    /// <summary>The three tables.</summary>
    public BertEmbeddings Embeddings => embeddings;

    /// <summary>The last layer's vectors.</summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <param name="segments">[B, T] int64, 0 for A and 1 for B; null when all is A.</param>
    /// <param name="real">[B, T], true for tokens and false for padding; null when there is none.</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor ids, Tensor? segments, Tensor? real)
    {
        using DisposeScope scope = NewDisposeScope();
        return Layers(ids, segments, real).Last().MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The embeddings and every layer's vectors: L + 1 tensors [B, T, C], for the feature-based approach (Table 7).
    /// </summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <param name="segments">[B, T] int64, or null.</param>
    /// <param name="real">[B, T], or null.</param>
    public IReadOnlyList<Tensor> HiddenStates(Tensor ids, Tensor? segments = null, Tensor? real = null)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] all = [.. Layers(ids, segments, real)];
        foreach (Tensor x in all) x.MoveToOuterDisposeScope();
        return all;
    }

    /// <summary>
    /// The vector of [CLS] through a linear layer and tanh: what next-sentence prediction and classification look at.
    /// </summary>
    /// <param name="hidden">[B, T, C], from <c>call</c>.</param>
    /// <returns>[B, C].</returns>
    /// <exception cref="InvalidOperationException">The model was built without this layer.</exception>
    public Tensor Pool(Tensor hidden) => pooler?.call(hidden)
        ?? throw new InvalidOperationException("This BERT was built without the pooler. Build it with pooler: true.");

    private IEnumerable<Tensor> Layers(Tensor ids, Tensor? segments, Tensor? real)
    {
        Tensor x = embeddings.call(ids, segments);                       // [B, T, C]
        var (_, T, _) = x.shape;
        Tensor? mask = real is null ? null : AttentionMask.Padding(real, x);
        if (Config.LeftToRight)
        {
            Tensor causal = KeptMasks.Causal(T, T, like: x);
            mask = mask is null ? causal : mask + causal;
        }

        yield return x;
        foreach (BertLayer one in encoder.layer)
        {
            x = one.call(x, mask);
            yield return x;
        }
    }
}
