namespace StudyKit.Tests.Support;

/// <summary>
/// The folder with real data sets, for tests that need them: the one named by STUDYKIT_DATA. Without it such a test
/// says so and ends.
/// </summary>
public static class RealData
{
    private static readonly string? s_root = Environment.GetEnvironmentVariable("STUDYKIT_DATA");

    /// <summary>True when the file is there; else says on the test's console what was left out.</summary>
    /// <param name="path">The file's full path when true.</param>
    /// <param name="parts">The file below the data folder, for instance "multi30k", "train.de.gz".</param>
    public static bool TryFind(out string path, params string[] parts)
    {
        path = Path.Combine([s_root ?? "", .. parts]);
        if (!string.IsNullOrEmpty(s_root) && File.Exists(path)) return true;
        Console.WriteLine($"Left out: {Path.Combine(parts)} is needed and the folder named by STUDYKIT_DATA " +
            $"('{s_root}') does not hold it.");
        return false;
    }

    /// <summary>The lines of a gzip file.</summary>
    public static string[] ReadGzipLines(string path)
    {
        using StreamReader reader = new(new System.IO.Compression.GZipStream(
            File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
