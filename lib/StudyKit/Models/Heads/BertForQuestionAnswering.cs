using StudyKit.Models.Bert;

namespace StudyKit.Models.Heads;

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
