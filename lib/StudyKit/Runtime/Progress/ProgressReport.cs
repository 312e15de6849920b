using System.Text;
using StudyKit.Runtime.Display;

namespace StudyKit.Runtime.Progress;

/// <summary>
/// How far a long piece of work has come, at one moment. The same object draws a bar in a notebook and a line in a terminal.
/// </summary>
/// <param name="Label">What is being done, for instance <c>training</c>.</param>
/// <param name="Done">How many units are done.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Unit">What is counted, in the plural: <c>steps</c>.</param>
/// <param name="Values">Named numbers to show beside, such as the loss and the speed.</param>
/// <param name="ElapsedSeconds">Seconds since the start.</param>
/// <param name="LeftSeconds">Seconds that are probably left; null while nobody can tell.</param>
/// <param name="State">Whether it goes on.</param>
/// <param name="Note">A remark for the reader: the estimate beforehand, the reason for stopping.</param>
[TypeFormatterSource(typeof(ProgressFormatters), PreferredMimeTypes = [ProgressFormatters.Json, ProgressFormatters.Html, ProgressFormatters.Text])]
public sealed record ProgressReport(
    string Label,
    long Done,
    long Total,
    string Unit,
    IReadOnlyDictionary<string, double> Values,
    double ElapsedSeconds,
    double? LeftSeconds,
    ProgressState State,
    string? Note = null)
{
    /// <summary>The report as one line of text.</summary>
    public override string ToString()
    {
        StringBuilder line = new();
        line.Append(Label).Append(": ").Append(Readable.Number(Done)).Append('/').Append(Readable.Number(Total)).Append(' ').Append(Unit);
        if (Total > 0) line.Append(" (").Append(100 * Done / Total).Append("%)");
        foreach ((string name, double value) in Values) line.Append(", ").Append(name).Append(' ').Append(Readable.Number(value));
        line.Append(State switch
        {
            ProgressState.Done => $", took {Readable.Duration(ElapsedSeconds)}",
            ProgressState.Stopped => $", stopped after {Readable.Duration(ElapsedSeconds)}",
            _ when LeftSeconds is { } left => $", {Readable.Duration(ElapsedSeconds)} so far, {Readable.Duration(left)} left",
            _ => $", {Readable.Duration(ElapsedSeconds)} so far",
        });
        if (Note is not null) line.Append(". ").Append(Note);
        return line.ToString();
    }
}
