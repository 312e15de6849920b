using System.Security.Cryptography;
using System.Text;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// One number for all that a run's results depend on: the notebook, the files that it loads and references, the
/// parameters.
/// </summary>
internal static class Fingerprint
{
    /// <param name="notebook">The notebook.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="parameters">The values given to this run.</param>
    public static string Of(Notebook notebook, string folder, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(notebook.ToJson()));
        hash.AppendData(Encoding.UTF8.GetBytes(OfParameters(parameters)));
        foreach (string file in Files(notebook, folder)) hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// Eight characters for the parameters alone: the name of the folder in which trainings keep their checkpoints.
    /// </summary>
    public static string OfParameters(IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        string text = string.Join('\n', parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
    }

    private static IEnumerable<string> Files(Notebook notebook, string folder)
    {
        ScriptFiles files = new(folder);
        return notebook.Cells.Where(cell => cell.Kind == CellKind.Code)
            .SelectMany(cell => ScriptDirectives.Files(cell.Source, Path.Combine(folder, "cell"), files))
            .Distinct().Order(StringComparer.Ordinal);
    }
}
