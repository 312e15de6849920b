using StudyKit.Nn.Attention;
using StudyKit.Nn.Regularization;

namespace StudyKit.Models.Bert;

/// <summary>A linear layer, dropout, and LayerNorm(x + …): what ends both sub-layers.</summary>
internal sealed class BertSublayerOutput : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear dense;
    private readonly LayerNorm LayerNorm;
    private readonly VectorizedDropout dropout;

    public BertSublayerOutput(int inputs, BertConfig config)
        : base(nameof(BertSublayerOutput))
    {
        dense = Linear(inputs, config.Width);
        LayerNorm = nn.LayerNorm(config.Width, config.Epsilon);
        dropout = new VectorizedDropout(config.Dropout);
        RegisterComponents();
    }

    /// <summary>W of the linear layer [C, inputs].</summary>
    public Tensor Weight => dense.weight!;

    public override Tensor forward(Tensor inner, Tensor x) => LayerNorm.call(x + dropout.call(dense.call(inner)));
}

internal sealed class BertAttention : Module<Tensor, Tensor?, Tensor>, IHeadOutput
{
    private readonly BertSelfAttention self;
    private readonly BertSublayerOutput output;

    public BertAttention(BertConfig config)
        : base(nameof(BertAttention))
    {
        Heads = config.Heads;
        self = new BertSelfAttention(config);
        output = new BertSublayerOutput(config.Width, config);
        RegisterComponents();
    }

    public int Heads { get; }

    public override Tensor forward(Tensor x, Tensor? mask) => output.call(self.call(x, mask), x);

    public Tensor HeadOutput(int head)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(head);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(head, Heads);
        long width = output.Weight.shape[1] / Heads;
        return output.Weight.narrow(1, head * width, width); // [C, D]
    }
}

internal sealed class BertIntermediate : Module<Tensor, Tensor>
{
    private readonly Linear dense;

    public BertIntermediate(BertConfig config)
        : base(nameof(BertIntermediate))
    {
        dense = Linear(config.Width, config.FeedForwardWidth);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => functional.gelu(dense.call(x));
}

/// <summary>
/// One layer of the encoder: self-attention and the feed-forward network with GELU, each normalised after the addition.
/// </summary>
public sealed class BertLayer : Module<Tensor, Tensor?, Tensor>
{
    private readonly BertAttention attention;
    private readonly BertIntermediate intermediate;
    private readonly BertSublayerOutput output;

    internal BertLayer(BertConfig config)
        : base(nameof(BertLayer))
    {
        attention = new BertAttention(config);
        intermediate = new BertIntermediate(config);
        output = new BertSublayerOutput(config.FeedForwardWidth, config);
        RegisterComponents();
    }

    /// <summary>LayerNorm(x + Attention(x)), then LayerNorm(x + W₂ GELU(W₁ x)).</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="mask">Added to the scores, broadcast over [B, H, T, T].</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor x, Tensor? mask)
    {
        Tensor attended = attention.call(x, mask);
        return output.call(intermediate.call(attended), attended);
    }
}
