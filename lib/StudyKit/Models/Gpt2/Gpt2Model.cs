using StudyKit.Nn.Attention;
using StudyKit.Nn.Regularization;
using StudyKit.Nn.Residual;
using StudyKit.Runtime;

namespace StudyKit.Models.Gpt2;

/// <summary>
/// GPT-2 without its head (Radford et al., 2019, §2.3): embeddings, layers, and "an additional layer normalization …
/// after the final self-attention block". Names are those of Hugging Face's <c>GPT2Model</c>.
/// </summary>
/// <remarks>
/// Not one class with the first GPT's: there the fields are called tokens_embed and positions_embed, blocks put their
/// norms elsewhere and in another order, and the fields are the names under which the published weights are found.
/// </remarks>
public sealed class Gpt2Model : Module<Tensor, Tensor>
{
    private readonly Embedding wte;
    private readonly Embedding wpe;
    private readonly VectorizedDropout drop;
    private readonly ModuleList<Gpt2Block> h;
    private readonly LayerNorm? ln_f;

    /// <summary>
    /// Builds the model with weights from N(0, σ²), σ the configuration's, zero biases, and norms that change nothing;
    /// what writes to the residual stream starts multiplied by 1/√N.
    /// </summary>
    /// <param name="config">Sizes.</param>
    public Gpt2Model(Gpt2Config config)
        : base(nameof(Gpt2Model))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        wte = Embedding(config.VocabularySize, config.Width);
        wpe = Embedding(config.Positions, config.Width);
        drop = new VectorizedDropout(config.EmbeddingDropout);
        h = new ModuleList<Gpt2Block>([.. Enumerable.Range(0, config.Layers).Select(_ => new Gpt2Block(config))]);
        if (config.Norm == NormPlacement.Before) ln_f = LayerNorm(config.Width, config.Epsilon, bias: config.Biases);
        init.normal_(wte.weight!, 0, Gpt2Config.PaperDeviation);
        init.normal_(wpe.weight!, 0, Gpt2Config.PaperDeviation);
        RegisterComponents();
        Enlarge(config.InitialDeviation / Gpt2Config.PaperDeviation);
        if (config.ScaledResiduals) ScaleResiduals();
    }

    /// <summary>What it was built from.</summary>
    public Gpt2Config Config { get; }

    /// <summary>The token table [V, C], which also scores the next token.</summary>
    public Parameter Words => wte.weight!;

    /// <summary>The last layer's vectors, normalised. Padding must stand last: no token sees a later one.</summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor ids) => Continue(ids, 0, null);

    /// <summary>The vectors of new tokens, which see those that the caches remember.</summary>
    /// <param name="ids">[B, n] int64.</param>
    /// <param name="before">How many tokens came before.</param>
    /// <param name="past">
    /// One cache a layer, which the new tokens join; null when nothing came before and nothing will follow.
    /// </param>
    /// <returns>[B, n, C].</returns>
    internal Tensor Continue(Tensor ids, long before, IReadOnlyList<KeyValueCache>? past)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        var (_, T) = ids.shape;
        long S = before + T;
        if (T < 1)
        {
            throw new ArgumentException(
                "A model reads at least one token, and for its loss at least two, since each predicts the next. " +
                "Received none.", nameof(ids));
        }

        if (S > Config.Positions)
        {
            throw new ArgumentException(
                $"This GPT-2 has {Config.Positions} positions. Received {S} tokens; cut the sequence.", nameof(ids));
        }

        using DisposeScope scope = NewDisposeScope();
        Shapes.CheckIds(ids, nameof(ids), Config.VocabularySize);
        Tensor places = arange(before, S, dtype: ScalarType.Int64, device: ids.device);
        Tensor x = drop.call(wte.call(ids) + wpe.call(places));                                // [B, T, C]
        Tensor? dense = T == 1 ? null : KeptMasks.Causal(T, S, like: x);                       // [1, 1, T, S]
        Tensor? banded = Config.Band is { } band && band < S ? KeptMasks.Banded(T, band, S, like: x) : dense;
        for (int layer = 0; layer < h.Count; layer++)
        {
            x = h[layer].call(x, layer % 2 == 0 ? dense : banded, past?[layer]);
        }

        return (ln_f is null ? x : ln_f.call(x)).MoveToOuterDisposeScope();
    }

    // "We scale the weights of residual layers at initialization by a factor of 1/√N where N is the number of residual
    // layers" (§2.3): the stream is a sum of N terms, and its variance would grow with N. Two sub-layers a layer write
    // to it.
    private void ScaleResiduals()
    {
        using IDisposable withoutGradients = no_grad();
        foreach ((string name, Parameter parameter) in named_parameters())
        {
            if (name.EndsWith("c_proj.weight", StringComparison.Ordinal)) parameter.div_(Math.Sqrt(2 * Config.Layers));
        }
    }

    // All matrices were drawn with the paper's deviation: one factor gives another one from the same draws.
    private void Enlarge(double factor)
    {
        using IDisposable withoutGradients = no_grad();
        foreach (Parameter weight in parameters().Where(weight => weight.dim() == 2)) weight.mul_(factor);
    }
}
