namespace StudyKit.Training.Resuming;

/// <summary>
/// Keeps two checkpoints under one name: the newest and the one before. Whenever the process is killed, at least one of
/// them is whole.
/// </summary>
internal static class CheckpointFile
{
    public static void Write(string path, IReadOnlyList<(string Name, Tensor Value)> tensors, IReadOnlyDictionary<string, string> metadata, bool keepPrevious = true)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string unfinished = full + ".new";
        try
        {
            StateFile.Write(unfinished, tensors, metadata);
        }
        catch (IOException problem)
        {
            File.Delete(unfinished);
            throw new IOException($"The checkpoint {full} could not be written: {problem.Message} The one before is still there. Free some space or choose another CheckpointPath.", problem);
        }

        if (keepPrevious && File.Exists(full)) File.Move(full, Previous(full), overwrite: true);
        File.Move(unfinished, full, overwrite: true);
    }

    /// <summary>The newest checkpoint that is whole; null when there is none at all.</summary>
    /// <exception cref="InvalidDataException">When there are checkpoints and none is whole.</exception>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata)? Read(string path)
    {
        string full = Path.GetFullPath(path);
        InvalidDataException? damaged = null;
        foreach (string file in new[] { full, Previous(full) })
        {
            if (!File.Exists(file)) continue;
            try
            {
                return StateFile.Read(file);
            }
            catch (InvalidDataException problem)
            {
                damaged ??= problem;
            }
        }

        if (damaged is not null) throw new InvalidDataException($"{damaged.Message} Nor is there a whole one before it. Delete it to begin anew.", damaged);
        return null;
    }

    private static string Previous(string path) => path + ".previous";
}
