using System.Reflection;
using System.Text.Json;
using StudyKit.Contracts;
using StudyKit.Runtime;
using StudyKit.Runtime.Progress;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Runtime;

// In the torch collection because the display seam is one per process.
[Collection(TorchCollection.Name)]
public sealed class ProgressTests : IDisposable
{
    private readonly Func<object, Action<object>>? _before = NotebookDisplay.Show;
    private readonly List<ProgressReport> _shown = [];
    private readonly ManualTime _time = new();

    public ProgressTests() => NotebookDisplay.Show = value =>
    {
        _shown.Add((ProgressReport)value);
        return next => _shown.Add((ProgressReport)next);
    };

    public void Dispose() => NotebookDisplay.Show = _before;

    [Fact]
    public void Updates_are_throttled_and_the_end_is_always_shown()
    {
        using ProgressBar bar = new("training", 100, time: _time);
        for (int step = 1; step <= 100; step++)
        {
            _time.Advance(0.01);
            bar.Report(step, new Dictionary<string, double> { ["loss"] = 5.0 / step });
        }

        bar.Finish();
        // One second, a report every 0.4 s: the empty bar, 0.4, 0.8 and the end.
        Assert.Equal([0, 40, 80, 100], _shown.Select(report => report.Done));
        Assert.Equal(ProgressState.Done, _shown[^1].State);
        Assert.Equal(0.2, _shown[2].LeftSeconds!.Value, 6);
    }

    [Fact]
    public void Resumed_work_counts_only_its_own_speed()
    {
        using ProgressBar bar = new("training", 100, alreadyDone: 60, time: _time);
        _time.Advance(2);
        bar.Report(80);
        Assert.Equal(2.0, bar.Last.LeftSeconds!.Value, 6);
    }

    [Fact]
    public void An_abandoned_bar_says_that_it_stopped()
    {
        using (ProgressBar bar = new("training", 10, time: _time)) bar.Report(3);
        Assert.Equal(ProgressState.Stopped, _shown[^1].State);
        Assert.Equal(3, _shown[^1].Done);
    }

    [Fact]
    public void A_report_reads_well_as_one_line()
    {
        ProgressReport report = Sample();
        Assert.Equal(
            "training: 1,200/10,000 steps (12%), loss 3.21, tokens/s 8,123, 12 s so far, 1 min 28 s left",
            report.ToString());
        Assert.Equal(
            "training: 1,200/10,000 steps (12%), loss 3.21, tokens/s 8,123, stopped after 12 s. The time budget " +
            "is used up.",
            (report with { State = ProgressState.Stopped, Note = "The time budget is used up." }).ToString());
    }

    [Fact]
    public void A_front_end_finds_the_formatters_by_convention()
    {
        ProgressReport report = Sample() with { Label = "a<b" };
        object attribute = report.GetType().GetCustomAttributes()
            .Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        object made = Activator.CreateInstance(source)!;
        var formatters = (IEnumerable<object>)source.GetMethod("CreateTypeFormatters")!.Invoke(made, null)!;
        Dictionary<string, string> bundle = formatters.ToDictionary(
            f => (string)f.GetType().GetProperty("MimeType")!.GetValue(f)!,
            f =>
            {
                StringWriter text = new();
                Assert.True((bool)f.GetType().GetMethod("Format")!.Invoke(f, [report, text])!);
                return text.ToString();
            });

        JsonElement json = JsonDocument.Parse(bundle["application/vnd.studykit.progress+json"]).RootElement;
        Assert.Equal(1200, json.GetProperty("done").GetInt64());
        Assert.Equal(3.21, json.GetProperty("values").GetProperty("loss").GetDouble());
        Assert.Equal(88, json.GetProperty("left_s").GetDouble());
        Assert.Equal("running", json.GetProperty("state").GetString());
        Assert.Contains("a&lt;b", bundle["text/html"]);
        Assert.Contains("value=\"1200\" max=\"10000\"", bundle["text/html"]);
        Assert.Equal(report.ToString(), bundle["text/plain"]);
    }

    private static ProgressReport Sample() => new(
        "training", 1200, 10000, "steps", new Dictionary<string, double> { ["loss"] = 3.21, ["tokens/s"] = 8123 }, 12.3,
        88, ProgressState.Running);
}
