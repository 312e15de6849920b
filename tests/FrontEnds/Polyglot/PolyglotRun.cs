using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.FrontEnds.Polyglot;

/// <summary>One notebook in the real .NET Interactive, whole or to its first figure.</summary>
internal sealed class PolyglotRun
{
    /// <summary>Seconds from the start of the process to the end of the first cell.</summary>
    public double FirstCell { get; private set; }

    /// <summary>How many cells ran.</summary>
    public int Cells { get; private set; }

    /// <summary>How many cells tagged <c>figure</c> showed a picture.</summary>
    public int Figures { get; private set; }

    /// <summary>What is wrong, a line each.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The verdict of each claim.</summary>
    public SortedDictionary<string, string> Verdicts { get; } = new(StringComparer.Ordinal);

    /// <summary>Updates that reached an output, and those that did not.</summary>
    public (int Reached, int Lost) Updates { get; private set; }

    public static async Task<PolyglotRun> RunAsync(string path, bool whole)
    {
        PolyglotRun run = new();
        Stopwatch clock = Stopwatch.StartNew();
        using InteractiveSession session = InteractiveSession.Start(Path.GetDirectoryName(path)!);
        foreach (Cell cell in Notebook.Read(path).Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            IReadOnlyList<InteractiveEvent> events = await session.RunAsync(cell.Source);
            if (run.Cells++ == 0) run.FirstCell = clock.Elapsed.TotalSeconds;
            run.Look(cell, events);
            if (run.Faults.Count > 0 || (!whole && run.Figures > 0)) break;
        }

        run.Updates = (session.Updates, session.LostUpdates);
        if (session.LostUpdates > 0)
        {
            run.Faults.Add($"{session.LostUpdates} updates carry an id that no output has.");
        }

        return run;
    }

    /// <summary>One line for a person.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Cells} cells, {Figures} figures, {Verdicts.Count} verdicts, {Updates.Reached} updates, first cell after " +
        $"{FirstCell:0.0} s{(Faults.Count == 0 ? "" : ". " + string.Join(' ', Faults))}");

    private void Look(Cell cell, IReadOnlyList<InteractiveEvent> events)
    {
        if (events[^1].Type == "CommandFailed" && !cell.HasTag("raises-exception"))
        {
            Faults.Add($"Cell {cell.Id} failed: {(string?)events[^1].Content["message"]}");
            return;
        }

        (string MimeType, string Value)[] shown = [.. events.SelectMany(one => one.Values)];
        foreach (JsonNode claim in shown.Where(one => one.MimeType == "application/vnd.studykit.claim+json")
            .Select(one => JsonNode.Parse(one.Value)!))
        {
            Verdicts[(string)claim["id"]!] = (string)claim["verdict"]!;
        }

        if (!cell.HasTag("figure")) return;
        if (shown.Any(one => one.MimeType == "text/html" && one.Value.Contains("<svg", StringComparison.Ordinal)))
        {
            Figures++;
        }
        else
        {
            Faults.Add($"Cell {cell.Id} is tagged figure and showed none.");
        }
    }
}
