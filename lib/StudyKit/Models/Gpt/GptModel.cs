using StudyKit.Nn.Attention;
using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Gpt;

/// <summary>GPT without heads (Radford et al., 2018, equation 2): h₀ = U W_e + W_p, then the blocks. Names are those of Hugging Face's <c>OpenAIGPTModel</c>.</summary>
public sealed class GptModel : Module<Tensor, Tensor>
{
    private readonly Embedding tokens_embed;
    private readonly Embedding positions_embed;
    private readonly VectorizedDropout drop;
    private readonly ModuleList<GptBlock> h;

    /// <summary>Builds the model with weights from N(0, 0.02²), zero biases, and norms that change nothing.</summary>
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
        init.normal_(tokens_embed.weight!, 0, 0.02);
        init.normal_(positions_embed.weight!, 0, 0.02);
        RegisterComponents();
    }

    /// <summary>What it was built from.</summary>
    public GptConfig Config { get; }

    /// <summary>W_e [V, C], which also scores the next token.</summary>
    public Parameter Words => tokens_embed.weight!;

    /// <summary>The last layer's vectors. Padding must stand last: the causal mask hides it from every token.</summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor ids)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        long length = ids.shape[1];
        if (length > Config.Positions) throw new ArgumentException($"This GPT has {Config.Positions} positions. Received {length} tokens; cut the sequence.", nameof(ids));
        using DisposeScope scope = NewDisposeScope();
        Tensor x = drop.call(tokens_embed.call(ids) + positions_embed.call(arange(length, dtype: ScalarType.Int64, device: ids.device)));
        Tensor mask = AttentionMask.Causal(length, like: x);
        foreach (GptBlock block in h) x = block.call(x, mask);
        return x.MoveToOuterDisposeScope();
    }
}
