using StudyKit.Checkpoints;

namespace StudyKit.Training.Resuming;

/// <summary>
/// Keeps two checkpoints under one name: the newest and the one before. Whenever the process is killed, at least one of
/// them is whole. Both are safetensors files.
/// </summary>
internal static class CheckpointFile
{
    /// <summary>Writes a checkpoint; the newest becomes the one before.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">What it holds.</param>
    /// <param name="metadata">Texts that go into its header.</param>
    /// <param name="keepPrevious">False replaces the newest at once.</param>
    /// <exception cref="IOException">The system refuses; what was there before still is.</exception>
    public static void Write(
        string path,
        IReadOnlyList<(string Name, Tensor Value)> tensors,
        IReadOnlyDictionary<string, string> metadata,
        bool keepPrevious = true)
    {
        string full = Path.GetFullPath(path), unfinished = full + ".new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            SafetensorsWriter.WriteNew(
                unfinished, full, tensors.Select(tensor => KeyValuePair.Create(tensor.Name, tensor.Value)), metadata);
            if (keepPrevious && File.Exists(full)) File.Move(full, Previous(full), overwrite: true);
            File.Move(unfinished, full, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            SafetensorsWriter.TryDelete(unfinished);
            throw new IOException(
                $"The checkpoint {full} could not be written: {problem.Message} The one before is still there. " +
                "Free some space or choose another CheckpointPath.", problem);
        }
    }

    /// <summary>The newest checkpoint that is whole; null when there is none at all. The caller disposes it.</summary>
    /// <exception cref="InvalidDataException">When there are checkpoints and none is whole.</exception>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata)? Read(string path)
    {
        string full = Path.GetFullPath(path);
        CheckpointException? damaged = null;
        foreach (string file in new[] { full, Previous(full) })
        {
            if (!File.Exists(file)) continue;
            try
            {
                return ReadWhole(file);
            }
            catch (CheckpointException problem)
            {
                damaged ??= problem;
            }
        }

        if (damaged is null) return null;
        throw new InvalidDataException(
            $"The checkpoint {full} is damaged: {damaged.Message} Nor is there a whole one before it. " +
            "Delete it to begin anew.", damaged);
    }

    private static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) ReadWhole(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Dictionary<string, Tensor> tensors = [];
        try
        {
            foreach (SafetensorsEntry entry in file.Entries) tensors.Add(entry.Key, file.Read(entry.Key));
        }
        catch
        {
            foreach (Tensor tensor in tensors.Values) tensor.Dispose();
            throw;
        }

        return (tensors, new(file.Metadata));
    }

    private static string Previous(string path) => path + ".previous";
}
