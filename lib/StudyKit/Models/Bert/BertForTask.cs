using StudyKit.Models.Baselines.Recurrent;
using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Bert;

/// <summary>
/// BERT with any of the four heads of Figure 4 (Devlin et al., 2019), for experiments that compare them: it computes the loss as well,
/// reads from left to right when its configuration says so, and can put a BiLSTM between model and head (Table 5).
/// For published weights with heads take <see cref="BertForSequenceClassification"/> and its neighbours.
/// </summary>
/// <remarks>
/// A model that reads from left to right has seen nothing at [CLS], so its sentence vector is that of the last token, as in GPT.
/// The paper does not say what it did there. With a BiLSTM the sentence vector is the two directions' last states.
/// </remarks>
public sealed class BertForTask : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    private const double Never = -1e4;
    private readonly BertModel bert;
    private readonly BidirectionalLstm? lstm;
    private readonly VectorizedDropout dropout;
    private readonly Linear classifier;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes and switches.</param>
    /// <param name="head">What it gives.</param>
    /// <param name="labels">K for sentences and tokens; the other heads need none.</param>
    /// <param name="lstmUnits">Units of each direction of a BiLSTM between model and head; 0 for none.</param>
    public BertForTask(BertConfig config, BertHead head, int labels = 2, int lstmUnits = 0)
        : base(nameof(BertForTask))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labels);
        ArgumentOutOfRangeException.ThrowIfNegative(lstmUnits);
        Head = head;
        bert = new BertModel(config);
        lstm = lstmUnits > 0 ? new BidirectionalLstm(config.Width, lstmUnits) : null;
        dropout = new VectorizedDropout(config.Dropout);
        classifier = Linear(lstmUnits > 0 ? 2 * lstmUnits : config.Width, head switch { BertHead.Choice => 1, BertHead.Answer => 2, _ => labels });
        RegisterComponents();
        BertStart.Initialize(classifier, config.InitialDeviation);
    }

    /// <summary>What it gives.</summary>
    public BertHead Head { get; }

    /// <summary>The model under the head.</summary>
    public BertModel Bert => bert;

    /// <summary>Takes over all weights of a pre-trained model of the same size; the head stays new, and the pooler where the model has none.</summary>
    /// <param name="source">The model.</param>
    /// <exception cref="ArgumentException">It has another size; then nothing has been taken over.</exception>
    public void TakeFrom(BertModel source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Dictionary<string, Parameter> learned = source.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        // Heads leave no trace in the shapes: a model with other heads would take the weights and not know what to do with them.
        if ((source.Config.Layers, source.Config.Heads) != (bert.Config.Layers, bert.Config.Heads)) throw new ArgumentException($"Both models must have the same sizes. This one has {bert.Config.Layers} layers and {bert.Config.Heads} heads, the other {source.Config.Layers} and {source.Config.Heads}.", nameof(source));
        (string Name, Parameter To, Parameter From)[] shared = [.. bert.named_parameters().Where(entry => learned.ContainsKey(entry.name)).Select(entry => (entry.name, entry.parameter, learned[entry.name]))];
        foreach ((string name, Parameter to, Parameter from) in shared)
        {
            if (!from.shape.SequenceEqual(to.shape)) throw new ArgumentException($"Both models must have the same sizes. '{name}' is [{string.Join(", ", to.shape)}] here and [{string.Join(", ", from.shape)}] there.", nameof(source));
        }

        using IDisposable off = no_grad();
        foreach ((_, Parameter to, Parameter from) in shared) to.copy_(from);
    }

    /// <summary>Scores.</summary>
    /// <param name="ids">[B, T] int64; [B, N, T] for choices.</param>
    /// <param name="segments">As ids, or null.</param>
    /// <param name="real">As ids, bool, or null.</param>
    /// <returns>[B, K] for sentences, [B, N] for choices, [B, T, 2] for answers (never at padding), [B, T, K] for tokens.</returns>
    public override Tensor forward(Tensor ids, Tensor? segments, Tensor? real)
    {
        using DisposeScope scope = NewDisposeScope();
        if (Head is BertHead.Choice)
        {
            Shapes.Check(ids, nameof(ids), ["B", "N", "T"]);
            return Read(ids.flatten(0, 1), segments?.flatten(0, 1), real?.flatten(0, 1)).view(ids.shape[0], ids.shape[1]).MoveToOuterDisposeScope();
        }

        return Read(ids, segments, real).MoveToOuterDisposeScope();
    }

    /// <summary>The mean cross entropy, in nats: of the label, of the choice, of first and last token halved, of the tokens that have a label.</summary>
    /// <param name="scores">From <c>call</c>.</param>
    /// <param name="labels">int64: [B]; [B, 2] for answers; [B, T] for tokens, <see cref="BertForPreTraining.NotChosen"/> where none counts.</param>
    public Tensor Loss(Tensor scores, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = Head switch
        {
            BertHead.Answer => (functional.cross_entropy(scores.select(2, 0), labels.select(1, 0)) + functional.cross_entropy(scores.select(2, 1), labels.select(1, 1))) / 2,
            BertHead.Tokens => functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index: BertForPreTraining.NotChosen),
            _ => functional.cross_entropy(scores, labels),
        };
        return loss.MoveToOuterDisposeScope();
    }

    private Tensor Read(Tensor ids, Tensor? segments, Tensor? real)
    {
        Tensor tokens = real?.to(ScalarType.Bool) ?? ones_like(ids, dtype: ScalarType.Bool);
        Tensor hidden = bert.call(ids, segments, real);
        if (lstm is not null) hidden = lstm.call(hidden, tokens);
        bool each = Head is BertHead.Answer or BertHead.Tokens;
        if (!each) hidden = lstm is not null ? BidirectionalLstm.Ends(hidden, tokens) : bert.Pool(bert.Config.LeftToRight ? BidirectionalLstm.LastReal(hidden, tokens).unsqueeze(1) : hidden);
        Tensor scores = classifier.call(dropout.call(hidden));
        return Head is BertHead.Answer ? scores.masked_fill(tokens.logical_not().unsqueeze(-1), Never) : scores;
    }
}
