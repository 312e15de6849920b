namespace StudyKit.Data.Sets;

/// <summary>
/// The folders that data sets are looked for in, the first one first: the one given (<c>--data</c>, a notebook's
/// <c>dataRoot</c>), the one named by the environment variable STUDYKIT_DATA, and the repository's data/cache.
/// </summary>
public sealed class DataRoot
{
    /// <summary>The environment variable that names a folder with data sets.</summary>
    public const string Variable = "STUDYKIT_DATA";

    private DataRoot(IReadOnlyList<string> folders, string target) => (Folders, Target) = (folders, target);

    /// <summary>The folders, as full paths. They need not exist.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>
    /// Where <c>studykit data get</c> puts what it downloads: the folder given, else the repository's data/cache.
    /// </summary>
    public string Target { get; }

    /// <summary>Puts the list of folders together.</summary>
    /// <param name="given">A folder to look in first; null or empty when none was given.</param>
    public static DataRoot Find(string? given = null) =>
        Find(given, Environment.GetEnvironmentVariable(Variable), Environment.CurrentDirectory);

    internal static DataRoot Find(string? given, string? variable, string workingFolder)
    {
        string cache = CacheFolder(workingFolder);
        string[] folders = [.. new[] { given, variable, cache }.Where(folder => !string.IsNullOrWhiteSpace(folder))
            .Select(folder => Path.GetFullPath(folder!, workingFolder)).Distinct()];
        return new DataRoot(folders, string.IsNullOrWhiteSpace(given) ? cache : folders[0]);
    }

    /// <summary>The full path of a file in the first folder that has it, or null.</summary>
    /// <param name="file">
    /// The file below a data folder, with forward slashes, for instance "multi30k/train.de.gz".
    /// </param>
    public string? Locate(string file) =>
        Folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    /// <summary>The full path of a data set's file.</summary>
    /// <param name="set">The set's name in the catalog.</param>
    /// <param name="file">The file below a data folder.</param>
    /// <exception cref="MissingDataException">
    /// When no folder has it; the message says which command gets it, and its licence.
    /// </exception>
    public string Require(string set, string file) =>
        Locate(file) ?? throw new MissingDataException(DataCatalog.Default[set], file, Folders);

    /// <summary>The full path of a file that no command fetches, such as the tasks of GLUE.</summary>
    /// <param name="file">The file below a data folder.</param>
    /// <exception cref="FileNotFoundException">
    /// No folder has it; the message says where the source of each set is told.
    /// </exception>
    public string Require(string file) => Locate(file) ?? throw new FileNotFoundException(
        $"{file} is needed below a data folder, and none of {string.Join(", ", Folders)} has it. Name a folder that " +
        $"has it with --data or {Variable}; notebooks/README.md, under \"Data\", says where each set comes from.",
        file);

    private static string CacheFolder(string workingFolder)
    {
        foreach (string start in new[] { workingFolder, AppContext.BaseDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "data", "catalog.json")))
                {
                    return Path.Combine(folder.FullName, "data", "cache");
                }
            }
        }

        return Path.Combine(workingFolder, "data", "cache");
    }
}
