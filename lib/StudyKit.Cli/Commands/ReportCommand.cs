using System.CommandLine;
using StudyKit.Cli.Display;
using StudyKit.Notebooks.Export;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit report</c>: writes reports of notebooks that were already run, without running them
/// again.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Argument<string[]> inputs =
            new("notebooks")
            {
                Description = "Executed notebooks, or folders of them.",
                Arity =
            ArgumentArity.OneOrMore
            };
        Option<string?> output = new("--output")
        {
            Description = "Folder for the reports; beside each notebook " +
            "when absent.",
            HelpName = "DIR"
        };
        Option<string?> figures = new("--figures")
        {
            Description = "Folder for the figures as SVG files, one a " +
            "figure: notebook.cell.svg.",
            HelpName = "DIR"
        };
        Option<bool> trust = new("--trust")
        {
            Description = "Show scripts of outputs also where the notebook was not run on this machine.",
        };
        Option<string[]> notes = NotesOption.Create();
        Command command = new("report", "Write the reports of executed notebooks without running them.") { inputs,
            output, figures, trust, notes };
        command.SetAction(parsed =>
        {
            string[] given = parsed.GetValue(inputs)!;
            return Write(given, parsed.GetValue(output), parsed.GetValue(figures), parsed.GetValue(trust),
                NotesOption.Read(parsed, notes, given.SelectMany(In)));
        });
        return command;
    }

    /// <summary>A notebook that cannot be read stops no other; the exit code tells.</summary>
    private static int Write(
        string[] inputs, string? output, string? figures, bool trust, IReadOnlyList<ReportNotes> notes)
    {
        bool all = true;
        foreach (string input in inputs)
        {
            string[] notebooks = In(input);
            if (notebooks.Length == 0)
            {
                Console.Error.WriteLine($"There is no notebook in {input}. Run one first: studykit run <notebook> " +
                    $"--output {input}");
                all = false;
            }

            foreach (string notebook in notebooks)
            {
                all &= Boundary.Try(() => Tell(ReportWriter.Write(notebook, output, trust, notes: notes)));
            }

            if (Directory.Exists(input) && notebooks.Length > 0)
            {
                all &= Boundary.Try(() => Tell(ReportWriter.WriteIndex(input, output)!));
            }

            if (figures is null) continue;
            foreach (string notebook in notebooks) all &= Boundary.Try(() => WriteFigures(notebook, figures));
        }

        return all ? 0 : 1;
    }

    /// <summary>A notebook, or those of a folder.</summary>
    private static string[] In(string input) =>
        Directory.Exists(input) ? [.. ReportWriter.Notebooks(input)] : [input];

    private static void WriteFigures(string notebook, string folder)
    {
        foreach (string path in FigureFiles.Write(notebook, folder)) Console.WriteLine(path);
    }

    private static void Tell(WrittenReport report) => Console.WriteLine(ReportText.Tell(report));
}
