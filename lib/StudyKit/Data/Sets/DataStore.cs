using System.Security.Cryptography;

namespace StudyKit.Data.Sets;

/// <summary>What was found when a file of a data set was looked at.</summary>
public enum FileState
{
    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is there, with the size and SHA-256 of the catalog.</summary>
    Right,

    /// <summary>It is there and is not the catalog's: cut off or altered.</summary>
    Wrong,
}

/// <summary>A file of a data set as found on this machine.</summary>
/// <param name="File">The file.</param>
/// <param name="State">Whether it is there and right.</param>
/// <param name="Path">Where it was found, or would be put.</param>
/// <param name="Received">When wrong: its size and SHA-256 beside those expected, in one sentence.</param>
public sealed record FoundFile(DataFile File, FileState State, string Path, string? Received = null);

/// <summary>Compares the files on this machine with the catalog.</summary>
public static class DataStore
{
    /// <summary>Looks at a set's files in the folders of a root, the first folder that has a file counting.</summary>
    /// <param name="set">The set.</param>
    /// <param name="root">Where to look.</param>
    public static IReadOnlyList<FoundFile> Verify(DataSet set, DataRoot root)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(root);
        return [.. set.Files.Select(
            file => Check(file, root.Locate(file.File) ?? Path.Combine(root.Target, file.File)))];
    }

    /// <summary>True when every file of the set is there; their contents are not read.</summary>
    /// <param name="set">The set.</param>
    /// <param name="root">Where to look.</param>
    public static bool IsPresent(DataSet set, DataRoot root)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(root);
        return set.Files.All(file => root.Locate(file.File) is not null);
    }

    /// <summary>Compares one file with the catalog.</summary>
    /// <param name="file">What it should be.</param>
    /// <param name="path">Where it should be.</param>
    public static FoundFile Check(DataFile file, string path)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!File.Exists(path)) return new FoundFile(file, FileState.Missing, path);
        (long bytes, string sha256) = Measure(path);
        return bytes == file.Bytes && sha256 == file.Sha256
            ? new FoundFile(file, FileState.Right, path)
            : new FoundFile(file, FileState.Wrong, path, Difference(file, bytes, sha256));
    }

    internal static (long Bytes, string Sha256) Measure(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return (stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    internal static string Difference(DataFile file, long bytes, string sha256) =>
        $"expected {file.Bytes} bytes with SHA-256 {file.Sha256}, received {bytes} bytes with SHA-256 {sha256}";
}
