using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Live.State;
using StudyKit.Notebooks.Export;
using StudyKit.Tests.Live.State;

namespace StudyKit.Tests.Live.Rendering;

/// <summary>What is shown live and what a report of the same notebook shows is the same markup.</summary>
public sealed class SameMarkupTests
{
    [Fact]
    public async Task The_page_a_window_that_saw_it_run_and_the_report_are_the_same()
    {
        await using DeskFixture fixture = await DeskFixture.StartAsync(
            ("title", "# A small reading\n\nWith $a^2$ and [a link](#what-it-shows).", []),
            ("usings", "using StudyKit.Charts;\nusing StudyKit.Papers;\nusing StudyKit.Runtime.Progress;",
                ["hide-input"]),
            ("p", "string scale = \"quick\"; // how much\nint heads = 4;", ["parameters"]),
            ("text", "## What it shows · 结果", []),
            ("figure", "Figure.Line(\"Loss\").X(\"step\").Y(\"loss\").Series(\"m\", [0.0, 1], [heads, 1.0])" +
                ".Caption(\"c\")", ["figure"]),
            ("claim", "new Claim(\"a.b\", \"It ends low.\", \"§1\").IsAtMost(1.0 / heads, 1, \"loss\")", []),
            ("bar", "using (var bar = new ProgressBar(\"steps\", 2)) { bar.Report(1); bar.Finish(); }", []),
            ("print", "Console.WriteLine(\"<b>plain</b>\");\n" +
                "Console.Error.WriteLine(\"\\u001b[31mred\\u001b[0m\");\nheads", []),
            ("wrong", "throw new InvalidOperationException(\"as it should\");", ["raises-exception"]));
        (Replica seen, Listener window) = await fixture.OpenAsync();
        await fixture.RunAsync(window, "all");
        string page = await fixture.Desk.PageAsync();
        fixture.Desk.Hear(window, new() { ["type"] = "export" });
        string path = Path.ChangeExtension(fixture.Copy.Target, ".html");
        for (int i = 0; i < 500 && !File.Exists(path); i++) await Task.Delay(20);
        string report = await File.ReadAllTextAsync(path);

        // What is loaded and what is written: all of the text, the first screen and the claims.
        IDocument live = Parse(page), offline = Parse(report);
        foreach (string part in new[] { "header.masthead", "nav.contents", "main" })
        {
            Assert.Equal(Html(offline.QuerySelector(part)!), Html(live.QuerySelector(part)!));
        }

        // What came piece by piece to a window that was open.
        for (int i = 0; i < 500 && seen.Last < Replica.Of(page).Last; i++) await Task.Delay(20);
        Assert.Equal(Replica.Of(page).ToString(), seen.ToString());
        Assert.Contains("red", seen.ToString(), StringComparison.Ordinal);
        string masthead = (string)fixture.Heard.Last(one => (string?)one["type"] == "outcome")["masthead"]!;
        Assert.Equal(
            Html(offline.QuerySelector("header.masthead .outcome")!), Html(Parse(masthead).QuerySelector(".outcome")!));
        Assert.Equal(WrittenHeads(offline), WrittenHeads(live));
    }

    [Fact]
    public async Task The_pages_policy_is_the_reports_but_for_its_own_server()
    {
        await using DeskFixture fixture = await DeskFixture.StartAsync(("a", "1 + 1", []));
        string policy = Parse(await fixture.Desk.PageAsync())
            .QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.EndsWith(
            $"base-uri 'none'; form-action 'none'; connect-src ws://127.0.0.1:{fixture.Port}; frame-src 'self'", policy,
            StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        string others = policy.Replace("ws://127.0.0.1", "", StringComparison.Ordinal);
        Assert.DoesNotContain("http", others, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exported_report_has_nothing_of_the_server()
    {
        await using DeskFixture fixture = await DeskFixture.StartAsync(("a", "1 + 1", []));
        (_, Listener window) = await fixture.OpenAsync();
        await fixture.RunAsync(window, "all");
        fixture.Desk.Hear(window, new() { ["type"] = "save" });
        bool IsWritten() => new FileInfo(fixture.Copy.Target) is { Exists: true, Length: > 0 };
        for (int i = 0; i < 500 && !IsWritten(); i++) await Task.Delay(20);
        string html = await File.ReadAllTextAsync(ReportWriter.Write(fixture.Copy.Target).Path);
        Assert.DoesNotContain("live-bar", html, StringComparison.Ordinal);
        Assert.DoesNotContain("ws://", html, StringComparison.Ordinal);
    }

    private static string WrittenHeads(IDocument page) =>
        string.Join('\n', page.QuerySelectorAll("details.source > summary").Select(one => one.TextContent));

    private static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    /// <summary>The marks between outputs are comments, which nobody sees; the seconds go on until the report is
    /// written.</summary>
    private static string Html(IElement part) =>
        string.Join(' ', part.OuterHtml.Replace("<!--output-->", "", StringComparison.Ordinal).Split((char[]?)null,
            StringSplitOptions.RemoveEmptyEntries)).Replace("> <", "><", StringComparison.Ordinal);
}
