using StudyKit.Models.Gpt;
using StudyKit.Nn.Regularization;
using StudyKit.Tasks;

namespace StudyKit.Models.Heads;

/// <summary>
/// One GPT with a layer for each of several tasks, trained together: does it gain from that (a question the paper
/// leaves open)? <see cref="GptForTask"/> is the paper's own, with one.
/// </summary>
public sealed class GptForManyTasks : nn.Module
{
    private readonly GptModel transformer;
    private readonly VectorizedDropout dropout;
    private readonly ModuleList<Linear> classifiers;
    private readonly ExtractHead[] _heads;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes; the vocabulary includes start, delimiter and extract.</param>
    /// <param name="heads">What each task asks for: labels for a sequence, or a choice.</param>
    public GptForManyTasks(GptConfig config, params TaskHead[] heads)
        : base(nameof(GptForManyTasks))
    {
        ArgumentNullException.ThrowIfNull(heads);
        if (heads.Length == 0)
        {
            throw new ArgumentException("A model for many tasks needs at least one. Received none.", nameof(heads));
        }

        transformer = new GptModel(config);
        dropout = new VectorizedDropout(config.Dropout);
        classifiers = new ModuleList<Linear>([.. heads.Select(head => ExtractHead.Layer(config.Width, head))]);
        _heads = [.. heads.Select((head, task) => new ExtractHead(head, dropout, classifiers[task]))];
        RegisterComponents();
    }

    /// <summary>The model that all tasks share.</summary>
    public GptModel Transformer => transformer;

    /// <summary>How many tasks there are.</summary>
    public int Count => _heads.Length;

    /// <summary>The model as one task uses it. It owns nothing: dispose the whole.</summary>
    /// <param name="task">The task, from 0.</param>
    public IFineTuned this[int task] => task >= 0 && task < Count ? new OneTask(transformer, _heads[task])
        : throw new ArgumentOutOfRangeException(
            nameof(task), task, $"This model has {Count} tasks, counted from 0.");

    private sealed class OneTask(GptModel transformer, ExtractHead head) : IFineTuned
    {
        public Tensor call(Tensor ids, Tensor extract)
        {
            using DisposeScope scope = NewDisposeScope();
            return head.Score(transformer.call(ExtractHead.Rows(ids)), extract).MoveToOuterDisposeScope();
        }

        public (Tensor Loss, Tensor Task, Tensor LanguageModel) Losses(
            Tensor ids, Tensor extract, Tensor labels, double weight = 0.5, long padding = Targets.Ignored)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor hidden = transformer.call(ExtractHead.Rows(ids));
            Tensor scores = head.Score(hidden, extract);
            return ExtractHead.Losses(hidden, transformer.Words, scores, ids, labels, weight, padding);
        }
    }
}
