using System.CommandLine;
using System.Globalization;
using StudyKit.Cli.Display;
using StudyKit.Notebooks.Execution.Runner;
using StudyKit.Notebooks.Export.Stability;

namespace StudyKit.Cli.Commands;

/// <summary>
/// <c>studykit stability</c>: runs notebooks under several base seeds and tells which verdicts stay the same.
/// </summary>
internal static class StabilityCommand
{
    private static readonly Argument<string[]> Notebooks =
        new("notebooks") { Description = "The notebooks to run.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<long[]> Seeds = new("--seeds")
    {
        Description = "The base seeds. Designs are chosen on seeds from 1000 on; these five are only reported.",
        HelpName = "N",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [1, 11, 21, 31, 41],
    };
    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "Folder for the runs, one folder a seed, and for the table, stability.md. Runs that are there " +
            "already are not made again.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "stability",
    };

    public static Command Create()
    {
        Command command = new("stability", "Run notebooks under several base seeds and compare their verdicts.")
        {
            Notebooks, Seeds, Output,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        string[] notebooks = parsed.GetRequiredValue(Notebooks);
        string output = parsed.GetRequiredValue(Output);
        StabilityTable[] tables =
            [.. notebooks.Select(path => new StabilityTable(Path.GetFileNameWithoutExtension(path)))];
        bool complete = true;
        foreach (long seed in parsed.GetRequiredValue(Seeds))
        {
            string number = seed.ToString(CultureInfo.InvariantCulture);
            RunOptions options = new()
            {
                Parameters = new Dictionary<string, string> { ["seed"] = number, ["scale"] = "quick" },
                OutputFolder = Path.Combine(output, $"seed-{number}"),
                Resume = true,
            };
            using OutputLock turn = OutputLock.Take(options.OutputFolder, $"studykit stability, seed {number}");
            IRunDisplay display = RunDisplay.ForThisTerminal(output: false);
            using CancellationTokenRegistration told = stop.Register(display.Stopping);
            IReadOnlyList<NotebookRun> runs =
                await display.ShowAsync(listener => new NotebookRunner(options, listener).RunAllAsync(notebooks, stop));
            if (stop.IsCancellationRequested) return Boundary.Stopped;
            complete &= runs.All(run => run.IsComplete);
            foreach (StabilityTable table in tables)
            {
                string claims = Path.Combine(options.OutputFolder, $"{table.Name}.claims.json");
                if (File.Exists(claims)) table.Add(number, claims);
            }
        }

        string text = string.Concat(tables.Select(table => table.ToMarkdown()));
        File.WriteAllText(Path.Combine(output, "stability.md"), text);
        Console.WriteLine(text);
        string[] unsettled = [.. tables.SelectMany(table => table.Unsettled)];
        if (unsettled.Length > 0)
        {
            Console.Error.WriteLine($"Central claims without a clear verdict: {string.Join(", ", unsettled)}.");
        }

        return complete && unsettled.Length == 0 ? 0 : 1;
    }
}
