using System.Globalization;
using StudyKit.Runtime;
using StudyKit.Training.Averaging;
using StudyKit.Training.Optimization;
using StudyKit.Training.Schedules;

namespace StudyKit.Training;

/// <summary>How to train. Checked when a trainer is made; all problems are told at once.</summary>
public sealed record TrainingOptions
{
    /// <summary>How many updates to make; give this or <see cref="Epochs"/>.</summary>
    /// <value>Null.</value>
    public long? Steps { get; init; }

    /// <summary>How many times to go through the data; give this or <see cref="Steps"/>.</summary>
    /// <value>Null.</value>
    public int? Epochs { get; init; }

    /// <summary>The learning rate at each step.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>Which optimizer, and its constants.</summary>
    /// <value>Adam with β = (0.9, 0.999), ε = 1e-8, no decay.</value>
    public OptimizerSettings Optimizer { get; init; } = new AdamOptions();

    /// <summary>How many batches add up their gradients before one update (CDial-GPT: 64 of 8 make an effective batch
    /// of 512).</summary>
    /// <value>1</value>
    public int Accumulation { get; init; } = 1;

    /// <summary>The longest gradient allowed; a longer one is shortened to it. Null leaves gradients alone.</summary>
    /// <value>Null.</value>
    public double? ClipNorm { get; init; }

    /// <summary>An average of the weights to keep beside them. Null for none.</summary>
    /// <value>Null.</value>
    public AverageOptions? Average { get; init; }

    /// <summary>Steps between evaluations. 0 evaluates at the end only; null after each epoch.</summary>
    /// <value>0</value>
    public long? EvaluateEvery { get; init; } = 0;

    /// <summary>Steps that go into one line of the log.</summary>
    /// <value>10</value>
    public int LogEvery { get; init; } = 10;

    /// <summary>The seed of what is drawn while training (dropout). The initial weights and the order of the data have
    /// their own.</summary>
    /// <value>0</value>
    public long Seed { get; init; }

    /// <summary>
    /// The file that holds the training's state, so that it can go on after being stopped or killed. Null leaves it to
    /// the
    /// run: under <c>studykit run</c> a training keeps a checkpoint by itself, elsewhere it keeps none.
    /// </summary>
    /// <value>Null.</value>
    public string? CheckpointPath { get; init; }

    /// <summary>Steps between checkpoints; one more is written at the end.</summary>
    /// <value>500</value>
    public long CheckpointEvery { get; init; } = 500;

    /// <summary>
    /// Stops after so many seconds of training, evaluation included. How far that gets depends on the machine, so such
    /// a run
    /// is not repeatable: the log, the result and the progress bar say so.
    /// </summary>
    /// <value>Null, no limit.</value>
    public double? MaxSeconds { get; init; }

    /// <summary>How exactly matrix products are computed.</summary>
    /// <value><see cref="Precision.Full"/></value>
    public Precision Precision { get; init; }

    /// <summary>What the progress bar is called.</summary>
    /// <value><c>training</c></value>
    public string Label { get; init; } = "training";

    /// <summary>What the loss is a mean over, in the plural; names the speed.</summary>
    /// <value><c>tokens</c></value>
    public string Unit { get; init; } = "tokens";

    /// <summary>Throws when something is wrong.</summary>
    /// <exception cref="ArgumentException">One line for each problem.</exception>
    public void Validate()
    {
        string[] problems = [.. Problems()];
        if (problems.Length > 0) throw new ArgumentException($"TrainingOptions cannot be " +
            $"used:\n{string.Join("\n", problems.Select(problem => $"- {problem}"))}");
    }

    /// <summary>What must be the same for a stopped training to go on to the same end.</summary>
    internal Dictionary<string, string> Fingerprint() => new()
    {
        ["schedule"] = Schedule.Name,
        ["optimizer"] = InvariantText.Of(() => Optimizer.ToString()!),
        ["accumulation"] = Accumulation.ToString(CultureInfo.InvariantCulture),
        ["clip norm"] = ClipNorm?.ToString(CultureInfo.InvariantCulture) ?? "none",
        ["average"] = InvariantText.Of(() => Average?.ToString() ?? "none"),
        ["seed"] = Seed.ToString(CultureInfo.InvariantCulture),
        ["precision"] = Precision.ToString(),
    };

    private IEnumerable<string> Problems()
    {
        if (Steps is null == Epochs is null) yield return $"Give either Steps or Epochs. Received Steps " +
            $"{Text(Steps)} and Epochs {Text(Epochs)}.";
        if (Steps < 1) yield return $"Steps must be at least 1. Received {Steps}.";
        if (Epochs < 1) yield return $"Epochs must be at least 1. Received {Epochs}.";
        if (Schedule is null) yield return "Schedule must be given, for instance LearningRates.Constant(1e-3).";
        if (Accumulation < 1) yield return $"Accumulation must be at least 1. Received {Accumulation}.";
        if (ClipNorm is { } norm
            && !(norm > 0)) yield return $"ClipNorm must be more than 0, or null. Received {norm}.";
        if (EvaluateEvery < 0) yield return $"EvaluateEvery must be at least 0, or null. Received {EvaluateEvery}.";
        if (LogEvery < 1) yield return $"LogEvery must be at least 1. Received {LogEvery}.";
        if (CheckpointEvery < 1) yield return $"CheckpointEvery must be at least 1. Received {CheckpointEvery}.";
        if (MaxSeconds is { } seconds && !(seconds > 0)) yield return $"MaxSeconds must be more than 0, or null. " +
            $"Received {seconds}.";
        foreach (string problem in Optimizer?.Problems()
            ?? ["Optimizer must be given, for instance new AdamOptions()."]) yield return problem;
        foreach (string problem in Average?.Problems() ?? []) yield return problem;
    }

    private static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";
}
