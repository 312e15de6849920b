using AngleSharp.Dom;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Tests.Notebooks.Export;

public sealed class ReportTests(ReportFixture fixture) : IClassFixture<ReportFixture>
{
    private static readonly string[] Loading = ["src", "srcset", "poster", "data", "action"];

    [Fact]
    public void It_lies_beside_the_notebook_and_is_smaller_than_six_megabytes()
    {
        Assert.Equal(Path.Combine(fixture.Folder, "01-sample.html"), fixture.Report.Path);
        Assert.Equal(new FileInfo(fixture.Report.Path).Length, fixture.Report.Bytes);
        Assert.InRange(fixture.Report.Bytes, 600_000, 900_000); // plotly.js, packed, is 0.6 MB of it
    }

    [Fact]
    public void It_has_one_title_a_language_and_the_landmarks_of_a_page()
    {
        IElement title = Assert.Single(fixture.Document.QuerySelectorAll("h1"));
        Assert.Equal("Attention Is All You Need", title.TextContent);
        Assert.Equal("en", fixture.Document.DocumentElement.GetAttribute("lang"));
        Assert.Single(fixture.Document.QuerySelectorAll("main"));
        Assert.Single(fixture.Document.QuerySelectorAll("nav[aria-label]"));
        Assert.Single(fixture.Document.QuerySelectorAll("footer"));
        Assert.Equal("#main", fixture.Document.QuerySelector("a.skip")!.GetAttribute("href"));
    }

    [Fact]
    public void Ids_are_unique_and_every_local_link_finds_its_place()
    {
        string[] ids = [.. fixture.Document.QuerySelectorAll("[id]").Select(element => element.Id!)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        string[] targets =
        [
            .. fixture.Document.QuerySelectorAll("a[href^='#'], use").Select(link => link.GetAttribute("href")![1..]),
        ];
        Assert.NotEmpty(targets);
        Assert.All(targets, target => Assert.Contains(target, ids));
    }

    [Fact]
    public void Nothing_in_it_is_loaded_from_elsewhere()
    {
        IEnumerable<IAttr> sources = fixture.Document.QuerySelectorAll("*").SelectMany(element => element.Attributes)
            .Where(attribute => Loading.Contains(attribute.LocalName)
                || (attribute.LocalName == "href" && attribute.OwnerElement!.LocalName is not "a"));
        Assert.All(sources, source => Assert.Matches("^(data:|#)", source.Value));
        Assert.DoesNotContain("@import", fixture.Document.QuerySelector("style")!.TextContent);
    }

    [Fact]
    public void The_content_policy_forbids_the_network_and_names_every_script_of_the_page()
    {
        string policy = fixture.Document.QuerySelector("meta[http-equiv]")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy);
        Assert.DoesNotContain("unsafe-eval", policy);
        Assert.DoesNotContain("script-src 'unsafe-inline'", policy);
        Assert.DoesNotContain("http", policy);
    }

    [Fact]
    public void The_first_screen_says_which_paper_what_it_claims_what_held_where_and_how_long()
    {
        string first = fixture.Document.QuerySelector(".masthead")!.Text();
        Assert.Contains("Ashish Vaswani", first);
        Assert.Contains("NeurIPS 2017", first);
        Assert.Contains("A network built from attention alone", first);
        Assert.Contains("1 supported", first);
        Assert.Contains("1 not supported", first);
        Assert.Contains("1 undecided", first);
        Assert.Contains("quick", first);
        Assert.Contains("AMD EPYC 9J14, 2 cores", first);
        Assert.Contains("cpu, 24 GB", first);
        Assert.Contains("1 min 11 s", first);
        Assert.Equal(
            "https://arxiv.org/abs/1706.03762",
            fixture.Document.QuerySelector(".masthead a[href^='https']")!.GetAttribute("href"));
    }

    [Fact]
    public void The_contents_list_passes_sections_and_experiments_as_nested_lists()
    {
        IElement contents = fixture.Document.QuerySelector("nav.contents")!;
        string[] top = [.. contents.QuerySelectorAll("details > ol > li > a").Select(link => link.TextContent)];
        Assert.Equal(["Claims and verdicts", "First pass · 第一遍", "Second pass · 第二遍", "Third pass · 第三遍"], top);
        string[] below = [.. contents.QuerySelectorAll("ol ol > li > a").Select(link => link.GetAttribute("href")!)];
        Assert.Equal(["#title-and-authors", "#abstract",
            "#model", "#experiment-1-does-a-future-token-leak", "#experiment-2-translation", "#comments"], below);
    }

    [Fact]
    public void Chinese_is_marked_as_Chinese()
    {
        IElement heading = fixture.Document.GetElementById("title-and-authors")!;
        Assert.Equal("标题与作者", heading.QuerySelector("[lang='zh-Hans']")!.TextContent);
    }

