using StudyKit.Models.Bert;
using StudyKit.Nn.Regularization;

namespace StudyKit.Models.Heads;

/// <summary>
/// One label for a sentence or a pair: a linear layer over the pooled [CLS] (Devlin et al., 2019, Figure 4 a and b).
/// </summary>
public sealed class BertForSequenceClassification : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    private readonly BertModel bert;
    private readonly VectorizedDropout dropout;
    private readonly Linear classifier;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes and switches.</param>
    /// <param name="labels">K, how many labels; 1 for a score.</param>
    public BertForSequenceClassification(BertConfig config, int labels)
        : base(nameof(BertForSequenceClassification))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labels);
        bert = new BertModel(config);
        dropout = new VectorizedDropout(config.Dropout);
        classifier = Linear(config.Width, labels);
        RegisterComponents();
        BertStart.Initialize(classifier, config.InitialDeviation);
    }

    /// <summary>The model under the head.</summary>
    public BertModel Bert => bert;

    /// <summary>Scores of the labels.</summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <param name="segments">[B, T] int64, or null.</param>
    /// <param name="real">[B, T], or null.</param>
    /// <returns>[B, K].</returns>
    public override Tensor forward(Tensor ids, Tensor? segments, Tensor? real)
    {
        using DisposeScope scope = NewDisposeScope();
        return classifier.call(dropout.call(bert.Pool(bert.call(ids, segments, real)))).MoveToOuterDisposeScope();
    }
}
