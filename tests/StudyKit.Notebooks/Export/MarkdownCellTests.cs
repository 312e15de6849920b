using AngleSharp.Dom;

namespace StudyKit.Tests.Notebooks.Export;

public sealed class MarkdownCellTests
{
    [Fact]
    public void Scripts_and_unknown_tags_are_shown_as_they_were_written()
    {
        (IElement cell, _) = OneCell.Markdown("A List<int> and <script>alert(1)</script> and <b " +
            "onclick=\"x()\">bold</b>.\n\n<iframe src=\"https://example.org\"></iframe>");
        Assert.Empty(cell.QuerySelectorAll("script, iframe, int"));
        Assert.Contains("A List<int> and <script>alert(1)</script> and bold.", cell.TextContent);
        Assert.Contains("<iframe src=\"https://example.org\"></iframe>", cell.TextContent);
        Assert.Empty(cell.QuerySelector("b")!.Attributes);
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<a href=\" vbscript:x\">x</a>")]
    [InlineData("[x](data:text/html,hello)")]
    public void Links_that_are_no_web_address_lose_their_target(string text)
    {
        (IElement cell, IReadOnlyList<string> warnings) = OneCell.Markdown(text);
        Assert.Null(cell.QuerySelector("a"));
        Assert.Equal("x", cell.TextContent.Trim());
        Assert.Contains("the link to", Assert.Single(warnings));
    }

    [Fact]
    public void Links_to_the_web_say_that_the_page_is_not_their_opener() =>
        Assert.Equal(
            "noopener noreferrer",
            OneCell.Markdown("[x](https://example.org)").Cell.QuerySelector("a")!.GetAttribute("rel"));

    [Fact]
    public void A_link_to_a_heading_that_is_not_there_is_told()
    {
        (IElement cell, IReadOnlyList<string> warnings) = OneCell.Markdown("See [this](#nowhere).");
        Assert.False(cell.QuerySelector("a")!.HasAttribute("href"));
        Assert.StartsWith("No heading has the anchor #nowhere", Assert.Single(warnings));
    }

    [Fact]
    public void An_image_beside_the_notebook_comes_into_the_page()
    {
        (IElement cell, IReadOnlyList<string> warnings) = OneCell.Markdown(
            "![A dot](dot.svg)",
            folder => File.WriteAllText(Path.Combine(folder, "dot.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>"));
        Assert.StartsWith("data:image/svg+xml;base64,", cell.QuerySelector("img")!.GetAttribute("src"));
        Assert.Equal("A dot", cell.QuerySelector("img")!.GetAttribute("alt"));
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("![A cat](https://example.org/cat.png)", "loads nothing from the web")]
    [InlineData("![A cat](cat.png)", "no such file")]
    [InlineData("![A cat](attachment:cat.png)", "no attachment of this name")]
    public void An_image_that_cannot_come_leaves_its_text_and_a_warning(string text, string reason)
    {
        (IElement cell, IReadOnlyList<string> warnings) = OneCell.Markdown(text);
        Assert.Null(cell.QuerySelector("img"));
        Assert.Equal("[image: A cat]", cell.TextContent.Trim());
        Assert.Contains(reason, Assert.Single(warnings));
    }

    [Fact]
    public void Tables_scroll_in_a_box_and_numbers_stand_to_the_right()
    {
        IElement cell = OneCell.Markdown("| a | BLEU |\n| --- | --- |\n| x | 27.3 |\n| y | 1.5e19 |").Cell;
        Assert.Equal("scroll", cell.QuerySelector("table")!.ParentElement!.ClassName);
        Assert.Equal(
            ["number", "number", "number"],
            cell.QuerySelectorAll("tr > :nth-child(2)").Select(field => field.ClassName!));
        Assert.Empty(cell.QuerySelectorAll("tr > :first-child[class]"));
    }

    [Fact]
    public void Two_headings_of_one_name_get_two_anchors() =>
        Assert.Equal(
            ["results", "results-2"],
            OneCell.Markdown("## Results\n\n## Results").Cell.QuerySelectorAll("h2").Select(heading => heading.Id!));

    [Fact]
    public void The_first_heading_becomes_the_title_of_the_page_and_leaves_the_text()
    {
        IElement cell = OneCell.Markdown("# My *title*\n\nText.").Cell;
        Assert.Equal("Text.", cell.TextContent.Trim());
        Assert.Equal("My title", cell.Owner!.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public void Formulas_in_tables_and_headings_survive_Markdown()
    {
        IElement cell = OneCell.Markdown(
            "## Width $d_{\\text{model}}$\n\n| norm | value |\n| --- | --- |\n| $|x|_1$ | $a_1 * b_1 * c$ |").Cell;
        Assert.Equal(3, cell.QuerySelectorAll("math").Length);
        Assert.Empty(cell.QuerySelectorAll("em"));
        Assert.Equal("width-d-text-model", cell.QuerySelector("h2")!.Id);
    }

    [Fact]
    public void Code_is_coloured_and_dollars_in_it_are_no_formulas()
    {
        IElement cell = OneCell.Markdown("`$a$` costs $5.\n\n```csharp\nvar x = $\"{y} $ {z}\";\n```").Cell;
        Assert.Equal("$a$", cell.QuerySelector("code")!.TextContent);
        Assert.Equal("var x = $\"{y} $ {z}\";", cell.QuerySelector("pre")!.TextContent);
        Assert.Equal("var", cell.QuerySelector("pre .k")!.TextContent);
        Assert.Null(cell.QuerySelector("math"));
    }
}
