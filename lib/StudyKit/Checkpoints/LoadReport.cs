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

    /// <summary>
    /// Tensors of the file that were not read, since torch has no such type here: "key: F8_E4M3".
    /// </summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>The file's keys without the prefix that was asked for.</summary>
    public IReadOnlyList<string> PassedOver { get; init; } = [];

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
        Add("skipped, of a type that torch has not", Skipped);
        // Where nothing fits, what the file has says which model it is of.
        if (Loaded.Count == 0) Add("passed over, without the prefix asked for", PassedOver);
        if (Loaded.Count == 0 && Unexpected.Count + Misshaped.Count + Skipped.Count + PassedOver.Count == 0)
        {
            lines.Insert(1, "  The file has no tensor that could fit.");
        }

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
