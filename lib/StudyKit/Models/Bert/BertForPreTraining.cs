using StudyKit.Nn.Losses;
using StudyKit.Runtime;
using StudyKit.Tasks;

namespace StudyKit.Models.Bert;

/// <summary>
/// BERT with the two heads of pre-training: masked language model and next-sentence prediction (Devlin et al., 2019,
/// §3.1).
/// </summary>
public sealed class BertForPreTraining : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    private readonly BertModel bert;
    private readonly BertPreTrainingHeads cls;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes and switches.</param>
    public BertForPreTraining(BertConfig config)
        : base(nameof(BertForPreTraining))
    {
        bert = new BertModel(config);
        cls = new BertPreTrainingHeads(config);
        RegisterComponents();
        BertStart.Initialize(cls, config.InitialDeviation);
    }

    /// <summary>The model under the heads.</summary>
    public BertModel Bert => bert;

    /// <summary>Scores of every token at every position.</summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <param name="segments">[B, T] int64, or null.</param>
    /// <param name="real">[B, T], true for tokens; or null.</param>
    /// <returns>[B, T, V].</returns>
    public override Tensor forward(Tensor ids, Tensor? segments, Tensor? real)
    {
        using DisposeScope scope = NewDisposeScope();
        return Predict(bert.call(ids, segments, real)).MoveToOuterDisposeScope();
    }

    /// <summary>Scores of the tokens, from the last layer's vectors.</summary>
    /// <param name="hidden">[…, C].</param>
    /// <returns>[…, V].</returns>
    public Tensor Predict(Tensor hidden) => cls.predictions.call(hidden, bert.Embeddings.Words);

    /// <summary>Scores of "B follows A" (0) and "B is from elsewhere" (1).</summary>
    /// <param name="hidden">[B, T, C].</param>
    /// <returns>[B, 2].</returns>
    public Tensor PredictNext(Tensor hidden) => cls.seq_relationship.call(bert.Pool(hidden));

    /// <summary>
    /// The sum of the two losses (§A.2); only the chosen positions are scored, so that no [B, T, V] is ever made.
    /// </summary>
    /// <param name="ids">[B, T] int64, masked.</param>
    /// <param name="segments">[B, T] int64.</param>
    /// <param name="real">[B, T].</param>
    /// <param name="labels">[B, T] int64: the token that stood there, or <see cref="Targets.Ignored"/>.</param>
    /// <param name="next">[B] int64, 0 or 1; null leaves out next-sentence prediction (Table 5, "No NSP").</param>
    /// <returns>
    /// The losses in nats: their sum, the masked language model's and the next sentence's (zero without).
    /// </returns>
    /// <exception cref="ArgumentException">No position was chosen.</exception>
    public (Tensor Loss, Tensor Masked, Tensor Next) Losses(
        Tensor ids, Tensor? segments, Tensor? real, Tensor labels, Tensor? next)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        var (B, T) = ids.shape;
        Shapes.Check(labels, nameof(labels), [("B", B), ("T", T)]);
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = bert.call(ids, segments, real);
        Tensor flat = labels.reshape(-1), chosen = flat.ne(Targets.Ignored).nonzero().squeeze(-1);
        if (chosen.numel() == 0)
        {
            throw new ArgumentException(
                "At least one position of a batch must be chosen for the masked language model. " +
                "Received labels that are all Targets.Ignored.", nameof(labels));
        }

        Tensor masked = CrossEntropy.Mean(
            Predict(hidden.flatten(0, 1).index_select(0, chosen)), flat.index_select(0, chosen));
        Tensor follows = next is null
            ? zeros(1, device: ids.device).squeeze()
            : CrossEntropy.Mean(PredictNext(hidden), next);
        return (
            (masked + follows).MoveToOuterDisposeScope(),
            masked.MoveToOuterDisposeScope(),
            follows.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// −log P of each token given those before it, in nats: what the left-to-right model of Table 5 learns instead of
    /// the cloze.
    /// </summary>
    /// <param name="ids">[B, T] int64, nothing hidden.</param>
    /// <param name="segments">[B, T] int64, or null.</param>
    /// <param name="real">[B, T]; padding last; null when there is none.</param>
    /// <exception cref="InvalidOperationException">The model sees both sides: it would read the answer.</exception>
    public Tensor NextTokenLoss(Tensor ids, Tensor? segments, Tensor? real)
    {
        if (!bert.Config.LeftToRight)
        {
            throw new InvalidOperationException("Predicting the next token needs a model that sees the left only. " +
                "Build it from a config with LeftToRight = true.");
        }

        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        using DisposeScope scope = NewDisposeScope();
        var (_, T) = ids.shape;
        long last = T - 1;
        Tensor hidden = bert.call(ids, segments, real).narrow(1, 0, last).flatten(0, 1),
            next = ids.narrow(1, 1, last).reshape(-1);
        Tensor chosen = (real?.to(ScalarType.Bool) ?? ones_like(ids, dtype: ScalarType.Bool))
            .narrow(1, 1, last).reshape(-1).nonzero().squeeze(-1);
        return CrossEntropy.Mean(Predict(hidden.index_select(0, chosen)), next.index_select(0, chosen))
            .MoveToOuterDisposeScope();
    }
}
