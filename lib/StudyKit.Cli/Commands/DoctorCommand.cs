using System.CommandLine;
using StudyKit.Data.Sets;
using StudyKit.Runtime.Diagnosis;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit doctor</c>: what the kit finds on this machine, and what to do about each problem.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        Option<string> output =
            new("--output")
            {
                Description = "Folder in which reports will be written.",
                HelpName =
            "DIR",
                DefaultValueFactory = _ => "reports"
            };
        Option<string?> data = new("--data")
        {
            Description = "Folder of data sets; STUDYKIT_DATA or data/cache " +
            "when absent.",
            HelpName = "DIR"
        };
        Command command = new("doctor", "Look at this machine and say what to do about each problem.") { output, data };
        command.SetAction(parsed => Look(parsed.GetValue(output)!, parsed.GetValue(data), Console.Out));
        return command;
    }

    internal static int Look(string output, string? data, TextWriter writer)
    {
        // The same folders as data list, and as the notebooks themselves.
        DataRoot root = DataRoot.Find(data);
        return Print([.. MachineReport.Collect(output, root.Target),
            new Finding("looks for data in", string.Join(", ", root.Folders)), DataSets(root),
            .. NotebookData.Notebooks.Select(one => Study(one.Notebook, root))], writer);
    }

    /// <summary>Missing data is no problem: quick scale needs none.</summary>
    private static Finding DataSets(DataRoot root)
    {
        ILookup<bool, string> sets = NotebookData.Sets.ToLookup(set => set.Missing(root).Count == 0, set => set.Name);
        string present = sets[true].Any() ? string.Join(", ", sets[true]) : "none";
        return sets[false].Any()
            ? new Finding("data sets", $"{present}; missing: {string.Join(", ", sets[false])}", FindingLevel.Note,
                "nothing for quick scale; for study scale see below, or name a folder that has them with --data or " +
                "STUDYKIT_DATA.")
            : new Finding("data sets", present);
    }

    /// <summary>Whether a notebook can be run at study scale.</summary>
    private static Finding Study(string notebook, DataRoot root)
    {
        IReadOnlyList<DataNeed> missing = NotebookData.Missing(notebook, root);
        string area = $"{notebook} at study";
        if (missing.Count > 0) return new Finding(area,
            $"not yet, it needs {string.Join(", ", missing.Select(set => set.Name))}", FindingLevel.Note,
            string.Join("; ", missing.Select(set => $"{set.Name}: {set.Advice}")) + ".");
        string[] without = [.. NotebookData.Of(notebook).Where(set =>
            set.Optional && set.Missing(root).Count > 0).Select(set => set.Name)];
        return new Finding(area,
            without.Length == 0 ? "can be run" : $"can be run (without {string.Join(", ", without)}, which it can " +
            $"do without)");
    }

    internal static int Print(IReadOnlyList<Finding> findings, TextWriter writer)
    {
        int width = findings.Max(finding => finding.Area.Length);
        foreach (Finding finding in findings)
        {
            string mark = finding.Level switch
            {
                FindingLevel.Good => "ok",
                FindingLevel.Note => "note",
                _ =>
                "PROBLEM"
            };
            writer.WriteLine($"{mark,-8} {finding.Area.PadRight(width)}  {finding.Found}");
            if (finding.Advice is not null) writer.WriteLine($"{"",-8} {"".PadRight(width)}  What to do: " +
                $"{finding.Advice}");
        }

        int problems = findings.Count(finding => finding.Level == FindingLevel.Problem);
        writer.WriteLine();
        writer.WriteLine(problems switch
        {
            0 => "Everything that the notebooks need is here.",
            1 => "1 problem.",
            _ =>
            $"{problems} problems."
        });
        return problems == 0 ? 0 : 1;
    }
}
