using StudyKit.Tests.Support;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.FrontEnds.Polyglot;

/// <summary>The kit in the real .NET Interactive, which VS Code's Polyglot Notebooks start.</summary>
public sealed class PolyglotTests
{
    private const string Setup = "#load \"setup.csx\"\nusing StudyKit.Runtime.Progress;";

    [PolyglotFact]
    public async Task A_notebook_reaches_its_first_figure()
    {
        string path = SolutionFolder.File("notebooks", "01-transformer.ipynb");
        PolyglotRun run = await PolyglotRun.RunAsync(path, whole: false);
        Assert.Empty(run.Faults);
        Assert.Equal(1, run.Figures);
    }

    [PolyglotFact]
    public async Task A_bar_moves_where_it_was_shown()
    {
        using InteractiveSession session = InteractiveSession.Start(SolutionFolder.File("notebooks"));
        Assert.Equal("CommandSucceeded", (await session.RunAsync(Setup))[^1].Type);
        IReadOnlyList<InteractiveEvent> events = await session.RunAsync(
            "var bar = new ProgressBar(\"training\", 3);\n" +
            "for (int i = 1; i <= 3; i++) { await Task.Delay(700); bar.Report(i); }\nbar.Finish();");
        Assert.Equal("CommandSucceeded", events[^1].Type);
        InteractiveEvent shown = Assert.Single(events, one => one.Type == "DisplayedValueProduced");
        InteractiveEvent[] updates = [.. events.Where(one => one.Type == "DisplayedValueUpdated")];
        Assert.True(updates.Length >= 2, $"{updates.Length} updates");
        Assert.All(updates, update => Assert.Equal(shown.Id, update.Id));
        Assert.Contains(updates[^1].Values, one => one.MimeType == "text/html"
            && one.Value.Contains("3/3", StringComparison.Ordinal));
        Assert.Equal(0, session.LostUpdates);
    }
}
