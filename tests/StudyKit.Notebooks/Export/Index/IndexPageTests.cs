using System.IO.Compression;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Notebooks.Export;
using StudyKit.Notebooks.Export.Index;
using StudyKit.Notebooks.Export.Prose;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks.Export.Index;

/// <summary>What the index says without scripts, and what its search looks through.</summary>
public sealed class IndexPageTests(IndexFixture index) : IClassFixture<IndexFixture>
{
    private readonly IDocument _page = new HtmlParser().ParseDocument(File.ReadAllText(index.Written.Path));

    [Fact]
    public void It_warns_of_nothing_and_stays_small()
    {
        Assert.Empty(index.Written.Warnings);
        Assert.InRange(index.Written.Bytes, 200_000, 2_500_000);
    }

    [Fact]
    public void Every_text_has_its_Chinese()
    {
        // The sample has no Chinese edition; what stands in its row and its claims is English.
        string sample = File.ReadAllText(Path.Combine(index.Folder, "00-sample.ipynb"));
        IEnumerable<string> missing = IndexPage.Make(index.Folder, new PageContext())!.Value.Translation!.Missing
            .Select(one => one.Text.Trim()).Distinct().Where(text => text != "24.6 BLEU" && !sample.Contains(text));
        Assert.Empty(missing);
    }

