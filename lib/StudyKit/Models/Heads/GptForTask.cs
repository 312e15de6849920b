using StudyKit.Models.Gpt;
using StudyKit.Nn.Regularization;
using StudyKit.Tasks;

namespace StudyKit.Models.Heads;

/// <summary>
/// GPT with a linear layer over the last block's vector at the extract token (Radford et al., 2018, equation 3). One
/// class serves all four input transformations (Figure 1 right): N sequences an example, whose vectors are added for
/// similarity and scored one by one for multiple choice.
/// </summary>
public sealed class GptForTask : Module<Tensor, Tensor, Tensor>, IFineTuned
{
    private readonly GptModel transformer;
    private readonly VectorizedDropout dropout;
    private readonly Linear classifier;
    private readonly ExtractHead _head;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes; the vocabulary includes start, delimiter and extract.</param>
    /// <param name="head">Labels for a sequence, or a choice, where softmax goes over the N sequences.</param>
    public GptForTask(GptConfig config, TaskHead head)
        : base(nameof(GptForTask))
    {
        transformer = new GptModel(config);
        dropout = new VectorizedDropout(config.Dropout);
        classifier = ExtractHead.Layer(config.Width, head);
        _head = new ExtractHead(head, dropout, classifier);
        RegisterComponents();
    }

    /// <summary>The model under the head.</summary>
    public GptModel Transformer => transformer;

    /// <summary>Scores of the labels, or of the choices.</summary>
    /// <param name="ids">
    /// [B, N, T] int64: N = 1 for classification and entailment, 2 for similarity (both orders), the number of choices
    /// otherwise.
    /// </param>
    /// <param name="extract">[B, N] int64: where the extract token stands.</param>
    /// <returns>[B, K], or [B, N] when choosing.</returns>
    public override Tensor forward(Tensor ids, Tensor extract)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = transformer.call(ExtractHead.Rows(ids)); // [B·N, T, C]
        return _head.Score(hidden, extract).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public (Tensor Loss, Tensor Task, Tensor LanguageModel) Losses(
        Tensor ids, Tensor extract, Tensor labels, double weight = 0.5, long padding = Targets.Ignored)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = transformer.call(ExtractHead.Rows(ids));
        Tensor scores = _head.Score(hidden, extract);
        return ExtractHead.Losses(hidden, transformer.Words, scores, ids, labels, weight, padding);
    }
}
