using StudyKit.Models.Baselines.Recurrent;
using StudyKit.Nn.Regularization;
using StudyKit.Tasks;

namespace StudyKit.Models.Heads;

/// <summary>
/// The LSTM language model with GPT's task layer, for Table 5 of Radford et al. (2018): same inputs, same losses.
/// </summary>
public sealed class LstmForTask : Module<Tensor, Tensor, Tensor>, IFineTuned
{
    private readonly LstmLanguageModel reader;
    private readonly VectorizedDropout dropout;
    private readonly Linear classifier;
    private readonly ExtractHead _head;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes; the vocabulary includes start, delimiter and extract.</param>
    /// <param name="head">Labels for a sequence, or a choice.</param>
    public LstmForTask(LstmConfig config, TaskHead head)
        : base(nameof(LstmForTask))
    {
        reader = new LstmLanguageModel(config);
        dropout = new VectorizedDropout(config.Dropout);
        classifier = ExtractHead.Layer(config.Width, head);
        _head = new ExtractHead(head, dropout, classifier);
        RegisterComponents();
    }

    /// <summary>The model under the head.</summary>
    public LstmLanguageModel Reader => reader;

    /// <inheritdoc cref="IFineTuned.call"/>
    public override Tensor forward(Tensor ids, Tensor extract)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = reader.Hidden(ExtractHead.Rows(ids)); // [B·N, T, C]
        return _head.Score(hidden, extract).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public (Tensor Loss, Tensor Task, Tensor LanguageModel) Losses(
        Tensor ids, Tensor extract, Tensor labels, double weight = 0.5, long padding = Targets.Ignored)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = reader.Hidden(ExtractHead.Rows(ids));
        Tensor scores = _head.Score(hidden, extract);
        return ExtractHead.Losses(hidden, reader.Words, scores, ids, labels, weight, padding);
    }
}
