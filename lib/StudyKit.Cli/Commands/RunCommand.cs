using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using StudyKit.Cli.Display;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;
using StudyKit.Notebooks.Export;
using StudyKit.Notebooks.Export.Languages;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit run</c>: runs notebooks, each in a process of its own, and writes a report for each.</summary>
internal static class RunCommand
{
    private static readonly Argument<string[]> Notebooks =
        new("notebooks") { Description = "The notebooks to run, in this order.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string[]> Parameter = ParameterOption();
    private static readonly Option<string?> Scale = new("--scale")
    {
        Description = "Short for -p scale=...: quick " +
        "(embedded data, minutes), study (real data), paper (for a GPU).",
        HelpName = "quick|study|paper"
    };
    private static readonly Option<string?> Device =
        new("--device") { Description = "Short for -p device=...", HelpName = "auto|cpu|cuda" };
    private static readonly Option<string?> Seed =
        new("--seed") { Description = "Short for -p seed=...", HelpName = "N" };
    private static readonly Option<string?> Data =
        new("--data") { Description = "A folder with data sets, searched first.", HelpName = "DIR" };
    private static readonly Option<string> Output =
        new("--output", "-o")
        {
            Description = "Folder for the executed notebooks, their claims and their reports.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "reports"
        };
    private static readonly Option<string?> Timeout = new("--timeout")
    {
        Description = "The longest that one cell " +
        "may take, such as 90, 90s, 20m or 2h; no limit when absent.",
        HelpName = "TIME"
    };
    private static readonly Option<bool> Resume =
        new("--resume")
        {
            Description = "Skip notebooks that are complete with the same inputs and parameters; " +
        "trainings go on from their checkpoints."
        };
    private static readonly Option<bool> AllowUnknown =
        new("--allow-unknown")
        {
            Description = "Leave out a parameter that a notebook does not have, with a " +
        "warning, instead of stopping."
        };
    private static readonly Option<bool> Offline = new("--offline")
    {
        Description = "Ask no server: #r \"nuget: " +
        "...\" takes what is in the cache and is refused otherwise."
    };
    private static readonly Option<bool> ShowOutput =
        new("--show-output") { Description = "Show what cells write to the console while they run." };
    private static readonly Option<string> Language = new("--language")
    {
        Description = "In which language the report opens; zh writes the executed notebook in Chinese, too.",
        HelpName = "en|zh",
        DefaultValueFactory = _ => "en",
    };
    private static readonly Option<string[]> Notes = NotesOption.Create();
    private static readonly Option<bool> NoReport = new("--no-report") { Description = "Write no HTML." };

    /// <summary>The option by which a value is given to a variable of a notebook.</summary>
    public static Option<string[]> ParameterOption()
    {
        Option<string[]> option = new("--parameter", "-p")
        {
            Description = "A value for a variable of the notebook's parameters cell; may be repeated.",
            HelpName = "name=value",
        };
        option.Validators.Add(Validate);
        return option;
    }

    /// <summary>The values that were given.</summary>
    public static Dictionary<string, string> Parameters(ParseResult parsed, Option<string[]> option) =>
        (parsed.GetValue(option) ?? []).Select(text => text.Split('=', 2))
            .GroupBy(pair => pair[0].Trim()).ToDictionary(one => one.Key, one => one.Last()[1], StringComparer.Ordinal);

    public static Command Create()
    {
        Command command = new("run", "Run notebooks and write their reports.") { Notebooks, Parameter, Scale, Device,
            Seed, Data, Output, Timeout, Resume, AllowUnknown, Offline, ShowOutput, NoReport, Language, Notes };
        Timeout.Validators.Add(result =>
            Check(result, text => Durations.TryParse(text, out _), "--timeout is a number with a unit. Expected: " +
            "90, 90s, 20m or 2h."));
        Scale.Validators.Add(result =>
            Check(result, text => text is "quick" or "study" or "paper", "--scale takes one of its three values. " +
            "Expected: quick, study or paper."));
        Seed.Validators.Add(result =>
            Check(result, text =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "--seed is a whole number. Expected: --seed 1."));
        Language.Validators.Add(result =>
            Check(result, text => text is "en" or "zh", "--language takes one of its two values. Expected: en or zh."));
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        string[] notebooks = parsed.GetRequiredValue(Notebooks);
        RunOptions options = Options(parsed);
        // A file that cannot be read is told before the run, not after it.
        ReportNotes[] notes = NotesOption.Read(parsed, Notes, notebooks);
        if (parsed.GetValue(Language) == "zh") notebooks.ToList().ForEach(ChineseNotebook.Require);
        string[] problems = [.. new NotebookRunner(options, _ => { }).Problems(notebooks)];
        if (problems.Length > 0)
        {
            foreach (string problem in problems) Console.Error.WriteLine(problem);
            Console.Error.WriteLine("Nothing was run.");
            return 1;
        }

        using OutputLock turn = OutputLock.Take(options.OutputFolder, $"studykit run {string.Join(' ', notebooks)}");
        ProcessTree.Adopt();
        IRunDisplay display = RunDisplay.ForThisTerminal(parsed.GetValue(ShowOutput));
        using CancellationTokenRegistration told = stop.Register(display.Stopping);
        IReadOnlyList<NotebookRun> runs =
            await display.ShowAsync(listener => new NotebookRunner(options, listener).RunAllAsync(notebooks, stop));
        // Orphans of a notebook's process that was killed came to this one.
        ProcessTree.EndDescendants();
        bool chinese = parsed.GetValue(Language) == "zh";
        if (chinese) foreach (string executed in Executed(runs)) WriteChinese(executed);
        bool written = parsed.GetValue(NoReport)
            || WriteReports(runs, options.OutputFolder, chinese ? "zh" : null, notes);
        if (stop.IsCancellationRequested) return Boundary.Stopped;
        return written && runs.All(run => run.IsComplete) ? 0 : 1;
    }

    private static RunOptions Options(ParseResult parsed)
    {
        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        foreach ((string name, Option<string?> option) in new[] { ("scale", Scale), ("device", Device),
            ("seed", Seed) })
        {
            if (parsed.GetValue(option) is { } value) parameters[name] = value;
        }

        foreach ((string name, string value) in Parameters(parsed, Parameter)) parameters[name] = value;
        return new RunOptions
        {
            Parameters = parameters,
            OutputFolder = parsed.GetRequiredValue(Output),
            CellTimeout = parsed.GetValue(Timeout) is { } text && Durations.TryParse(text, out TimeSpan limit) ? limit
                : null,
            Resume = parsed.GetValue(Resume),
            DataFolder = parsed.GetValue(Data),
            AllowUnknownParameters = parsed.GetValue(AllowUnknown),
            Offline = parsed.GetValue(Offline),
        };
    }

    /// <summary>Also for runs that failed: what was done is worth reading. The path of the last report is the last
    /// line.</summary>
    /// <returns>Whether all of them could be written.</returns>
    private static bool WriteReports(
        IEnumerable<NotebookRun> runs, string output, string? language, IReadOnlyList<ReportNotes> notes)
    {
        bool all = true;
        string[] executed = [.. Executed(runs)];
        List<string> written = [];
        foreach (string notebook in executed)
        {
            all &= Boundary.Try(() => written.Add(ReportText.Tell(
                ReportWriter.Write(notebook, trust: true, language: language, notes: notes))!));
        }

        if (executed.Length > 0)
        {
            all &= Boundary.Try(() => ReportText.Tell(ReportWriter.WriteIndex(output, language: language)));
        }

        foreach (string path in written) Console.WriteLine(path);
        return all;
    }

    private static IEnumerable<string> Executed(IEnumerable<NotebookRun> runs) =>
        runs.Select(run => run.Executed).OfType<string>().Where(File.Exists);

    /// <summary>The executed notebook in Chinese, beside it as <c>name.zh.ipynb</c>.</summary>
    private static void WriteChinese(string executed)
    {
        Notebook notebook = Notebook.Read(executed);
        ChineseNotebook.Translate(notebook, executed);
        NotebookSignature.Sign(notebook);
        notebook.Write(Path.ChangeExtension(executed, ".zh.ipynb"));
    }

    private static void Validate(OptionResult result)
    {
        foreach (Token token in result.Tokens)
        {
            if (token.Value.IndexOf('=') <= 0) result.AddError($"A parameter has a name and a value. Expected: -p " +
                $"name=value. Received: -p {token.Value}.");
        }
    }

    /// <summary>Refuses a value that breaks a rule.</summary>
    public static void Check(OptionResult result, Func<string, bool> holds, string rule)
    {
        if (result.Tokens is [{ } only] && !holds(only.Value)) result.AddError($"{rule} Received: {only.Value}.");
    }
}
