using System.CommandLine;
using StudyKit.Data.Sets;
using StudyKit.Runtime.Diagnosis;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit doctor</c>: what the kit finds on this machine, and what to do about each problem.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        Option<string> output = new("--output")
        {
            Description = "Folder in which reports will be written.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "reports",
        };
        Option<string?> data = new("--data")
        {
            Description = "Folder of data sets; STUDYKIT_DATA or data/cache when absent.",
            HelpName = "DIR",
        };
        Command command = new("doctor", "Look at this machine and say what to do about each problem.") { output, data };
        command.SetAction(parsed => Look(parsed.GetValue(output)!, parsed.GetValue(data), Console.Out));
        return command;
    }

    internal static int Look(string output, string? data, TextWriter writer)
    {
        string folder = data ?? (Environment.GetEnvironmentVariable("STUDYKIT_DATA") is { Length: > 0 } named
            ? named
            : Path.Combine("data", "cache"));
        return Print([.. MachineReport.Collect(output, folder), DataSets(DataRoot.Find(data))], writer);
    }

    /// <summary>Missing data is no problem: quick scale needs none.</summary>
    private static Finding DataSets(DataRoot root)
    {
        ILookup<bool, string> sets = DataCatalog.Default.Sets
            .ToLookup(set => DataStore.IsPresent(set, root), set => set.Name);
        string present = sets[true].Any() ? string.Join(", ", sets[true]) : "none";
        return sets[false].Any()
            ? new Finding(
                "data sets",
                $"{present}; missing: {string.Join(", ", sets[false])}",
                FindingLevel.Note,
                "nothing for quick scale; for study scale `studykit data get <set>`, or name a folder that has them " +
                "with --data or STUDYKIT_DATA.")
            : new Finding("data sets", present);
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
                _ => "PROBLEM",
            };
            writer.WriteLine($"{mark,-8} {finding.Area.PadRight(width)}  {finding.Found}");
            if (finding.Advice is not null)
            {
                writer.WriteLine($"{"",-8} {"".PadRight(width)}  What to do: {finding.Advice}");
            }
        }

        int problems = findings.Count(finding => finding.Level == FindingLevel.Problem);
        writer.WriteLine();
        writer.WriteLine(problems switch
        {
            0 => "Everything that the notebooks need is here.",
            1 => "1 problem.",
            _ => $"{problems} problems.",
        });
        return problems == 0 ? 0 : 1;
    }
}
