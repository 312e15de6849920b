namespace StudyKit.Checkpoints;

/// <summary>What fitted and what did not when a file was loaded into a module.</summary>
/// <param name="Path">The file.</param>
/// <param name="Loaded">The module's keys that were filled.</param>
/// <param name="Missing">The module's keys that the file does not have.</param>
/// <param name="Unexpected">The file's keys that the module does not have.</param>
/// <param name="Misshaped">
/// Keys that both have, with differing shapes or kinds of numbers: "key: module [2, 3], file [3, 2]".
/// </param>
public sealed record LoadReport(string Path, IReadOnlyList<string> Loaded,
    IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected, IReadOnlyList<string> Misshaped)
{
    private const int Shown = 10;

    /// <summary>Whether every key found its counterpart.</summary>
    public bool IsComplete => Missing.Count + Unexpected.Count + Misshaped.Count == 0;

    /// <summary>The first ten of each kind, one a line.</summary>
    public override string ToString()
    {
        List<string> lines = [$"{Path}: {Loaded.Count} keys fit the module, {Missing.Count} are missing, " +
            $"{Unexpected.Count} are unexpected, {Misshaped.Count} have another shape."];
        Add("missing in the file", Missing);
        Add("unexpected in the file", Unexpected);
        Add("of another shape", Misshaped);
        return string.Join('\n', lines);

        void Add(string what, IReadOnlyList<string> keys)
        {
            if (keys.Count == 0) return;
            lines.Add($"  {what}:");
            lines.AddRange(keys.Take(Shown).Select(key => $"    {key}"));
            if (keys.Count > Shown) lines.Add($"    … and {keys.Count - Shown} more");
        }
    }
}
