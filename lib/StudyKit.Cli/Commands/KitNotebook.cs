using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Languages;

namespace StudyKit.Cli.Commands;

/// <summary>
/// A notebook of the kit as the beginning of one's own: a copy without outputs, which runs in any folder.
/// </summary>
internal static class KitNotebook
{
    private const string Setup = "#load \"setup.csx\"";

    /// <param name="from">Its number, as 01, or its file.</param>
    /// <param name="target">Where the copy will lie.</param>
    /// <param name="chinese">Whether its text is to be Chinese.</param>
    /// <exception cref="FileNotFoundException">There is no such notebook.</exception>
    public static Notebook Copy(string from, string target, bool chinese)
    {
        string path = Find(from) ?? throw new FileNotFoundException("--from takes a notebook's file, or the number " +
            "of one of the kit's where its folder notebooks/ lies above this one. Expected: 01 to 07, or a path. " +
            $"Received: {from}.");
        Notebook notebook = Notebook.Read(path);
        foreach (Cell cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            cell.SetOutputs([]);
            cell.ExecutionCount = null;
            // The kit's own session has its library without it, and the file lies in the kit's folder only.
            string folder = Path.GetDirectoryName(Path.GetFullPath(target))!;
            if (!File.Exists(Path.Combine(folder, "setup.csx")))
            {
                cell.Source = cell.Source.Replace(Setup + "\n", "", StringComparison.Ordinal);
            }
        }

        if (chinese) ChineseNotebook.Translate(notebook, path);
        return notebook;
    }

    private static string? Find(string from)
    {
        if (File.Exists(from)) return from;
        foreach (string start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
            {
                string folder = Path.Combine(at.FullName, "notebooks");
                if (from.Length != 2 || !Directory.Exists(folder)) continue;
                if (Directory.EnumerateFiles(folder, $"{from}-*.ipynb").FirstOrDefault() is { } found) return found;
            }
        }

        return null;
    }
}
