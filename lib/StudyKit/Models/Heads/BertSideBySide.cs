using StudyKit.Models.Bert;
using StudyKit.Nn.Losses;
using StudyKit.Nn.Recurrent;
using StudyKit.Runtime;
using StudyKit.Tasks;

namespace StudyKit.Models.Heads;

/// <summary>
/// Two BERTs that read one way each, from left to right and from right to left, joined by one linear layer over their
/// last vectors: "the shallow concatenation of a left-to-right and a right-to-left model" (Devlin et al., 2019, §3.1),
/// for tagging. It holds all that both sides say, but no layer sees both at once.
/// </summary>
public sealed class BertSideBySide : Module<Tensor, Tensor?, Tensor>
{
    private readonly BertModel left_to_right;
    private readonly BertModel right_to_left;
    private readonly Linear classifier;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes of each of the two; that they read one way is set here.</param>
    /// <param name="labels">K, how many labels a token may have.</param>
    public BertSideBySide(BertConfig config, int labels)
        : base(nameof(BertSideBySide))
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentOutOfRangeException.ThrowIfLessThan(labels, 2);
        BertConfig oneWay = config with { LeftToRight = true };
        left_to_right = new BertModel(oneWay, pooler: false);
        right_to_left = new BertModel(oneWay, pooler: false);
        classifier = Linear(2 * config.Width, labels);
        RegisterComponents();
        BertStart.Initialize(classifier, config.InitialDeviation);
    }

    /// <summary>Scores of the labels of each token.</summary>
    /// <param name="ids">[B, T] int64, padding last.</param>
    /// <param name="real">[B, T], true for tokens; null when all are.</param>
    /// <returns>[B, T, K].</returns>
    public override Tensor forward(Tensor ids, Tensor? real)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        using DisposeScope scope = NewDisposeScope();
        Tensor tokens = real?.to(ScalarType.Bool) ?? ones_like(ids, dtype: ScalarType.Bool);
        Tensor turned = RealTokens.Turned(tokens);
        Tensor before = left_to_right.call(ids, null, real);                    // [B, T, C]
        Tensor behind = RealTokens.Reorder(right_to_left.call(ids.gather(1, turned), null, real), turned);
        return classifier.call(cat([before, behind], -1)).MoveToOuterDisposeScope();
    }

    /// <summary>Mean cross entropy of the labelled tokens, in nats.</summary>
    /// <param name="scores">[B, T, K].</param>
    /// <param name="labels">[B, T] int64, <see cref="Targets.Ignored"/> where none counts.</param>
    public static Tensor Loss(Tensor scores, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        return CrossEntropy.Mean(scores.flatten(0, 1), labels.flatten(), Targets.Ignored).MoveToOuterDisposeScope();
    }
}
