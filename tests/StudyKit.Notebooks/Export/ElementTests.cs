using System.Text.Json.Nodes;
using AngleSharp.Dom;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Notebooks.Export.Elements;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>What every kind of element brings, and that it may stand on a page as often as a notebook likes.</summary>
public sealed class ElementTests
{
    private const string Chart =
        """{"data":[{"type":"scatter","name":"ours","y":[3,1,2]}],"layout":{"title":"Loss"}}""";

    private static readonly Dictionary<string, string> Samples = new()
    {
        ["claims"] = """{"id":"a.b","statement":"It holds.","verdict":"supported","measured":"3"}""",
        ["progress"] = """{"label":"training","done":5,"total":10,"unit":"steps","elapsed_s":125,"state":"stopped"}""",
        ["figures"] = Chart,
        ["attention"] = SampleAttention.Small().ToJson(),
        ["frames"] = """{"name":"d_k","frames":["1","2"]}""",
        ["model"] = """{"names":[],"models":[]}""",
    };

    public static TheoryData<string> Names => [.. ReportElements.All.Select(element => element.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_element_has_a_style_sheet_a_static_form_and_a_text(string name)
    {
        ReportElement element = ReportElements.All.Single(one => one.Name == name);
        Assert.True(Samples.ContainsKey(name), $"This test has no sample of {name}: add one.");
        Assert.NotEmpty(Resource.Text($"{name}.css"));
        if (element.HasScript) Assert.NotEmpty(Resource.Text($"{name}.js"));
        MimeBundle bundle = new() { { element.MimeType, Samples[name] }, { MimeTypes.Plain, "in words" } };
        PageContext page = new();
        Assert.NotEmpty(ReportElements.Html(bundle, Cell.Create(CellKind.Code, "c", ""), page)!);
        Assert.Equal([element], page.Elements);
        Assert.Equal("in words", element.Text(JsonNode.Parse(Samples[name])!, bundle));
    }

    [Fact]
    public void Names_and_types_are_each_registered_once()
    {
        Assert.Equal(ReportElements.All.Count, ReportElements.All.Select(element => element.Name).Distinct().Count());
        Assert.Equal(
            ReportElements.All.Count, ReportElements.All.Select(element => element.MimeType).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_element_may_stand_on_a_page_several_times(string name)
    {
        ReportElement element = ReportElements.All.Single(one => one.Name == name);
        IDocument page = Page([.. Enumerable.Range(0, 3).Select(_ => (element.MimeType, Samples[name]))]);
        string[] ids = [.. page.QuerySelectorAll("[id]").Select(one => one.Id!)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        IElement[] outputs = [.. page.QuerySelectorAll(".outputs").SelectMany(one => one.Children)];
        Assert.Equal(3, outputs.Length);
        string script = element.HasScript ? Resource.Text($"{name}.js") : "";
        Assert.Equal(
            element.HasScript ? 1 : 0,
            page.QuerySelectorAll("script").Count(one => one.TextContent == script && script.Length > 0));
    }

    [Fact]
    public void Each_chart_of_a_page_has_data_of_its_own()
    {
        IDocument page = Page(
            (MimeTypes.Plotly, Chart), (MimeTypes.Plotly, Chart.Replace("ours", "theirs", StringComparison.Ordinal)));
        Assert.Equal(["0", "1"], page.QuerySelectorAll("[data-figure]").Select(one => one.GetAttribute("data-figure")));
        Assert.Contains("ours", page.GetElementById("figure-0")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("theirs", page.GetElementById("figure-1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Attention_is_drawn_from_its_numbers_and_takes_nothing_of_its_HTML()
    {
        IElement cell = OneCell.Output(new DisplayOutput(new MimeBundle
        {
            { MimeTypes.Html, "<script>alert(1)</script><p>not mine</p>" },
            { MimeTypes.Attention, SampleAttention.Small().ToJson() },
        }, [])).Cell;
        Assert.DoesNotContain("not mine", cell.TextContent, StringComparison.Ordinal);
        Assert.Empty(cell.QuerySelectorAll("script"));
        Assert.Equal("0", cell.QuerySelector(".sk-attention")!.GetAttribute("data-attention"));
        Assert.Equal(2, cell.QuerySelectorAll(".figure-static svg").Length);
        Assert.Contains("Heads <learn>", cell.QuerySelector("svg text")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "Received 0 sentences and 0 layers")]
    [InlineData("""{"layers":[{"heads":1}],"sentences":[{"texts":[["a"]]}]}""", "Received 1 in sentence 1")]
    public void Attention_that_cannot_be_shown_is_a_sentence_and_a_warning(string json, string message)
    {
        (IElement cell, IReadOnlyList<string> warnings) = OneCell.Output(MimeTypes.Attention, json);
        Assert.Contains(message, cell.QuerySelector("p.missing")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(warnings, warning => warning.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_terminal_shows_what_changes_while_a_cell_runs_and_nothing_else()
    {
        Assert.Equal("in words", ReportElements.LiveText(
            new MimeBundle { { MimeTypes.Progress, Samples["progress"] }, { MimeTypes.Plain, "in words" } }));
        Assert.Equal(
            "training: 5/10 steps (50%), stopped after 2 min 5 s",
            ReportElements.LiveText(new MimeBundle { { MimeTypes.Progress, Samples["progress"] } }));
        Assert.Null(ReportElements.LiveText(new MimeBundle { { MimeTypes.Claim, Samples["claims"] } }));
        Assert.Null(ReportElements.LiveText(new MimeBundle { { MimeTypes.Plain, "text" } }));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("false")]
    public void A_progress_that_is_no_object_is_shown_by_its_words(string json) =>
        Assert.Null(ReportElements.Html(
            new MimeBundle { { MimeTypes.Progress, json }, { MimeTypes.Plain, "words" } },
            Cell.Create(CellKind.Code, "c", ""),
            new PageContext()));

    private static IDocument Page(params (string MimeType, string Json)[] outputs) =>
        OneCell.Output([.. outputs.Select(one =>
            new DisplayOutput(new MimeBundle { { one.MimeType, one.Json } }, []))]).Cell.Owner!;
}
