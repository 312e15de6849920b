using System.Globalization;
using StudyKit.Training.Averaging;
using StudyKit.Training.Logging;
using StudyKit.Training.Optimization;

namespace StudyKit.Training.Resuming;

/// <summary>
/// All that a training is: weights, buffers, the optimizer's memory, the average, libtorch's generator, the place in the
/// data and the log. Restored on the same processor, it goes on with the same bits.
/// </summary>
internal sealed class TrainingCheckpoint(nn.Module module, IOptimizer optimizer, WeightAverage? average, IReadOnlyDictionary<string, string> fingerprint)
{
    private const string Format = "studykit-training-1";

    public void Save(string path, TrainingState state)
    {
        using DisposeScope scope = NewDisposeScope();
        StringWriter log = new(CultureInfo.InvariantCulture);
        state.Log.WriteJsonLines(log);
        Dictionary<string, string> metadata = new()
        {
            ["format"] = Format,
            ["step"] = state.Step.ToString(),
            ["epoch"] = state.Epoch.ToString(),
            ["batch"] = state.Batch.ToString(),
            ["seconds"] = state.Seconds.ToString("R"),
            ["updates"] = optimizer.Steps.ToString(),
            ["averaged"] = (average?.Count ?? 0).ToString(),
            ["log"] = log.ToString(),
        };
        foreach ((string name, string value) in fingerprint) metadata[$"run.{name}"] = value;
        CheckpointFile.Write(path, Tensors(), metadata);
    }

    /// <summary>Restores the newest whole checkpoint; null when there is none.</summary>
    /// <exception cref="InvalidDataException">When it is damaged or belongs to another training.</exception>
    public TrainingState? Load(string path)
    {
        if (CheckpointFile.Read(path) is not var (tensors, metadata)) return null;
        try
        {
            RequireSameRun(path, metadata);
            Restore(path, tensors);
            optimizer.Steps = Number("updates");
            if (average is not null) average.Count = Number("averaged");
            TrainingState state = new()
            {
                Seconds = double.Parse(metadata["seconds"]),
                Log = TrainingLog.ReadJsonLines(new StringReader(metadata["log"])),
            };
            state.MoveTo(Number("step"), (int)Number("epoch"), (int)Number("batch"));
            return state;
        }
        finally
        {
            foreach (Tensor tensor in tensors.Values) tensor.Dispose();
        }

        long Number(string name) => long.Parse(metadata[name]);
    }

    private List<(string Name, Tensor Value)> Tensors()
    {
        List<(string, Tensor)> all = [.. module.state_dict().Select(entry => ($"model.{entry.Key}", entry.Value))];
        foreach ((string name, Tensor flat) in optimizer.State) AddSlices($"optimizer.{name}", flat);
        if (average is not null) AddSlices("average", average.Values);
        all.Add(("generator", get_rng_state()));
        return all;

        void AddSlices(string prefix, Tensor flat)
        {
            foreach (ParameterSlice slice in optimizer.Parameters.Slices) all.Add(($"{prefix}.{slice.Name}", FlatParameters.View(flat, slice)));
        }
    }

    private void Restore(string path, Dictionary<string, Tensor> tensors)
    {
        using (no_grad())
        using (NewDisposeScope())
        {
            List<(string Name, Tensor Value)> targets = Tensors();
            string[] wrong = [.. targets.Where(target => !tensors.TryGetValue(target.Name, out Tensor? found) || !found.shape.SequenceEqual(target.Value.shape)).Select(target => target.Name)];
            if (wrong.Length > 0)
            {
                throw new InvalidDataException($"The checkpoint {path} does not fit this module: {string.Join(", ", wrong.Take(10))} {(wrong.Length > 10 ? $"and {wrong.Length - 10} more are" : "are")} missing or of another shape.");
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
        if (metadata.GetValueOrDefault("format") != Format) throw new InvalidDataException($"{path} is no checkpoint of a training ({Format}). Choose another CheckpointPath.");
        string[] different = [.. fingerprint.Where(entry => metadata.GetValueOrDefault($"run.{entry.Key}") != entry.Value)
            .Select(entry => $"- {entry.Key}: there '{metadata.GetValueOrDefault($"run.{entry.Key}")}', here '{entry.Value}'")];
        if (different.Length > 0)
        {
            throw new InvalidDataException($"The checkpoint {path} was written by another training:\n{string.Join("\n", different)}\nTrain as then, choose another CheckpointPath, or delete the file to begin anew.");
        }
    }
}
