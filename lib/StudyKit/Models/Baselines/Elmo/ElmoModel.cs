using StudyKit.Models.Baselines.Sequence;
using StudyKit.Nn.Embeddings;
using StudyKit.Nn.Losses;
using StudyKit.Nn.Recurrent;
using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Baselines.Elmo;

/// <summary>
/// ELMo's bidirectional language model (Peters et al., 2018, §3.1): one stack of LSTMs reads from left to right and
/// predicts the next token, another from right to left and predicts the one before. Neither sees the other, so no layer
/// sees both sides at once: what BERT's authors call shallow (Devlin et al., 2019, §2.1 and Figure 3).
/// </summary>
/// <remarks>
/// Differs from the paper: words come as tokens of a vocabulary and not as characters through convolutions, and the
/// LSTMs are as wide as the embeddings, without a projection (the paper: 4096 units projected to 512). As there,
/// embeddings and softmax are shared by the directions, and each layer above the first adds its input to its output.
/// </remarks>
public sealed class ElmoModel : Module<Tensor, Tensor?, Tensor>
{
    private readonly TokenEmbedding embedding;
    private readonly ModuleList<LSTM> forwards;
    private readonly ModuleList<LSTM> backwards;
    private readonly VectorizedDropout dropout;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes; each direction has so many layers.</param>
    public ElmoModel(BaselineConfig config)
        : base(nameof(ElmoModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        embedding = new TokenEmbedding(config.VocabularySize, config.Width);
        forwards = new ModuleList<LSTM>(
            [.. Enumerable.Range(0, config.Layers).Select(_ => LSTM(config.Width, config.Width, batchFirst: true))]);
        backwards = new ModuleList<LSTM>(
            [.. Enumerable.Range(0, config.Layers).Select(_ => LSTM(config.Width, config.Width, batchFirst: true))]);
        dropout = new VectorizedDropout(config.Dropout);
        RegisterComponents();
    }

    /// <summary>What the model was built from.</summary>
    public BaselineConfig Config { get; }

    /// <summary>
    /// The vectors of every layer, for a <see cref="ScalarMix"/>: the embeddings twice, then both directions side by
    /// side.
    /// </summary>
    /// <param name="ids">[B, T] int64, padding last.</param>
    /// <param name="real">[B, T], true for tokens; null when all are.</param>
    /// <returns>[B, L + 1, T, 2C]; what stands at padding means nothing.</returns>
    public override Tensor forward(Tensor ids, Tensor? real)
    {
        using DisposeScope scope = NewDisposeScope();
        (List<Tensor> right, List<Tensor> left) = Read(ids, real);
        return stack([.. right.Zip(left, (a, b) => cat([a, b], -1))], 1).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// −log P of the next token from the left plus −log P of the token before from the right, halved; in nats, a mean
    /// over tokens.
    /// </summary>
    /// <param name="ids">[B, T] int64, T ≥ 2, padding last.</param>
    /// <param name="real">[B, T], true for tokens; null when all are.</param>
    /// <exception cref="ArgumentException">No row has two tokens.</exception>
    public Tensor Loss(Tensor ids, Tensor? real = null)
    {
        using DisposeScope scope = NewDisposeScope();
        (List<Tensor> right, List<Tensor> left) = Read(ids, real);
        var (B, T) = ids.shape;
        long last = T - 1;
        // A pair of neighbours counts when its second token is one: that is then predicted from the left, and predicts
        // from the right.
        Tensor pairs = real?.to(ScalarType.Bool).narrow(1, 1, last)
            ?? ones([B, last], dtype: ScalarType.Bool, device: ids.device);
        Tensor chosen = pairs.reshape(-1).nonzero().squeeze(-1);
        if (chosen.numel() == 0)
        {
            throw new ArgumentException(
                "A language model needs a row of at least two tokens. Received none.", nameof(ids));
        }

        Tensor next = Entropy(right[^1].narrow(1, 0, last), ids.narrow(1, 1, last));
        Tensor before = Entropy(left[^1].narrow(1, 1, last), ids.narrow(1, 0, last));
        return ((next + before) / 2).MoveToOuterDisposeScope();

        Tensor Entropy(Tensor hidden, Tensor targets) => CrossEntropy.Mean(
            embedding.Logits(dropout.call(hidden.flatten(0, 1).index_select(0, chosen))), targets.reshape(-1)
                .index_select(0, chosen));
    }

    private (List<Tensor> Right, List<Tensor> Left) Read(Tensor ids, Tensor? real)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        var (B, T) = ids.shape;
        if (real is not null) Shapes.Check(real, nameof(real), [("B", B), ("T", T)]);
        Tensor tokens = real?.to(ScalarType.Bool) ?? ones_like(ids, dtype: ScalarType.Bool);
        Tensor turned = RealTokens.Turned(tokens);
        Tensor words = dropout.call(embedding.call(ids));                  // [B, T, C]
        List<Tensor> left = Stack(backwards, RealTokens.Reorder(words, turned));
        return (Stack(forwards, words), [.. left.Select(layer => RealTokens.Reorder(layer, turned))]);
    }

    private List<Tensor> Stack(ModuleList<LSTM> layers, Tensor words)
    {
        List<Tensor> states = [words];
        foreach (LSTM layer in layers)
        {
            Tensor read = layer.call(states.Count == 1 ? words : dropout.call(states[^1])).Item1;
            states.Add(states.Count == 1 ? read : read + states[^1]);
        }

        return states;
    }
}