    [Fact]
    public void All_claims_stand_in_one_table_each_with_its_notebook_and_whose_it_is()
    {
        IElement table = _page.QuerySelectorAll("table.claims").Single();
        Assert.Equal(
            ["Verdict", "Claim", "Published", "Measured", "Notebook", "Whose"],
            table.QuerySelectorAll("th").Select(head => English(head)));
        IElement row = table.QuerySelector("tbody tr")!;
        Assert.Equal("00-sample", row.GetAttribute("data-notebook"));
        Assert.Equal("supported", row.GetAttribute("data-verdict"));
        Assert.Equal("paper", row.GetAttribute("data-whose"));
        Assert.Equal(
            "00-sample.html#claim-transformer.mask.no-leak", row.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void What_only_a_script_can_use_is_hidden_without_one() => Assert.All(
        ["#filters", "#searching", "#languages"], id => Assert.True(_page.QuerySelector(id)!.HasAttribute("hidden")));

    [Fact]
    public void The_questions_of_every_notebook_are_there_in_both_languages()
    {
        IElement[] papers = [.. _page.QuerySelectorAll(".questions h3 code")];
        Assert.Equal(
            Directory.EnumerateFiles(SolutionFolder.File("notebooks"), "*.ipynb")
                .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
            papers.Select(paper => paper.TextContent));
        IElement open = _page.QuerySelector(".questions a[href='02-bert.html#cell-questions']")!;
        Assert.Equal("The reader's questions", open.QuerySelector(".in-en")!.TextContent);
        Assert.Equal("读者的问题", open.QuerySelector(".in-zh")!.TextContent);
        IElement english = open.Closest("h4")!.NextElementSibling!, chinese = english.NextElementSibling!;
        Assert.Equal(6, english.QuerySelectorAll("ol > li").Length);
        Assert.Equal(6, chinese.QuerySelectorAll("ol > li").Length);
        // An experiment that asks a reader's question is no list of questions.
        Assert.DoesNotContain(_page.QuerySelectorAll(".questions h4"), head => head.TextContent.Contains("Experiment"));
    }

    [Fact]
    public void Each_box_of_the_study_notes_leads_to_its_section()
    {
        Assert.True(_page.QuerySelectorAll(".note-box").Length >= 20);
        IElement place = _page.QuerySelector(".place a[href='01-transformer.html#cell-notes-norm']")!;
        Assert.StartsWith("Experiment 9. The normalization laboratory", English(place), StringComparison.Ordinal);
        IElement box = place.Closest(".note-box")!;
        Assert.Contains("does not mention BatchNorm", box.QuerySelector(".in-en blockquote")!.TextContent);
        Assert.Contains("没有提到 BatchNorm", box.QuerySelector(".in-zh blockquote")!.TextContent);
    }

    [Fact]
    public void Every_term_says_where_it_is_used()
    {
        Assert.Equal(Glossary.All.Count, _page.QuerySelectorAll(".glossary dt").Length);
        IElement term = _page.QuerySelector("#term-bleu")!.NextElementSibling!;
        Assert.Contains(
            term.QuerySelectorAll(".uses a"),
            link => link.GetAttribute("href") == "01-transformer.html#cell-e12");
        Assert.True(_page.QuerySelectorAll(".uses").Length > Glossary.All.Count * 3 / 4);
    }

    [Fact]
    public void Every_link_inside_the_page_leads_somewhere()
    {
        HashSet<string> ids = [.. _page.QuerySelectorAll("[id]").Select(one => one.Id!)];
        Assert.Empty(_page.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")![1..])
            .Where(id => !ids.Contains(id)).Distinct());
        Assert.Equal(ids.Count, _page.QuerySelectorAll("[id]").Length);
    }

    [Fact]
    public void Every_link_into_a_report_names_one_of_its_cells_or_claims()
    {
        Dictionary<string, HashSet<string>> cells = IndexedPaper.Read(index.Folder, new()).ToDictionary(
            paper => paper.Address,
            paper => paper.Notebook.Cells.Select(cell => $"cell-{cell.Id}")
                .Concat(paper.Claims.Select(claim => $"claim-{claim.Id}")).Append("top").ToHashSet());
        foreach (IElement link in _page.QuerySelectorAll("main a[href*='.html#']"))
        {
            string[] parts = link.GetAttribute("href")!.Split('#');
            Assert.True(cells[parts[0]].Contains(Uri.UnescapeDataString(parts[1])), link.OuterHtml);
        }
    }

    [Fact]
    public void The_search_has_the_text_of_both_languages_with_its_place()
    {
        JsonArray papers = Unpack();
        Assert.Equal(9, papers.Count); // eight notebooks and the glossary
        JsonArray sections = papers.Single(paper => (string)paper!["name"]! == "03-resnet")!["sections"]!.AsArray();
        JsonNode section = sections.Single(one => (string)one![2]! == "cell-e5")!;
        Assert.Equal("Experiment 5. Is it the vanishing gradient?", (string)section[0]!);
        Assert.StartsWith("实验 5", (string)section[1]!, StringComparison.Ordinal);
        JsonNode text = section[3]![0]!;
        Assert.Equal("cell-e5", (string)text[0]!);
        Assert.Contains("BatchNorm", (string)text[1]!, StringComparison.Ordinal);
        Assert.Contains("梯度", (string)text[2]!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_search_has_captions_and_claims()
    {
        string sample = Unpack().Single(paper => (string)paper!["name"]! == "00-sample")!.ToJsonString();
        Assert.Contains("claim-transformer.mask.no-leak", sample, StringComparison.Ordinal);
        Assert.Contains("The base model reaches 27.3 BLEU on newstest2014 EN-DE.", sample, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The weight $\\frac{QK^\\top}{\\sqrt{d_k}}$ of **one** head.", "The weight QK^⊤/√d_k of one head.")]
    [InlineData("Two\n\n- first\n- second\n\n```csharp\nint code;\n```", "Two first second")]
    [InlineData("$\\mathrm{LayerNorm}(x)$ and [a link](glossary.md#bleu)", "LayerNorm(x) and a link")]
    public void Markdown_is_searched_as_one_reads_it(string markdown, string text) =>
        Assert.Equal(text, SearchText.OfMarkdown(markdown));

    private JsonArray Unpack()
    {
        JsonNode data = JsonNode.Parse(_page.GetElementById("search-0")!.TextContent)!;
        byte[] packed = Convert.FromBase64String((string)data!);
        using GZipStream gzip = new(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonNode.Parse(gzip)!.AsArray();
    }

    private static string English(IElement element) =>
        (element.QuerySelector(".in-en") ?? element).TextContent.Trim();
}
