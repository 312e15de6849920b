using StudyKit.Models.Bert;
using StudyKit.Nn.Regularization;

namespace StudyKit.Models.Heads;

/// <summary>One label for each token (Figure 4 d).</summary>
public sealed class BertForTokenClassification : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    private readonly BertModel bert;
    private readonly VectorizedDropout dropout;
    private readonly Linear classifier;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes and switches.</param>
    /// <param name="labels">K, how many labels.</param>
    public BertForTokenClassification(BertConfig config, int labels)
        : base(nameof(BertForTokenClassification))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labels);
        bert = new BertModel(config, pooler: false);
        dropout = new VectorizedDropout(config.Dropout);
        classifier = Linear(config.Width, labels);
        RegisterComponents();
        BertStart.Initialize(classifier, config.InitialDeviation);
    }

    /// <summary>Scores of the labels at every token.</summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <param name="segments">[B, T] int64, or null.</param>
    /// <param name="real">[B, T], or null.</param>
    /// <returns>[B, T, K].</returns>
    public override Tensor forward(Tensor ids, Tensor? segments, Tensor? real)
    {
        using DisposeScope scope = NewDisposeScope();
        return classifier.call(dropout.call(bert.call(ids, segments, real))).MoveToOuterDisposeScope();
    }
}
