using StudyKit.Models.Bert;
using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Heads;

/// <summary>Which of several endings fits: each is scored by itself, softmax over the scores (§4.4).</summary>
public sealed class BertForMultipleChoice : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    private readonly BertModel bert;
    private readonly VectorizedDropout dropout;
    private readonly Linear classifier;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes and switches.</param>
    public BertForMultipleChoice(BertConfig config)
        : base(nameof(BertForMultipleChoice))
    {
        bert = new BertModel(config);
        dropout = new VectorizedDropout(config.Dropout);
        classifier = Linear(config.Width, 1);
        RegisterComponents();
        BertStart.Initialize(classifier, config.InitialDeviation);
    }

    /// <summary>Scores of the choices.</summary>
    /// <param name="ids">[B, N, T] int64: N choices.</param>
    /// <param name="segments">[B, N, T] int64, or null.</param>
    /// <param name="real">[B, N, T], or null.</param>
    /// <returns>[B, N].</returns>
    public override Tensor forward(Tensor ids, Tensor? segments, Tensor? real)
    {
        Shapes.Check(ids, nameof(ids), ["B", "N", "T"]);
        var (B, N, _) = ids.shape;
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = bert.call(ids.flatten(0, 1), segments?.flatten(0, 1), real?.flatten(0, 1));
        Tensor scores = classifier.call(dropout.call(bert.Pool(hidden))); // [B·N, 1]
        return scores.view(B, N).MoveToOuterDisposeScope();
    }
}
