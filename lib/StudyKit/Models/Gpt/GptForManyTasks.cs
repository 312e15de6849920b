using StudyKit.Nn.Regularization;

namespace StudyKit.Models.Gpt;

/// <summary>One GPT with a layer for each of several tasks, trained together: does it gain from that (a question the paper leaves open)?</summary>
public sealed class GptForManyTasks : nn.Module
{
    private readonly GptModel transformer;
    private readonly VectorizedDropout dropout;
    private readonly ModuleList<Linear> classifiers;
    private readonly int?[] _labels;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes; the vocabulary includes start, delimiter and extract.</param>
    /// <param name="labels">For each task how many labels it has; null for multiple choice.</param>
    public GptForManyTasks(GptConfig config, params int?[] labels)
        : base(nameof(GptForManyTasks))
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length == 0) throw new ArgumentException("A model for many tasks needs at least one. Received none.", nameof(labels));
        _labels = [.. labels];
        transformer = new GptModel(config);
        dropout = new VectorizedDropout(config.Dropout);
        classifiers = new ModuleList<Linear>([.. labels.Select(count => TaskLayer.Build(config.Width, count))]);
        RegisterComponents();
    }

    /// <summary>The model that all tasks share.</summary>
    public GptModel Transformer => transformer;

    /// <summary>How many tasks there are.</summary>
    public int Count => _labels.Length;

    /// <summary>The model as one task uses it. It owns nothing: dispose the whole.</summary>
    /// <param name="task">The task, from 0.</param>
    public IFineTuned this[int task] => task >= 0 && task < _labels.Length ? new OneTask(this, task)
        : throw new ArgumentOutOfRangeException(nameof(task), task, $"This model has {_labels.Length} tasks, counted from 0.");

    private sealed class OneTask(GptForManyTasks model, int task) : IFineTuned
    {
        public Tensor call(Tensor ids, Tensor extract)
        {
            using DisposeScope scope = NewDisposeScope();
            return Score(model.transformer.call(TaskLayer.Flat(ids)), extract).MoveToOuterDisposeScope();
        }

        public (Tensor Loss, Tensor Task, Tensor LanguageModel) Losses(Tensor ids, Tensor extract, Tensor labels, double weight = 0.5, long padding = -100)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor hidden = model.transformer.call(TaskLayer.Flat(ids));
            var (loss, own, language) = TaskLayer.Losses(hidden, model.transformer.Words, Score(hidden, extract), ids, labels, weight, padding);
            return (loss.MoveToOuterDisposeScope(), own.MoveToOuterDisposeScope(), language.MoveToOuterDisposeScope());
        }

        private Tensor Score(Tensor hidden, Tensor extract) => TaskLayer.Score(hidden, extract, model.dropout, model.classifiers[task], model._labels[task] is null);
    }
}
