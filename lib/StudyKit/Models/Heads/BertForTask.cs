using StudyKit.Models.Bert;
using StudyKit.Nn.Losses;
using StudyKit.Nn.Recurrent;
using StudyKit.Nn.Regularization;
using StudyKit.Runtime;
using StudyKit.Tasks;

namespace StudyKit.Models.Heads;

/// <summary>
/// BERT with any of the four heads of Figure 4 (Devlin et al., 2019), for experiments that compare them: it computes
/// the loss as well, reads from left to right when its configuration says so, and can put a BiLSTM between model and
/// head (Table 5). For published weights with heads take <see cref="BertForSequenceClassification"/> and its
/// neighbours.
/// </summary>
/// <remarks>
/// A model that reads from left to right has seen nothing at [CLS], so its sentence vector is that of the last token,
/// as in GPT. The paper does not say what it did there. With a BiLSTM the sentence vector is the two directions' last
/// states.
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
    /// <param name="head">What the task asks for.</param>
    /// <param name="lstmUnits">Units of each direction of a BiLSTM between model and head; 0 for none.</param>
    public BertForTask(BertConfig config, TaskHead head, int lstmUnits = 0)
        : base(nameof(BertForTask))
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentOutOfRangeException.ThrowIfNegative(lstmUnits);
        Head = head;
        bert = new BertModel(config);
        lstm = lstmUnits > 0 ? new BidirectionalLstm(config.Width, lstmUnits) : null;
        dropout = new VectorizedDropout(config.Dropout);
        classifier = Linear(lstmUnits > 0 ? 2 * lstmUnits : config.Width, head.Scores);
        RegisterComponents();
        BertStart.Initialize(classifier, config.InitialDeviation);
    }

    /// <summary>What the task asks for.</summary>
    public TaskHead Head { get; }

    /// <summary>The model under the head.</summary>
    public BertModel Bert => bert;

    /// <summary>
    /// Takes over all weights of a pre-trained model of the same size; the head stays new, and the pooler where the
    /// model has none.
    /// </summary>
    /// <param name="source">The model.</param>
    /// <exception cref="ArgumentException">It has another size; then nothing has been taken over.</exception>
    public void TakeFrom(BertModel source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Dictionary<string, Parameter> learned =
            source.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);

        // Heads leave no trace in the shapes: a model with other heads would take the weights and not know what to do
        // with them.
        (BertConfig here, BertConfig there) = (bert.Config, source.Config);
        if ((there.Layers, there.Heads) != (here.Layers, here.Heads))
        {
            throw new ArgumentException(
                $"Both models must have the same sizes. This one has {here.Layers} layers and {here.Heads} heads, " +
                $"the other {there.Layers} and {there.Heads}.", nameof(source));
        }

        (string Name, Parameter To, Parameter From)[] shared =
        [
            .. bert.named_parameters().Where(entry => learned.ContainsKey(entry.name))
                .Select(entry => (entry.name, entry.parameter, learned[entry.name])),
        ];
        foreach ((string name, Parameter to, Parameter from) in shared)
        {
            if (from.shape.SequenceEqual(to.shape)) continue;
            throw new ArgumentException(
                $"Both models must have the same sizes. '{name}' is [{string.Join(", ", to.shape)}] here and " +
                $"[{string.Join(", ", from.shape)}] there.", nameof(source));
        }

        using IDisposable off = no_grad();
        foreach ((_, Parameter to, Parameter from) in shared) to.copy_(from);
    }

    /// <summary>Scores.</summary>
    /// <param name="ids">[B, T] int64; [B, N, T] for choices.</param>
    /// <param name="segments">As ids, or null.</param>
    /// <param name="real">As ids, bool, or null.</param>
    /// <returns>
    /// [B, K] for sentences, [B, N] for choices, [B, T, 2] for answers (never at padding), [B, T, K] for tokens.
    /// </returns>
    public override Tensor forward(Tensor ids, Tensor? segments, Tensor? real)
    {
        using DisposeScope scope = NewDisposeScope();
        if (Head.Kind is not TaskKind.Choice) return Read(ids, segments, real).MoveToOuterDisposeScope();
        Shapes.Check(ids, nameof(ids), ["B", "N", "T"]);
        var (B, N, _) = ids.shape;
        Tensor scores = Read(ids.flatten(0, 1), segments?.flatten(0, 1), real?.flatten(0, 1)); // [B·N, 1]
        return scores.view(B, N).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The mean cross entropy, in nats: of the label, of the choice, of first and last token halved, of the tokens that
    /// have a label.
    /// </summary>
    /// <param name="scores">From <c>call</c>.</param>
    /// <param name="labels">
    /// int64: [B]; [B, 2] for answers; [B, T] for tokens, <see cref="Targets.Ignored"/> where none counts.
    /// </param>
    public Tensor Loss(Tensor scores, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = Head.Kind switch
        {
            TaskKind.Answer => (Place(0) + Place(1)) / 2,
            TaskKind.Tokens =>
                CrossEntropy.Mean(scores.flatten(0, 1), labels.flatten(), ignored: Targets.Ignored),
            _ => CrossEntropy.Mean(scores, labels),
        };
        return loss.MoveToOuterDisposeScope();

        Tensor Place(long end) => CrossEntropy.Mean(scores.select(2, end), labels.select(1, end));
    }

    private Tensor Read(Tensor ids, Tensor? segments, Tensor? real)
    {
        Tensor tokens = real?.to(ScalarType.Bool) ?? ones_like(ids, dtype: ScalarType.Bool);
        Tensor hidden = bert.call(ids, segments, real);
        if (lstm is not null) hidden = lstm.call(hidden, tokens);
        if (Head.Kind is TaskKind.Sentence or TaskKind.Choice) hidden = OfSentence(hidden, tokens);
        Tensor scores = classifier.call(dropout.call(hidden));
        return Head.Kind is TaskKind.Answer
            ? scores.masked_fill(tokens.logical_not().unsqueeze(-1), Never)
            : scores;
    }

    private Tensor OfSentence(Tensor hidden, Tensor tokens)
    {
        if (lstm is not null) return BidirectionalLstm.Ends(hidden, tokens);
        return bert.Pool(bert.Config.LeftToRight ? RealTokens.Last(hidden, tokens).unsqueeze(1) : hidden);
    }
}
