using StudyKit.Nn.Attention;
using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Gpt;

/// <summary>
/// GPT without heads (Radford et al., 2018, equation 2): h₀ = U W_e + W_p, then the blocks. Names are those of Hugging
/// Face's <c>OpenAIGPTModel</c>.
/// </summary>
public sealed class GptModel : Module<Tensor, Tensor>
{
    private readonly Embedding tokens_embed;
    private readonly Embedding positions_embed;
    private readonly VectorizedDropout drop;
    private readonly ModuleList<GptBlock> h;

    /// <summary>
    /// Builds the model with weights from N(0, σ²), σ the configuration's, zero biases, and norms that change nothing.
    /// </summary>
    /// <param name="config">Sizes.</param>
    public GptModel(GptConfig config)
        : base(nameof(GptModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        tokens_embed = Embedding(config.VocabularySize, config.Width);
        positions_embed = Embedding(config.Positions, config.Width);
        drop = new VectorizedDropout(config.EmbeddingDropout);
        h = new ModuleList<GptBlock>([.. Enumerable.Range(0, config.Layers).Select(_ => new GptBlock(config))]);
        init.normal_(tokens_embed.weight!, 0, GptConfig.PaperDeviation);
        init.normal_(positions_embed.weight!, 0, GptConfig.PaperDeviation);
        RegisterComponents();
        // All matrices were drawn with the paper's deviation: one factor gives another one from the same draws.
        using IDisposable frozen = no_grad();
        foreach (Parameter weight in parameters().Where(weight => weight.dim() == 2))
        {
            weight.mul_(config.InitialDeviation / GptConfig.PaperDeviation);
        }
    }

    /// <summary>What it was built from.</summary>
    public GptConfig Config { get; }

    /// <summary>W_e [V, C], which also scores the next token.</summary>
    public Parameter Words => tokens_embed.weight!;

    /// <summary>The last layer's vectors. Padding must stand last: the causal mask hides it from every token.</summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor ids) => Continue(ids, 0, null);

    /// <summary>The vectors of new tokens, which see those that the caches remember.</summary>
    /// <param name="ids">[B, n] int64.</param>
    /// <param name="before">How many tokens came before.</param>
    /// <param name="past">
    /// One cache a layer, which the new tokens join; null when nothing came before and nothing will follow.
    /// </param>
    /// <param name="speakers">
    /// [B, n] int64, tokens whose rows of the word table are added, as for who speaks in a dialogue; null for none.
    /// </param>
    /// <returns>[B, n, C].</returns>
    internal Tensor Continue(Tensor ids, long before, IReadOnlyList<KeyValueCache>? past, Tensor? speakers = null)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        var (_, T) = ids.shape;
        long S = before + T;
        if (S > Config.Positions)
        {
            throw new ArgumentException(
                $"This GPT has {Config.Positions} positions. Received {S} tokens; cut the sequence.", nameof(ids));
        }

        using DisposeScope scope = NewDisposeScope();
        Shapes.CheckIds(ids, nameof(ids), Config.VocabularySize);
        Tensor places = arange(before, S, dtype: ScalarType.Int64, device: ids.device);
        Tensor embedded = tokens_embed.call(ids) + positions_embed.call(places);                     // [B, T, C]
        Tensor x = drop.call(speakers is null ? embedded : embedded + tokens_embed.call(speakers));
        Tensor? mask = T == 1 ? null : KeptMasks.Causal(T, S, like: x);                              // [1, 1, T, S]
        for (int layer = 0; layer < h.Count; layer++) x = h[layer].call(x, mask, past?[layer]);
        return x.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Takes over what another model learned: both embeddings and the first <paramref name="layers"/> blocks (Figure 2,
    /// left). The blocks above stay as they were drawn.
    /// </summary>
    /// <param name="source">The pre-trained model, of the same sizes; it is not changed.</param>
    /// <param name="layers">How many blocks, from the input on; null for all, 0 for the embeddings alone.</param>
    /// <param name="fresh">
    /// So many tokens at the vocabulary's end keep vectors of their own: start, delimiter and extract, which
    /// pre-training never saw (§3.3).
    /// </param>
    /// <exception cref="ArgumentException">The sizes differ, or there are not so many blocks.</exception>
    public void TakeFrom(GptModel source, int? layers = null, int fresh = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        int count = layers ?? Config.Layers;
        var (theirs, ours) = (source.Config, Config);
        if ((theirs.VocabularySize, theirs.Width, theirs.Positions, theirs.Heads)
            != (ours.VocabularySize, ours.Width, ours.Positions, ours.Heads))
            throw new ArgumentException(
                $"Both models must have the same vocabulary, width, positions and heads. Received {theirs} for {ours}.",
                nameof(source));
        if (count < 0 || count > Math.Min(ours.Layers, theirs.Layers))
            throw new ArgumentOutOfRangeException(
                nameof(layers), count, $"Between 0 and {Math.Min(ours.Layers, theirs.Layers)} blocks can be taken.");
        ArgumentOutOfRangeException.ThrowIfNegative(fresh);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fresh, ours.VocabularySize);
        using (no_grad())
        using (NewDisposeScope())
        {
            long known = ours.VocabularySize - fresh;
            Words.narrow(0, 0, known).copy_(source.Words.narrow(0, 0, known));
            positions_embed.weight!.copy_(source.positions_embed.weight!);
            for (int block = 0; block < count; block++)
            {
                foreach (var (mine, other) in h[block].parameters().Zip(source.h[block].parameters()))
                {
                    mine.copy_(other);
                }
            }
        }
    }
}
