using System.Globalization;
using System.Text.Json;
using StudyKit.Training.Averaging;
using StudyKit.Training.Logging;
using StudyKit.Training.Optimization;

namespace StudyKit.Training.Resuming;

/// <summary>
/// All that a training is: weights, buffers, the optimizer's memory, the average, libtorch's generator on the processor
/// (a card's is seeded anew at each step, <see cref="CardGenerator"/>), the place in the data and the log. Restored on
/// the same processor, it goes on with the same bits.
/// </summary>
internal sealed class TrainingCheckpoint(nn.Module module, IOptimizer optimizer, WeightAverage? average,
    IReadOnlyDictionary<string, string> fingerprint)
{
    private const string Format = "studykit-training-1";
    private const string Record = "record.";

    /// <summary>Writes all that the training is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="state">Where the training stands. When it has ended, what only further steps need is left
    /// out.</param>
    /// <param name="keepPrevious">Whether the checkpoint before stays beside it.</param>
    public void Save(string path, TrainingState state, bool keepPrevious = true)
    {
        using DisposeScope scope = NewDisposeScope();
        StringWriter log = new(CultureInfo.InvariantCulture);
        state.Log.WriteJsonLines(log);
        Dictionary<string, string> metadata = new()
        {
            ["format"] = Format,
            ["step"] = Text(state.Step),
            ["epoch"] = Text(state.Epoch),
            ["batch"] = Text(state.Batch),
            ["seconds"] = Text(state.Seconds),
            ["updates"] = Text(optimizer.Steps),
            ["averaged"] = Text(average?.Count ?? 0),
            ["log"] = log.ToString(),
            ["window"] = state.Window.ToString(),
            ["records"] = state.Records.NumbersToText(),
        };
        if (state.End is { } end)
        {
            metadata["ended"] = "yes";
            if (end.Stop is not null) metadata["stop"] = end.Stop;
            if (end.Estimate is { } estimate) metadata["estimate"] = Text(estimate);
        }

        foreach ((string name, string value) in fingerprint) metadata[$"run.{name}"] = value;
        List<(string, Tensor)> tensors = Tensors(forFurtherSteps: state.End is null);
        tensors.AddRange(state.Records.AllTensors().Select(one =>
            (string.Create(CultureInfo.InvariantCulture, $"{Record}{one.Number:D9}.{one.Name}"), one.Value)));
        CheckpointFile.Write(path, tensors, metadata, keepPrevious);
    }

    /// <summary>Restores the newest whole checkpoint; null when there is none. Nothing is changed before all of it was
    /// read.</summary>
    /// <exception cref="InvalidDataException">When it is damaged or belongs to another training.</exception>
    public TrainingState? Load(string path)
    {
        if (CheckpointFile.Read(path) is not var (tensors, metadata)) return null;
        try
        {
            RequireSameRun(path, metadata);
            TrainingState state = StateOf(path, metadata);
            Restore(path, tensors, forFurtherSteps: state.End is null);
            optimizer.Steps = long.Parse(metadata["updates"], CultureInfo.InvariantCulture);
            if (average is not null) average.Count = long.Parse(metadata["averaged"], CultureInfo.InvariantCulture);
            foreach (string name in tensors.Keys.Where(name =>
                name.StartsWith(Record, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                state.Records.Add(name[(Record.Length + 10)..], tensors[name]);
            }

            return state;
        }
        finally
        {
            foreach (Tensor tensor in tensors.Values) tensor.Dispose();
        }
    }

    private static TrainingState StateOf(string path, Dictionary<string, string> metadata)
    {
        try
        {
            // Files of version 0.4 and before have no window, records or end.
            TrainingState state = new()
            {
                Seconds = double.Parse(metadata["seconds"], CultureInfo.InvariantCulture),
                Log = TrainingLog.ReadJsonLines(new StringReader(metadata["log"])),
                Window = metadata.TryGetValue("window", out string? window) ? LogWindow.Parse(window) : new(),
                Records = metadata.TryGetValue("records", out string? records) ? TrainingRecords.Parse(records) : new(),
            };
            state.MoveTo(Number("step"), (int)Number("epoch"), (int)Number("batch"));
            _ = (Number("updates"), Number("averaged"));
            if (metadata.ContainsKey("ended")) state.End =
                new(metadata.GetValueOrDefault("stop"),
                metadata.TryGetValue("estimate", out string? estimate)
                ? double.Parse(estimate, CultureInfo.InvariantCulture) : null);
            return state;
        }
        catch (Exception problem)
            when (problem is FormatException or OverflowException or KeyNotFoundException or JsonException)
        {
            throw new InvalidDataException($"The checkpoint {path} is damaged: {problem.Message}", problem);
        }

        long Number(string name) => long.Parse(metadata[name], CultureInfo.InvariantCulture);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private List<(string Name, Tensor Value)> Tensors(bool forFurtherSteps)
    {
        List<(string, Tensor)> all = [.. module.state_dict().Select(entry => ($"model.{entry.Key}", entry.Value))];
        if (forFurtherSteps)
        {
            foreach ((string name, Tensor flat) in optimizer.State) AddSlices($"optimizer.{name}", flat);
        }

        if (average is not null) AddSlices("average", average.Values);
        all.Add(("generator", get_rng_state()));
        return all;

        void AddSlices(string prefix, Tensor flat)
        {
            foreach (ParameterSlice slice in optimizer.Parameters.Slices) all.Add(($"{prefix}.{slice.Name}",
                FlatParameters.View(flat, slice)));
        }
    }

    private void Restore(string path, Dictionary<string, Tensor> tensors, bool forFurtherSteps)
    {
        using (no_grad())
        using (NewDisposeScope())
        {
            List<(string Name, Tensor Value)> targets = Tensors(forFurtherSteps);
            string[] wrong = [.. targets.Where(target =>
                !tensors.TryGetValue(target.Name, out Tensor? found)
                || !found.shape.SequenceEqual(target.Value.shape)).Select(target => target.Name)];
            if (wrong.Length > 0)
            {
                throw new InvalidDataException($"The checkpoint {path} does not fit this module: " +
                    $"{string.Join(", ", wrong.Take(10))} " +
                    $"{(wrong.Length > 10 ? $"and {wrong.Length - 10} more are" : "are")} missing or of " +
                    $"another shape.");
            }

            foreach ((string name, Tensor value) in targets)
            {
                if (name == "generator") set_rng_state(tensors[name]);
                else value.copy_(tensors[name]);
            }
        }
    }

    private void RequireSameRun(string path, Dictionary<string, string> metadata)
    {
        if (metadata.GetValueOrDefault("format") != Format)
        {
            throw new InvalidDataException($"{path} is no checkpoint of a training ({Format}). Choose another " +
                "CheckpointPath.");
        }

        string[] different = [.. fingerprint.Where(entry =>
            metadata.GetValueOrDefault($"run.{entry.Key}") != entry.Value)
            .Select(entry => $"- {entry.Key}: there '{metadata.GetValueOrDefault($"run.{entry.Key}")}', here " +
                $"'{entry.Value}'")];
        if (different.Length > 0)
        {
            throw new InvalidDataException($"The checkpoint {path} was written by another " +
                $"training:\n{string.Join("\n", different)}\nTrain as then, choose another CheckpointPath, or " +
                $"delete the file to begin anew.");
        }
    }
}
