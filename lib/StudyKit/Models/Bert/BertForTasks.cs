using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Bert;

/// <summary>One label for a sentence or a pair: a linear layer over the pooled [CLS] (Devlin et al., 2019, Figure 4 a and b).</summary>
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

/// <summary>Where an answer starts and ends in the passage (Figure 4 c, §4.2).</summary>
public sealed class BertForQuestionAnswering : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    private readonly BertModel bert;
    private readonly Linear qa_outputs;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes and switches.</param>
    public BertForQuestionAnswering(BertConfig config)
        : base(nameof(BertForQuestionAnswering))
    {
        bert = new BertModel(config, pooler: false);
        qa_outputs = Linear(config.Width, 2);
        RegisterComponents();
        BertStart.Initialize(qa_outputs, config.InitialDeviation);
    }

    /// <summary>Scores of each token as the answer's first (0) and last (1).</summary>
    /// <param name="ids">[B, T] int64: question as segment A, passage as B.</param>
    /// <param name="segments">[B, T] int64.</param>
    /// <param name="real">[B, T], or null.</param>
    /// <returns>[B, T, 2].</returns>
    public override Tensor forward(Tensor ids, Tensor? segments, Tensor? real)
    {
        using DisposeScope scope = NewDisposeScope();
        return qa_outputs.call(bert.call(ids, segments, real)).MoveToOuterDisposeScope();
    }
}

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
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = bert.call(ids.flatten(0, 1), segments?.flatten(0, 1), real?.flatten(0, 1));
        return classifier.call(dropout.call(bert.Pool(hidden))).view(ids.shape[0], ids.shape[1]).MoveToOuterDisposeScope();
    }
}
