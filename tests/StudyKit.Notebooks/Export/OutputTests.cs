using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Tests.Notebooks.Export;

public sealed class OutputTests
{
    [Fact]
    public void Console_text_is_escaped_and_pieces_of_one_stream_are_one_text()
    {
        IElement cell = OneCell.Output(
            new StreamOutput("stdout", "<script>al"),
            new StreamOutput("stdout", "ert(1)</script>\n"),
            new StreamOutput("stderr", "no\n"),
            new StreamOutput("stdout", "more\n")).Cell;
        Assert.Equal(
            ["<script>alert(1)</script>", "no", "more"],
            cell.QuerySelectorAll("pre.stream").Select(box => box.TextContent));
        Assert.Empty(cell.QuerySelectorAll("script"));
    }

    [Theory]
    [InlineData("\u001b[1;31mred\u001b[0m", "red")]
    [InlineData("10%\r20%\r100%", "100%")]
    [InlineData("abc\b\bX", "aXc")]
    [InlineData("\u001b]8;;https://example.org\u0007link\u001b]8;;\u0007", "link")]
    public void Console_text_looks_as_a_terminal_leaves_it(string text, string shown) =>
        Assert.Equal(
            shown, OneCell.Output(new StreamOutput("stdout", text)).Cell.QuerySelector("pre.stream")!.TextContent);

    [Fact]
    public void Html_stays_as_its_author_made_it_but_can_neither_load_nor_break_the_page()
    {
        (IElement cell, IReadOnlyList<string> warnings) =
            OneCell.Output("text/html", "<h1>Big</h1><div class='mine' style='color:red'><b>unclosed<img " +
                "src='https://example.org/a.png'><script src='https://example.org/a.js'></script>");
        Assert.Equal("Big", cell.QuerySelector("h4")!.TextContent);
        Assert.Equal("color: rgba(255, 0, 0, 1)", cell.QuerySelector(".mine")!.GetAttribute("style"));
        Assert.False(cell.QuerySelector("img")!.HasAttribute("src"));
        Assert.Empty(cell.QuerySelectorAll("script"));
        Assert.Equal(3, warnings.Count);
        Assert.NotNull(cell.Owner!.QuerySelector("footer.colophon"));
    }

    private const string Widget = "<p id='target'>text</p><script>target.textContent = 'ran'</script><button " +
        "onclick=\"this.textContent='clicked'\">x</button>";

    [Fact]
    public void A_script_of_a_foreign_notebook_is_left_out_and_said_so()
    {
        (IElement cell, IReadOnlyList<string> warnings) = OneCell.Output("text/html", Widget);
        Assert.Empty(cell.QuerySelectorAll("script, iframe, button"));
        Assert.Equal("text", cell.QuerySelector("#target")!.TextContent);
        Assert.Contains("studykit report --trust shows them", cell.TextContent, StringComparison.Ordinal);
        Assert.Contains("--trust shows them", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_of_a_trusted_output_runs_in_a_frame_because_the_policy_names_it()
    {
        IElement cell = OneCell.Trusted(Widget);
        IElement frame = Assert.Single(cell.QuerySelectorAll("iframe"));
        Assert.Equal("allow-scripts", frame.GetAttribute("sandbox"));
        Assert.Contains(
            "<script>target.textContent = 'ran'</script>", frame.GetAttribute("srcdoc"), StringComparison.Ordinal);
        Assert.Empty(cell.QuerySelectorAll("script, button, #target"));
        string policy = cell.Owner!.QuerySelector("meta[http-equiv]")!.GetAttribute("content")!;
        string hash = Convert.ToBase64String(SHA256.HashData("target.textContent = 'ran'"u8));
        Assert.Contains($"'sha256-{hash}'", policy);
        Assert.Contains("'unsafe-hashes'", policy);
        Assert.Contains("frame-src 'none'", policy);
    }

    [Fact]
    public void Two_outputs_with_the_same_ids_do_not_meet()
    {
        const string svg = "<figure class='sk-figure'><svg><defs><linearGradient id='g'/></defs><rect fill='url(#g)' " +
            "aria-labelledby='g'/></svg></figure>";
        MimeBundle bundle = new() { { "text/html", svg } };
        IElement cell = OneCell.Output(new DisplayOutput(bundle, []), new DisplayOutput(bundle, [])).Cell;
        Assert.Equal(
            ["url(#g)", "url(#g-2)"], cell.QuerySelectorAll("rect").Select(rect => rect.GetAttribute("fill")!));
        Assert.Equal(["g", "g-2"], cell.QuerySelectorAll("rect").Select(rect => rect.GetAttribute("aria-labelledby")!));
    }

    [Fact]
    public void Of_several_types_the_richest_is_shown()
    {
        MimeBundle bundle = new() { { "text/plain", "plain" }, { "text/html", "<em>rich</em>" } };
        Assert.Equal(
            "rich", OneCell.Output(new ResultOutput(bundle, [], 1)).Cell.QuerySelector(".outputs")!.TextContent.Trim());
    }

    [Fact]
    public void A_bitmap_carries_its_plain_text_as_alternative()
    {
        MimeBundle bundle = new() { { "image/png", "iVBORw0KGgo=\n" }, { "text/plain", "A curve" } };
        IElement image = OneCell.Output(new DisplayOutput(bundle, [])).Cell.QuerySelector("img")!;
        Assert.Equal("A curve", image.GetAttribute("alt"));
        Assert.Equal("data:image/png;base64,iVBORw0KGgo=", image.GetAttribute("src"));
    }

    [Fact]
    public void A_type_that_no_page_can_show_is_told()
    {
        (IElement cell, IReadOnlyList<string> warnings) = OneCell.Output("application/x-other", "?");
        Assert.Contains("output of type application/x-other", cell.TextContent);
        Assert.Contains("cannot be shown", Assert.Single(warnings));
    }

    [Fact]
    public void Markdown_with_source_is_coloured_and_stays_out_of_the_contents()
    {
        IElement cell = OneCell.Output("text/markdown", "# Source\n\n```csharp\npublic sealed class A;\n```").Cell;
        Assert.Equal(
            "public sealed class",
            string.Join(' ', cell.QuerySelectorAll(".outputs .k").Select(word => word.TextContent)));
        Assert.Equal("Source", cell.QuerySelector("h4")!.TextContent);
        Assert.DoesNotContain("Source", cell.Owner!.QuerySelector("nav.contents")!.TextContent);
    }

    [Fact]
    public void A_chart_that_came_as_JSON_alone_gets_a_static_picture_and_a_table()
    {
        IElement cell = OneCell.Output(
            "application/vnd.plotly.v1+json",
            """{"data":[{"type":"scatter","name":"ours","y":[3,1,2]}],"layout":{"title":"Loss"}}""").Cell;
        Assert.Contains("Loss", cell.QuerySelector(".figure-static svg")!.GetAttribute("aria-label"));
        Assert.Equal(3, cell.QuerySelectorAll("figure details tbody tr").Length);
    }

    [Fact]
    public void A_closing_tag_in_a_chart_cannot_end_its_script()
    {
        IElement cell = OneCell.Output(
            "application/vnd.plotly.v1+json",
            """{"data":[{"type":"scatter","name":"</script><script>alert(1)</script>","y":[1]}],"layout":{}}""").Cell;
        JsonNode chart = JsonNode.Parse(cell.Owner!.GetElementById("figure-0")!.TextContent)!;
        Assert.Equal("</script><script>alert(1)</script>", (string?)chart["data"]![0]!["name"]);
        Assert.DoesNotContain(cell.Owner.Scripts, script => script.Text == "alert(1)");
    }
}
