namespace StudyKit.Live.Names;

/// <summary>A cell as it was run last.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Names">The names of the text that ran.</param>
/// <param name="Run">Its number in the order of running; null when it was not run.</param>
/// <param name="IsEdited">Whether its text is another now.</param>
internal sealed record CellThatRan(string Id, CellNames Names, int? Run, bool IsEdited);

/// <summary>Which cells show what is no longer so: their text has changed, or something that they read has.</summary>
internal static class Staleness
{
    /// <param name="cells">All cells, in the order of the page.</param>
    /// <returns>Why, for each cell that is stale.</returns>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<CellThatRan> cells)
    {
        Dictionary<string, string> stale = new(StringComparer.Ordinal);
        CellThatRan[] ran = [.. cells.Where(cell => cell.Run is not null).OrderBy(cell => cell.Run)];
        // Whoever a cell reads from has run before it, so its answer is there already.
        foreach (CellThatRan cell in ran)
        {
            if (cell.IsEdited) stale[cell.Id] = "Its text has changed since it ran.";
            else if (Reason(cell, ran, stale) is { } reason) stale[cell.Id] = reason;
        }

        return stale;
    }

    /// <summary>The cells that read what a cell defines, and those that read from them, in the order of the
    /// page.</summary>
    public static IReadOnlyList<string> Dependents(string id, IReadOnlyList<(string Id, CellNames Names)> cells)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        List<string> found = [];
        foreach ((string other, CellNames own) in cells.SkipWhile(cell => cell.Id != id))
        {
            if (other != id && !own.Uses.Overlaps(names)) continue;
            if (other != id) found.Add(other);
            names.UnionWith(own.Defines);
        }

        return found;
    }

    private static string? Reason(
        CellThatRan cell, IReadOnlyList<CellThatRan> ran, Dictionary<string, string> stale)
    {
        foreach (string name in cell.Names.Uses.Order(StringComparer.Ordinal))
        {
            CellThatRan? newest = ran.LastOrDefault(one => one != cell && one.Names.Defines.Contains(name));
            if (newest?.Run > cell.Run) return $"{name} has been set anew since it ran.";
            CellThatRan? read = ran.LastOrDefault(one => one.Run < cell.Run && one.Names.Defines.Contains(name));
            if (read is not null && stale.ContainsKey(read.Id)) return $"The cell that sets {name} has to run again.";
        }

        return null;
    }
}
