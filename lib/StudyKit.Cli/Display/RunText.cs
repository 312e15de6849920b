using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Execution;
using StudyKit.Notebooks.Execution.Runner;
using StudyKit.Notebooks.Export.Elements;

namespace StudyKit.Cli.Display;

/// <summary>The sentences about a run, the same for every way of showing it.</summary>
internal static class RunText
{
    public const string Stopping = "Stopping: the running cell has five seconds to end.";
    private const int ShownOutput = 40;

    public static string Started(NotebookStarted start)
    {
        string parameters = string.Join(", ", start.Parameters.Select(one => $"{one.Key} = {one.Value}"));
        return $"{start.Notebook}: " +
            $"{Quantity.Count(start.Cells, "cell")}{(parameters.Length > 0 ? $", {parameters}" : "")}";
    }

    /// <summary>
    /// What a display, an update or the session's own work says about progress; null for everything else.
    /// </summary>
    public static string? Progress(SessionEvent said) => said switch
    {
        DisplayEvent shown => ReportElements.LiveText(shown.Data),
        UpdateEvent shown => ReportElements.LiveText(shown.Data),
        ProgressEvent { Done: false } own => $"{own.Task}, {Quantity.Duration(own.Elapsed)}",
        ProgressEvent own => $"{own.Task}: done in {Quantity.Duration(own.Elapsed)}",
        _ => null,
    };

    public static string Ended(NotebookRun run)
    {
        string name = Path.GetFileName(run.Source);
        return run.Status switch
        {
            RunStatus.Succeeded => $"{name}: done in {Quantity.Duration(run.Elapsed)}.",
            RunStatus.Resumed => $"{name}: complete already with the same inputs and parameters; not run again.",
            RunStatus.Failed => $"{name}: failed after {Quantity.Duration(run.Elapsed)}.",
            RunStatus.TimedOut => $"{name}: a cell ran out of time after {Quantity.Duration(run.Elapsed)}.",
            RunStatus.Died => $"{name}: its process ended after {Quantity.Duration(run.Elapsed)}.",
            RunStatus.NotWritten =>
                $"{name}: ended after {Quantity.Duration(run.Elapsed)}, since its outcome could not be written.",
            RunStatus.Interrupted => $"{name}: stopped after {Quantity.Duration(run.Elapsed)}.",
            _ => $"{name}: not run.",
        };
    }

    /// <summary>
    /// The failing cell with its lines numbered, what it had written, and the trimmed stack; or the one sentence there
    /// is.
    /// </summary>
    public static string Failure(NotebookRun run) => TerminalText.Of(Written(run));

    private static string Written(NotebookRun run)
    {
        if (run.Failure is not { } cell) return run.Message;

        StringBuilder text = new();
        text.Append(cell.CellName).Append(" (id ").Append(cell.CellId).Append("):\n");
        string[] lines = cell.Source.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            text.Append(i + 1 == cell.Line ? " > " : "   ")
                .Append((i + 1).ToString().PadLeft(3)).Append(" | ").Append(lines[i].TrimEnd('\r')).Append('\n');
        }

        if (cell.Output.Length > 0)
        {
            string[] output = cell.Output.TrimEnd('\n').Split('\n');
            if (run.Status == RunStatus.Died) output = [.. output.Where(line => !IsForeignFrame(line))];
            text.Append("It had written:\n");
            if (output.Length > ShownOutput) text.Append($"   ... {output.Length - ShownOutput} lines before\n");
            foreach (string line in output.TakeLast(ShownOutput)) text.Append("   ").Append(line).Append('\n');
        }

        if (!cell.Traceback.Any(line => line.Contains(run.Message, StringComparison.Ordinal)))
        {
            text.Append(run.Message).Append('\n');
        }

        return text.Append(string.Join('\n', cell.Traceback)).ToString();
    }

    /// <summary>
    /// A line of the stack that .NET writes when it ends a process, unless it names a line of the reader's cell.
    /// </summary>
    private static bool IsForeignFrame(string line)
    {
        string frame = line.TrimStart();
        bool isOfCell = frame.StartsWith("at Submission#", StringComparison.Ordinal)
            && frame.Contains(":line ", StringComparison.Ordinal);
        return frame.StartsWith("--- End of stack trace", StringComparison.Ordinal)
            || (frame.StartsWith("at ", StringComparison.Ordinal) && !isOfCell);
    }
}
