using StudyKit.Models.Gpt;
using StudyKit.Nn.Regularization;

namespace StudyKit.Models.Baselines.Recurrent;

/// <summary>The LSTM language model with GPT's task layer, for Table 5 of Radford et al. (2018): same inputs, same losses.</summary>
public sealed class LstmForTasks : Module<Tensor, Tensor, Tensor>, IFineTuned
{
    private readonly LstmLanguageModel reader;
    private readonly VectorizedDropout dropout;
    private readonly Linear classifier;
    private readonly bool _choosing;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes; the vocabulary includes start, delimiter and extract.</param>
    /// <param name="labels">K, how many labels; null for multiple choice.</param>
    public LstmForTasks(LstmConfig config, int? labels)
        : base(nameof(LstmForTasks))
    {
        reader = new LstmLanguageModel(config);
        dropout = new VectorizedDropout(config.Dropout);
        classifier = TaskLayer.Build(config.Width, labels);
        _choosing = labels is null;
        RegisterComponents();
    }

    /// <summary>The model under the head.</summary>
    public LstmLanguageModel Reader => reader;

    /// <inheritdoc cref="IFineTuned.call"/>
    public override Tensor forward(Tensor ids, Tensor extract)
    {
        using DisposeScope scope = NewDisposeScope();
        return TaskLayer.Score(reader.Hidden(TaskLayer.Flat(ids)), extract, dropout, classifier, _choosing).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public (Tensor Loss, Tensor Task, Tensor LanguageModel) Losses(Tensor ids, Tensor extract, Tensor labels, double weight = 0.5, long padding = -100)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = reader.Hidden(TaskLayer.Flat(ids));
        Tensor scores = TaskLayer.Score(hidden, extract, dropout, classifier, _choosing);
        var (loss, task, language) = TaskLayer.Losses(hidden, reader.Words, scores, ids, labels, weight, padding);
        return (loss.MoveToOuterDisposeScope(), task.MoveToOuterDisposeScope(), language.MoveToOuterDisposeScope());
    }
}
