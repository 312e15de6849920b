namespace StudyKit.Tests.Support;

/// <summary>
/// The folder with real data sets, for tests that need them: the one named by STUDYKIT_DATA. Without it such a test is
/// skipped, and says so.
/// </summary>
public static class RealData
{
    private static readonly string? s_root = Environment.GetEnvironmentVariable("STUDYKIT_DATA");

    /// <summary>The full path of a file below the data folder. Where it is missing, the test is skipped.</summary>
    /// <param name="parts">For instance "multi30k", "train.de.gz".</param>
    public static string Find(params string[] parts)
    {
        string path = Path.Combine([s_root ?? "", .. parts]);
        Assert.SkipUnless(
            !string.IsNullOrEmpty(s_root) && File.Exists(path),
            $"{Path.Combine(parts)} is needed and the folder named by STUDYKIT_DATA ('{s_root}') does not hold it.");
        return path;
    }

    /// <summary>The lines of a gzip file.</summary>
    public static string[] ReadGzipLines(string path)
    {
        using StreamReader reader = new(new System.IO.Compression.GZipStream(
            File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
