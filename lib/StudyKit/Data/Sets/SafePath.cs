namespace StudyKit.Data.Sets;

/// <summary>Paths that a catalog names, below a data folder: none leads out of it, neither by its parts nor by a
/// link.</summary>
internal static class SafePath
{
    /// <summary>Whether a path names something below a folder: relative, with no empty part and no <c>.</c> or
    /// <c>..</c>.</summary>
    public static bool IsBelow(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains(':', StringComparison.Ordinal)
            && !path.Contains('\0', StringComparison.Ordinal)
        && path.Split('/', '\\').All(part => part is not ("" or "." or ".."));

    /// <summary>The full path.</summary>
    /// <param name="folder">The data folder; may itself be a link.</param>
    /// <param name="path">The path below it.</param>
    /// <exception cref="InvalidDataException">It leads out of the folder.</exception>
    public static string Below(string folder, string path)
    {
        if (!IsBelow(path)) throw new InvalidDataException($"A path of a data set lies below the data folder, " +
            $"without '..'. Received '{path}'. Nothing was written.");
        string root = Path.GetFullPath(folder);
        string at = root;
        foreach (string part in path.Split('/', '\\'))
        {
            at = Path.Combine(at, part);
            FileSystemInfo info = Directory.Exists(at) ? new DirectoryInfo(at) : new FileInfo(at);
            if (info.LinkTarget is null) continue;
            string target = info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? "";
            if (!(target + Path.DirectorySeparatorChar).StartsWith(RealPath(root) + Path.DirectorySeparatorChar,
                StringComparison.Ordinal))
            {
                throw new InvalidDataException($"A path of a data set lies below the data folder. '{path}' leaves " +
                    $"{root} by the link {at} to {target}. Nothing was written; take the link away or choose " +
                    $"another folder with --data.");
            }
        }

        return Path.Combine(root, path.Replace('\\', '/'));
    }

    private static string RealPath(string folder) =>
        new DirectoryInfo(folder) is { LinkTarget: not null } link && link.ResolveLinkTarget(returnFinalTarget: true)
            is { } target ? target.FullName : folder;
}