    [Fact]
    public void Each_claim_of_the_table_leads_to_the_claim_in_its_cell()
    {
        IElement[] rows = [.. fixture.Document.QuerySelectorAll("table.claims tbody tr")];
        Assert.Equal(
            ["Supported", "Undecided", "Not supported"],
            rows.Select(row => row.QuerySelector(".verdict")!.TextContent.Trim()));
        IElement cell = fixture.Document.GetElementById(rows[1].QuerySelector("a")!.GetAttribute("href")![1..])!;
        Assert.Equal("cell-train", cell.Closest(".cell")!.Id);
        Assert.Contains("[23.9 to 25.2]", cell.TextContent);
        Assert.Contains("27.3 BLEU", cell.TextContent);
    }

    [Fact]
    public void Tags_fold_and_remove_input_and_output()
    {
        Assert.False(Source("many")!.HasAttribute("open"));
        // Above a figure code is folded; it is open where it made none, and where a tag says that it is the point.
        Assert.False(Source("train")!.HasAttribute("open"));
        Assert.True(Source("leak")!.HasAttribute("open"));
        foreach ((string[] tags, bool isOpen) in ((string[], bool)[])[
            ([], true), (["figure"], false), (["figure", "show-input"], true), (["show-input", "hide-input"], false)])
        {
            Cell cell = Cell.Create(CellKind.Code, "only", "code()", tags);
            cell.SetOutputs([SampleFigure.Loss()]);
            Cell plain = Cell.Create(CellKind.Code, "only", "code()", tags);
            Assert.Equal(isOpen, OneCell.Report(plain).Cell.QuerySelector(".source")!.HasAttribute("open"));
            // A chart counts as a figure without the tag too.
            Assert.Equal(
                isOpen && tags.Length > 0, OneCell.Report(cell).Cell.QuerySelector(".source")!.HasAttribute("open"));
        }

        Assert.Null(Source("source"));
    }

    [Fact]
    public void A_cell_tagged_pair_stands_beside_the_one_before_it()
    {
        IElement pair = Assert.Single(fixture.Document.QuerySelectorAll(".pair"));
        Assert.Equal(["cell-eq1", "cell-source"], pair.Children.Select(child => child.Id));
        Assert.Equal(
            ["cell-eq3", "cell-note"],
            fixture.Document.QuerySelector(".with-aside")!.Children.Select(child => child.Id));
    }

    [Fact]
    public void Formulas_are_MathML_and_an_unknown_command_shows_its_source_and_is_told()
    {
        Assert.DoesNotContain("\\frac", fixture.Document.QuerySelector("main")!.Text());
        Assert.Equal(8, fixture.Document.QuerySelectorAll(".pair math, #cell-eq3 math").Length);
        Assert.Equal("\\unknowncommand{x}", fixture.Document.QuerySelector(".tex-source")!.TextContent);
        Assert.Equal("Cell eq3: the formula \\unknowncommand{x} is shown as its source: Unsupported function name: " +
            "\\unknowncommand.", Assert.Single(fixture.Report.Warnings));
    }

    [Fact]
    public void The_terminal_is_shown_plain_and_long_text_folded()
    {
        Assert.Equal(
            "warning: the vocabulary has 17 words that were seen once",
            fixture.Document.QuerySelector("#cell-train pre.stream")!.TextContent);
        Assert.Equal("36 more lines", fixture.Document.QuerySelector("#cell-many .folded summary")!.TextContent);
        Assert.Equal(24, fixture.Document.QuerySelector("#cell-many pre.stream")!.TextContent.Split('\n').Length);
    }

    [Fact]
    public void Errors_say_what_went_wrong_and_an_expected_one_is_quiet()
    {
        Assert.Equal(
            "<script>alert(1)</script>", fixture.Document.QuerySelector("#cell-broken .error-message")!.TextContent);
        Assert.Contains(
            "ShapeException, as this cell expects",
            fixture.Document.QuerySelector("#cell-fails .error.expected")!.TextContent);
    }

    [Fact]
    public void Progress_is_one_quiet_line() =>
        Assert.Equal(
            "training · 1,000 steps · loss 1.414 · tokens/s 8,123 · 21 s",
            fixture.Document.QuerySelector("#cell-train .progress")!.TextContent.Trim());

    [Fact]
    public void A_figure_stands_there_static_and_carries_the_data_that_make_it_live()
    {
        IElement figure = fixture.Document.QuerySelector("#cell-train figure")!;
        Assert.NotNull(figure.QuerySelector(".figure-static svg"));
        string json = fixture.Document.GetElementById("figure-" + figure.GetAttribute("data-figure"))!.TextContent;
        Assert.Equal("scatter", System.Text.Json.Nodes.JsonNode.Parse(json)!["data"]![0]!["type"]!.GetValue<string>());
    }

    [Fact]
    public void Links_to_notebooks_become_links_to_their_reports() =>
        Assert.Equal("02-bert.html", fixture.Document
            .QuerySelectorAll("main a").Single(link => link.TextContent == "BERT").GetAttribute("href"));

    [Fact]
    public void The_footer_tells_the_versions_and_how_to_make_the_page_again()
    {
        string footer = fixture.Document.QuerySelector("footer")!.TextContent;
        Assert.Contains("studykit run 01-sample.ipynb --scale quick", footer);
        Assert.Contains("TorchSharp 0.107.0", footer);
        Assert.Contains("plotly.js 2.35.3", footer);
    }

    private IElement? Source(string cell) => fixture.Document.QuerySelector($"#cell-{cell} > details.source");
}
