using StudyKit.Models.Gpt;
using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Baselines.Recurrent;

/// <summary>
/// The LSTM that GPT's authors put in the Transformer's place (Radford et al., 2018, §5 and Table 5): reads from left
/// to right, and its vector at a token is its state there. The next token is scored by the embeddings, as in GPT.
/// </summary>
/// <remarks>
/// The paper says "a single layer 2048 unit LSTM" and no more. Here a linear layer brings the state back to the
/// embeddings' width, so that the tied output and the task's layer are GPT's. Hochreiter and Schmidhuber (1997), with
/// forget gates; torch's LSTM.
/// </remarks>
public sealed class LstmLanguageModel : Module<Tensor, Tensor>
{
    private readonly Embedding tokens_embed;
    private readonly LSTM lstm;
    private readonly Linear projection;
    private readonly VectorizedDropout dropout;

    /// <summary>
    /// Builds the model with embeddings from N(0, 0.02²), as GPT's, and torch's weights for the rest.
    /// </summary>
    /// <param name="config">Sizes.</param>
    public LstmLanguageModel(LstmConfig config)
        : base(nameof(LstmLanguageModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        tokens_embed = Embedding(config.VocabularySize, config.Width);
        lstm = LSTM(config.Width, config.Units, config.Layers, batchFirst: true);
        projection = Linear(config.Units, config.Width);
        dropout = new VectorizedDropout(config.Dropout);
        init.normal_(tokens_embed.weight!, 0, 0.02);
        RegisterComponents();
    }

    /// <summary>What it was built from.</summary>
    public LstmConfig Config { get; }

    /// <summary>W_e [V, C], which also scores the next token.</summary>
    public Parameter Words => tokens_embed.weight!;

    /// <summary>Scores of the next token at every position.</summary>
    /// <param name="ids">[B, T] int64, of any length: there are no positions.</param>
    /// <returns>[B, T, V].</returns>
    public override Tensor forward(Tensor ids)
    {
        using DisposeScope scope = NewDisposeScope();
        return functional.linear(Read(ids), Words).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The vectors under the head. Padding must stand last: what is read later moves no earlier vector.
    /// </summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <returns>[B, T, C].</returns>
    public Tensor Hidden(Tensor ids)
    {
        using DisposeScope scope = NewDisposeScope();
        return Read(ids).MoveToOuterDisposeScope();
    }

    /// <summary>−log P of each token given those before it, in nats, as a mean.</summary>
    /// <param name="ids">[B, T + 1] int64.</param>
    /// <param name="ignored">A token whose prediction does not count, such as padding; −100 for none.</param>
    public Tensor Loss(Tensor ids, long ignored = -100)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        using DisposeScope scope = NewDisposeScope();
        var (_, T) = ids.shape;
        Tensor hidden = Read(ids.narrow(1, 0, T - 1)), next = ids.narrow(1, 1, T - 1);
        return GptObjective.LanguageModel(hidden, Words, next, ignored).MoveToOuterDisposeScope();
    }

    /// <summary>Takes over what another model of the same sizes learned.</summary>
    /// <param name="source">The pre-trained model; it is not changed.</param>
    /// <param name="fresh">So many tokens at the vocabulary's end keep vectors of their own.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public void TakeFrom(LstmLanguageModel source, int fresh = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Config with { Dropout = 0 } != Config with { Dropout = 0 })
        {
            throw new ArgumentException(
                $"Both models must have the same sizes. Received {source.Config} for {Config}.", nameof(source));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(fresh);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fresh, Config.VocabularySize);
        using (no_grad())
        using (NewDisposeScope())
        {
            long known = Config.VocabularySize - fresh;
            Words.narrow(0, 0, known).copy_(source.Words.narrow(0, 0, known));
            foreach (var ((name, mine), (_, other)) in named_parameters().Zip(source.named_parameters()))
            {
                if (!name.StartsWith(nameof(tokens_embed), StringComparison.Ordinal)) mine.copy_(other);
            }
        }
    }

    private Tensor Read(Tensor ids)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        (Tensor states, _, _) = lstm.call(dropout.call(tokens_embed.call(ids)));
        return projection.call(dropout.call(states));
    }
}
