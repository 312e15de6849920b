using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyKit.Training.Logging;

/// <summary>What happened during a training, for charts and for files.</summary>
public sealed class TrainingLog
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly List<LoggedStep> _steps = [];
    private readonly List<LoggedEvaluation> _evaluations = [];
    private readonly List<string> _remarks = [];

    /// <summary>The lines about steps, in order.</summary>
    public IReadOnlyList<LoggedStep> Steps => _steps;

    /// <summary>The evaluations, in order.</summary>
    public IReadOnlyList<LoggedEvaluation> Evaluations => _evaluations;

    /// <summary>What a reader has to know about the run: resumed, stopped early and why.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>One quantity over the steps, for a chart.</summary>
    /// <param name="name">
    /// <c>loss</c>, <c>learning rate</c>, <c>gradient norm</c>, <c>per second</c>, or an evaluation's metric.
    /// </param>
    /// <returns>The steps and the values, of equal length.</returns>
    /// <exception cref="ArgumentException">When the log has no such quantity; names those that it has.</exception>
    public (double[] Steps, double[] Values) Series(string name)
    {
        Func<LoggedStep, double>? pick = name switch
        {
            "loss" => line => line.Loss,
            "learning rate" => line => line.LearningRate,
            "gradient norm" => line => line.GradientNorm,
            "per second" => line => line.PerSecond,
            _ => null,
        };
        if (pick is not null) return ([.. _steps.Select(line => (double)line.Step)], [.. _steps.Select(pick)]);

        LoggedEvaluation[] with = [.. _evaluations.Where(evaluation => evaluation.Metrics.ContainsKey(name))];
        if (with.Length > 0)
        {
            return (
                [.. with.Select(evaluation => (double)evaluation.Step)],
                [.. with.Select(evaluation => evaluation.Metrics[name])]);
        }

        IEnumerable<string> known =
        [
            "loss", "learning rate", "gradient norm", "per second",
            .. _evaluations.SelectMany(evaluation => evaluation.Metrics.Keys).Distinct(),
        ];
        throw new ArgumentException(
            $"name must be one of: {string.Join(", ", known)}. Received '{name}'.", nameof(name));
    }

    /// <summary>
    /// The first step at which the loss, averaged over the last lines of the log, lies below a level: how soon a training
    /// gets somewhere.
    /// </summary>
    /// <param name="level">The level, in the loss's unit.</param>
    /// <param name="memory">How much of the average stays from line to line; with 0.9 it looks back over ten.</param>
    /// <returns>The step; null where the level was not reached.</returns>
    /// <remarks>An exponential average, corrected for its start as Adam's are. Log every step for exact steps.</remarks>
    public long? FirstBelow(double level, double memory = 0.9)
    {
        if (memory is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(memory), memory, "The memory of an average is at least 0 and below 1.");
        }

        double average = 0, weight = 0;
        foreach (LoggedStep line in _steps)
        {
            average = (memory * average) + ((1 - memory) * line.Loss);
            weight = (memory * weight) + 1 - memory;
            if (average / weight < level) return line.Step;
        }

        return null;
    }

    /// <summary>
    /// Writes one JSON object a line; <c>kind</c> is <c>step</c>, <c>evaluation</c> or <c>remark</c>.
    /// </summary>
    /// <param name="writer">Where to.</param>
    public void WriteJsonLines(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (LoggedStep step in _steps)
        {
            writer.Write(JsonSerializer.Serialize(new Line("step", step, null, null), Json) + "\n");
        }

        foreach (LoggedEvaluation evaluation in _evaluations)
        {
            writer.Write(JsonSerializer.Serialize(new Line("evaluation", null, evaluation, null), Json) + "\n");
        }

        foreach (string remark in _remarks)
        {
            writer.Write(JsonSerializer.Serialize(new Line("remark", null, null, remark), Json) + "\n");
        }
    }

    /// <summary>Reads what <see cref="WriteJsonLines"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <exception cref="FormatException">Names the line that is not one of a log.</exception>
    public static TrainingLog ReadJsonLines(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        TrainingLog log = new();
        int number = 0;
        while (reader.ReadLine() is { } text)
        {
            number++;
            if (text.Length == 0) continue;
            try
            {
                Line line = JsonSerializer.Deserialize<Line>(text, Json)!;
                if (line.Step is not null) log.Add(line.Step);
                else if (line.Evaluation is not null) log.Add(line.Evaluation);
                else log.Remark(line.Remark ?? throw new JsonException("no step, evaluation or remark"));
            }
            catch (JsonException problem)
            {
                throw new FormatException($"Line {number} is not a line of a training log: {problem.Message}", problem);
            }
        }

        return log;
    }

    /// <summary>Writes the lines about steps as comma-separated values with a heading.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("step,epoch,loss,learning_rate,gradient_norm,per_second,seconds\n");
        foreach (LoggedStep line in _steps)
        {
            object[] values =
                [line.Step, line.Epoch, line.Loss, line.LearningRate, line.GradientNorm, line.PerSecond, line.Seconds];
            writer.Write(string.Join(
                ',', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))) + "\n");
        }
    }

    internal void Add(LoggedStep step) => _steps.Add(step);

    internal void Add(LoggedEvaluation evaluation) => _evaluations.Add(evaluation);

    internal void Remark(string remark) => _remarks.Add(remark);

    private sealed record Line(string Kind, LoggedStep? Step, LoggedEvaluation? Evaluation, string? Remark);
}
