using StudyKit.Nn.Regularization;

namespace StudyKit.Models.Gpt;

/// <summary>
/// GPT with a linear layer over the last block's vector at the extract token (Radford et al., 2018, equation 3). One class serves all
/// four input transformations (Figure 1 right): N sequences an example, whose vectors are added for similarity and scored one by one
/// for multiple choice.
/// </summary>
public sealed class GptForTasks : Module<Tensor, Tensor, Tensor>, IFineTuned
{
    private readonly GptModel transformer;
    private readonly VectorizedDropout dropout;
    private readonly Linear classifier;
    private readonly bool _choosing;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes; the vocabulary includes start, delimiter and extract.</param>
    /// <param name="labels">K, how many labels; null for multiple choice, where softmax goes over the N sequences.</param>
    public GptForTasks(GptConfig config, int? labels)
        : base(nameof(GptForTasks))
    {
        transformer = new GptModel(config);
        dropout = new VectorizedDropout(config.Dropout);
        classifier = TaskLayer.Build(config.Width, labels);
        _choosing = labels is null;
        RegisterComponents();
    }

    /// <summary>The model under the head.</summary>
    public GptModel Transformer => transformer;

    /// <summary>Scores of the labels, or of the choices.</summary>
    /// <param name="ids">[B, N, T] int64: N = 1 for classification and entailment, 2 for similarity (both orders), the number of choices otherwise.</param>
    /// <param name="extract">[B, N] int64: where the extract token stands.</param>
    /// <returns>[B, K], or [B, N] when choosing.</returns>
    public override Tensor forward(Tensor ids, Tensor extract)
    {
        using DisposeScope scope = NewDisposeScope();
        return TaskLayer.Score(transformer.call(TaskLayer.Flat(ids)), extract, dropout, classifier, _choosing).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public (Tensor Loss, Tensor Task, Tensor LanguageModel) Losses(Tensor ids, Tensor extract, Tensor labels, double weight = 0.5, long padding = -100)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = transformer.call(TaskLayer.Flat(ids));
        Tensor scores = TaskLayer.Score(hidden, extract, dropout, classifier, _choosing);
        var (loss, task, language) = TaskLayer.Losses(hidden, transformer.Words, scores, ids, labels, weight, padding);
        return (loss.MoveToOuterDisposeScope(), task.MoveToOuterDisposeScope(), language.MoveToOuterDisposeScope());
    }
}
