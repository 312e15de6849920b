using System.CommandLine;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit list</c>: the notebooks of a folder with their titles, papers, scales and minutes.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        Argument<string> folder = new(
            "folder")
        { Description = "The folder with the notebooks.", DefaultValueFactory = _ => "notebooks" };
        Command command = new("list", "List the notebooks with their papers, scales and minutes.") { folder };
        command.SetAction(parsed => List(parsed.GetRequiredValue(folder)));
        return command;
    }

    private static int List(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"There is no folder {folder}. Call studykit list from the repository's root, or " +
                "name the folder: studykit list <folder>.");
            return 1;
        }

        string[] files = [.. Directory.EnumerateFiles(folder, "*.ipynb").Order(StringComparer.Ordinal)];
        if (files.Length == 0) Console.WriteLine($"There is no notebook in {folder}: it has no file *.ipynb.");
        bool all = true;
        foreach (string file in files) all &= Boundary.Try(() => Tell(file));
        return all ? 0 : 1;
    }

    private static void Tell(string file)
    {
        NotebookSummary notebook = NotebookSummary.Read(file);
        Console.WriteLine(file);
        Console.WriteLine($"    {notebook.Title}{(notebook.Paper.Length > 0 ? $" ({notebook.Paper})" : "")}");
        if (notebook.Minutes.Count > 0)
        {
            IEnumerable<string> scales = notebook.Minutes.Select(scale => $"{scale.Key} {scale.Value:0.#} min");
            Console.WriteLine($"    scales: {string.Join(", ", scales)}");
        }

        if (notebook.Parameters.Count > 0)
        {
            IEnumerable<string> parameters = notebook.Parameters.Select(one => $"{one.Key} = {one.Value}");
            Console.WriteLine($"    parameters: {string.Join(", ", parameters)}");
        }
    }
}
