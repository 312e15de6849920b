using StudyKit.Runtime;

namespace StudyKit.Models.Baselines.Recall;

/// <summary>
/// An LSTM that looks values up: it reads the pairs one after another, then the questions, and answers each from its
/// state. What it has not kept in the state by then is lost.
/// </summary>
/// <remarks>Hochreiter and Schmidhuber (1997), with forget gates; torch's LSTM and its initial weights.</remarks>
public sealed class LstmRecall : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly RecallEmbeddings embeddings;
    private readonly LSTM lstm;
    private readonly Linear answers;

    /// <summary>Builds the model with random weights.</summary>
    /// <param name="config">Sizes.</param>
    public LstmRecall(RecallConfig config)
        : base(nameof(LstmRecall))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        embeddings = new RecallEmbeddings(config);
        lstm = LSTM(config.Width, config.Units, batchFirst: true);
        answers = Linear(config.Units, config.Asked * config.Values);
        RegisterComponents();
    }

    /// <summary>What it was built from.</summary>
    public RecallConfig Config { get; }

    /// <summary>Scores every value as the answer to every question.</summary>
    /// <param name="keys">[B, K] int64.</param>
    /// <param name="values">[B, K] int64.</param>
    /// <param name="queries">[B, Q, A] int64.</param>
    /// <returns>Logits [B, Q, A, V].</returns>
    public override Tensor forward(Tensor keys, Tensor values, Tensor queries)
    {
        using DisposeScope scope = NewDisposeScope();
        var (B, Q, A) = queries.shape;
        (Tensor pairs, Tensor questions) = embeddings.call(keys, values, queries);
        (Tensor states, _, _) = lstm.call(cat([pairs, questions], 1));                  // [B, K + Q, units]
        Tensor logits = answers.call(states.narrow(1, pairs.shape[1], Q));              // [B, Q, A·V]
        return logits.view(B, Q, A, Config.Values).MoveToOuterDisposeScope();
    }
}
