using System.CommandLine;
using System.Diagnostics;
using StudyKit.Contracts;
using StudyKit.Data.Cleaning;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit clean</c>: cleans a file of raw dialogues with the kit's rules and reports what each
/// did.</summary>
internal static class CleanCommand
{
    public static Command Create()
    {
        Argument<FileInfo> input =
            new("raw") { Description = "Raw dialogues, one JSON array of texts a line (UTF-8)." };
        Option<FileInfo> output =
            new("--output") { Description = "The file to write.", HelpName = "FILE", Required = true };
        Option<FileInfo?> report = new("--report")
        {
            Description = "Write a page with counts and samples of each " +
            "rule; it opens without a network.",
            HelpName = "HTML"
        };
        Option<FileInfo?> sensitive = new("--sensitive")
        {
            Description = "A list of words, one a line, instead of " +
            "the kit's.",
            HelpName = "FILE"
        };
        Option<bool> simplify = new("--simplify") { Description = "Write traditional characters in simplified form." };
        Option<int> most = new("--generic-limit")
        {
            Description =
            "How often the same reply may stand in the corpus; 0 for as often as it likes.",
            DefaultValueFactory = _ =>
            1000
        };
        Option<int> threads =
            new("--threads")
            {
                Description = "Threads; the output is the same with any number.",
                DefaultValueFactory =
            _ => Environment.ProcessorCount
            };
        Option<bool> resume = new("--resume") { Description = "Go on where an earlier run was stopped." };
        Option<bool> overwrite = new("--overwrite") { Description = "Replace an output file that is there." };
        AtLeast(most, 0);
        AtLeast(threads, 1);
        Command command = new("clean", "Clean raw dialogues.") { input, output, report, sensitive, simplify, most,
            threads, resume, overwrite };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(
            parsed.GetValue(input)!,
            parsed.GetValue(output)!,
            parsed.GetValue(report),
            parsed.GetValue(overwrite),
            new DialogueCleaner(CleaningPipeline.Default(parsed.GetValue(simplify),
                parsed.GetValue(sensitive) is { } list ? WordList.Read(list.FullName) : null), parsed.GetValue(most)),
            new CleaningOptions { Threads = parsed.GetValue(threads), Resume = parsed.GetValue(resume) },
            cancellation)));
        return command;
    }

    private static void AtLeast(Option<int> option, int least) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ } only] && int.TryParse(only.Value, out int number)
            && number < least) result.AddError($"{option.Name} is a whole number. Expected: at least {least}. " +
            $"Received: {only.Value}.");
    });

    private static int Run(FileInfo input, FileInfo output, FileInfo? report, bool overwrite, DialogueCleaner cleaner,
        CleaningOptions options, CancellationToken cancellation)
    {
        try
        {
            if (input.FullName == output.FullName) throw new ArgumentException("The output must not be the raw " +
                "file itself. Choose another name.");
            if (output.Exists && !overwrite) throw new ArgumentException($"{output} is there already and would be " +
                $"replaced. Choose another --output, or say --overwrite.");
            if (report is { Exists: true }
                && !overwrite) throw new ArgumentException($"{report} is there already and " +
                "would be replaced. Choose another --report, or say --overwrite.");
            output.Directory!.Create();
            long started = Stopwatch.GetTimestamp();
            CleaningCounts counts = cleaner.Clean(input.ToString(), output.FullName, options, cancellation);
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine($"{counts.Lines:N0} lines: {counts.Empty:N0} empty, {counts.InvalidUtf8:N0} no UTF-8, " +
                $"{counts.LoneSurrogates:N0} with half a surrogate pair, {counts.NoDialogue:N0} no JSON array " +
                "of texts, " +
                $"{counts.Dialogues:N0} dialogues.");
            Console.WriteLine($"{"rule",-18}{"changed",12}{"dropped",12}{"dialogues left",16}");
            foreach (RuleCounts rule in counts.Rules)
            {
                Console.WriteLine($"{rule.Name,-18}{rule.Changed,12:N0}{rule.Dropped,12:N0}{rule.DialoguesLeft,16:N0}");
            }

            Console.WriteLine($"Of {counts.Dialogues:N0} dialogues {counts.DialoguesGone:N0} went whole; the " +
                "others left " +
                $"{counts.Kept:N0} pieces with {counts.KeptUtterances:N0} utterances, in " +
                $"{Quantity.Duration(seconds)}.");
            if (report is not null) CleaningPage.Write(report.FullName, input.Name, counts, cleaner);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped. With --resume the same command goes on from here.");
            return Boundary.Stopped;
        }
    }
}
