using System.CommandLine;
using System.CommandLine.Parsing;
using StudyKit.Cli.Display;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;
using StudyKit.Notebooks.Export;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit run</c>: runs notebooks, each in a process of its own, and writes a report for each.</summary>
internal static class RunCommand
{
    private const int StoppedByUser = 130;

    private static readonly Argument<string[]> Notebooks = new("notebooks")
    {
        Description = "The notebooks to run, in this order.",
        Arity = ArgumentArity.OneOrMore,
    };
    private static readonly Option<string[]> Parameter = new("--parameter", "-p")
    {
        Description = "A value for a variable of the notebook's parameters cell; may be repeated.",
        HelpName = "name=value",
    };
    private static readonly Option<string?> Scale = new("--scale")
    {
        Description = "Short for -p scale=...: quick (embedded data, minutes), study (real data), paper (for a GPU).",
        HelpName = "quick|study|paper",
    };
    private static readonly Option<string?> Device = new("--device")
    {
        Description = "Short for -p device=...",
        HelpName = "auto|cpu|cuda",
    };
    private static readonly Option<string?> Seed = new("--seed")
    {
        Description = "Short for -p seed=...",
        HelpName = "N",
    };
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "A folder with data sets, searched first.",
        HelpName = "DIR",
    };
    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "Folder for the executed notebooks, their claims and their reports.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "reports",
    };
    private static readonly Option<string?> Timeout = new("--timeout")
    {
        Description = "The longest that one cell may take, such as 90, 90s, 20m or 2h; no limit when absent.",
        HelpName = "TIME",
    };
    private static readonly Option<bool> Resume = new("--resume") { Description = "Skip notebooks that are complete " +
        "with the same inputs and parameters; trainings go on from their checkpoints." };
    private static readonly Option<bool> NoReport = new("--no-report") { Description = "Write no HTML." };

    public static Command Create()
    {
        Command command = new("run", "Run notebooks and write " +
            "their reports.") { Notebooks, Parameter, Scale, Device, Seed, Data, Output, Timeout, Resume, NoReport };
        Parameter.Validators.Add(Validate);
        Timeout.Validators.Add(result => Check(result, text =>
            Durations.TryParse(text, out _), "A time-out is a number with a unit. Expected: 90, 90s, 20m or 2h."));
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        string[] notebooks = parsed.GetRequiredValue(Notebooks);
        IRunDisplay display = RunDisplay.ForThisTerminal();
        using CancellationTokenRegistration told =
            stop.Register(() => Console.Error.WriteLine("Stopping; the running cell has five seconds to end."));
        RunOptions options = Options(parsed);
        IReadOnlyList<NotebookRun> runs =
            await display.ShowAsync(listener => new NotebookRunner(options, listener).RunAllAsync(notebooks, stop));
        if (!parsed.GetValue(NoReport)) WriteReports(runs, options.OutputFolder);
        if (stop.IsCancellationRequested) return StoppedByUser;
        return runs.All(run => run.IsComplete) ? 0 : 1;
    }

    private static RunOptions Options(ParseResult parsed)
    {
        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        foreach ((string name, Option<string?> option) in new[] { ("scale", Scale), ("device", Device), (
            "seed", Seed) })
        {
            if (parsed.GetValue(option) is { } value) parameters[name] = value;
        }

        foreach (string[] pair in (parsed.GetValue(Parameter) ?? []).Select(text => text.Split('=', 2)))
        {
            parameters[pair[0].Trim()] = pair[1];
        }

        return new RunOptions
        {
            Parameters = parameters,
            OutputFolder = parsed.GetRequiredValue(Output),
            CellTimeout =
                parsed.GetValue(Timeout) is { } text && Durations.TryParse(text, out TimeSpan limit) ? limit : null,
            Resume = parsed.GetValue(Resume),
            DataFolder = parsed.GetValue(Data),
        };
    }

    /// <summary>
    /// Also for runs that failed: what was done is worth reading. The path of the last report is the last line.
    /// </summary>
    private static void WriteReports(IEnumerable<NotebookRun> runs, string output)
    {
        string[] executed = [.. runs.Select(run => run.Executed).OfType<string>().Where(File.Exists)];
        List<string> written = [];
        foreach (string notebook in executed)
        {
            Try(() => written.AddRange(Tell(ReportWriter.Write(notebook, trust: true))));
        }

        if (executed.Length > 0) Try(() => Tell(ReportWriter.WriteIndex(output)));
        foreach (string path in written) Console.WriteLine(path);
    }

    private static IEnumerable<string> Tell(WrittenReport? report)
    {
        if (report is null) return [];
        foreach (string warning in report.Warnings) Console.Error.WriteLine($"warning: {warning}");
        return [report.Path];
    }

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or NotebookFormatException)
        {
            Console.Error.WriteLine(error.Message);
        }
    }

    private static void Validate(OptionResult result)
    {
        foreach (Token token in result.Tokens)
        {
            if (token.Value.IndexOf('=') <= 0)
            {
                result.AddError("A parameter has a name and a value. Expected: -p name=value. Received: -p " +
                    $"{token.Value}.");
            }
        }
    }

    private static void Check(OptionResult result, Func<string, bool> holds, string rule)
    {
        if (result.Tokens is [{ } only] && !holds(only.Value)) result.AddError($"{rule} Received: {only.Value}.");
    }
}
