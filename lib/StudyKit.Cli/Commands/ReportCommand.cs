using System.CommandLine;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;

namespace StudyKit.Cli.Commands;

/// <summary>
/// <c>studykit report</c>: writes reports of notebooks that were already run, without running them again.
/// </summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Argument<string[]> inputs = new("notebooks")
        {
            Description = "Executed notebooks, or folders of them.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> output = new("--output")
        {
            Description = "Folder for the reports; beside each notebook when absent.",
            HelpName = "DIR",
        };
        Option<string?> figures = new("--figures")
        {
            Description = "Folder for the figures as SVG files, one a figure: notebook.cell.svg.",
            HelpName = "DIR",
        };
        Option<bool> trust = new("--trust") { Description = "Show scripts of outputs also where the notebook was not " +
            "run on this machine." };
        Command command = new(
            "report",
            "Write the reports of executed notebooks without running them.") { inputs, output, figures, trust };
        command.SetAction(parsed =>
            Write(parsed.GetValue(inputs)!, parsed.GetValue(output), parsed.GetValue(figures), parsed.GetValue(trust)));
        return command;
    }

    private static int Write(string[] inputs, string? output, string? figures, bool trust)
    {
        try
        {
            foreach (string input in inputs)
            {
                if (Directory.Exists(input)) WriteFolder(input, output, trust);
                else Tell(ReportWriter.Write(input, output, trust));
                if (figures is not null) WriteFigures(input, figures);
            }

            return 0;
        }
        catch (Exception error) when (error is IOException or NotebookFormatException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static void WriteFolder(string folder, string? output, bool trust)
    {
        string[] notebooks = [.. Directory.EnumerateFiles(folder, "*.ipynb").Order(StringComparer.Ordinal)];
        if (notebooks.Length == 0)
        {
            throw new IOException($"There is no notebook in {folder}. Run one first: studykit run <notebook> " +
                $"--output {folder}");
        }

        foreach (string notebook in notebooks) Tell(ReportWriter.Write(notebook, output, trust));
        Tell(ReportWriter.WriteIndex(folder, output)!);
    }

    private static void WriteFigures(string input, string folder)
    {
        string[] notebooks = Directory.Exists(input)
            ? [.. Directory.EnumerateFiles(input, "*.ipynb").Order(StringComparer.Ordinal)]
            : [input];
        foreach (string notebook in notebooks)
        {
            foreach (string path in FigureFiles.Write(notebook, folder)) Console.WriteLine(path);
        }
    }

    private static void Tell(WrittenReport report)
    {
        foreach (string warning in report.Warnings) Console.Error.WriteLine($"warning: {warning}");
        Console.WriteLine(report.Path);
    }
}
