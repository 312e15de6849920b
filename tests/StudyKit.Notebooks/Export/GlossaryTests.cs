using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Notebooks.Export.Prose;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>
/// The glossary: one file for all notebooks, in English and Chinese, and what a report takes along of it.
/// </summary>
public sealed partial class GlossaryTests
{
    private const string Two = """
        # Terms

        <a id="self-attention"></a>
        ### self-attention · 自注意力

        Attention inside of one sequence.

        一个序列内部的注意力。

        <a id="token"></a>
        ### token · 词元

        A piece of text.

        一段文字。
        """;

    [Fact]
    public void Terms_are_read_with_both_languages() => Assert.Equal(
        [
            new GlossaryTerm(
                "self-attention", "self-attention · 自注意力", "Attention inside of one sequence.\n\n一个序列内部的注意力。"),
            new GlossaryTerm("token", "token · 词元", "A piece of text.\n\n一段文字。"),
        ],
        Glossary.Parse(Two));

    [Fact]
    public void Every_term_of_the_kit_is_said_in_English_and_in_Chinese()
    {
        Assert.True(Glossary.All.Count >= 120, $"{Glossary.All.Count} terms");
        Assert.All(Glossary.All, term =>
        {
            Assert.Matches(@"^[^\u4e00-\u9fff]+ · .*\S", term.Name);
            string[] paragraphs = term.Text.Split("\n\n");
            Assert.Equal(2, paragraphs.Length);
            Assert.DoesNotMatch("[\u4e00-\u9fff]{4}", paragraphs[0]);
            Assert.Matches("[\u4e00-\u9fff]{4}", paragraphs[1]);
        });
    }

    // Each anchor once: Parse feeds a dictionary, so a second would throw at first use; here it has a name.
    [Fact]
    public void Anchors_are_unique()
    {
        string[] ids = [.. Anchor().Matches(File.ReadAllText(SolutionFolder.File("notebooks", "glossary.md")))
            .Select(match => match.Groups[1].Value)];
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Length, Glossary.All.Count);
    }

    [Fact]
    public void Notebooks_link_only_to_terms_that_are_there()
    {
        foreach (string path in Directory.GetFiles(SolutionFolder.File("notebooks"), "*.ipynb"))
        {
            foreach (Match link in Link().Matches(File.ReadAllText(path)))
            {
                Assert.True(Glossary.Of(link.Value) is not null, $"{Path.GetFileName(path)}: {link.Value}");
            }
        }
    }

    [Fact]
    public void A_report_takes_along_the_terms_that_it_links_to()
    {
        string folder = Directory.CreateTempSubdirectory("studykit-report-").FullName;
        try
        {
            Notebook notebook = Notebook.Create();
            notebook.Add(Cell.Create(CellKind.Markdown, "one",
                "# A paper\n\n[Tokens](glossary.md#token), twice: [token](glossary.md#token), " +
                "[none](glossary.md#none)."));
            string path = Path.Combine(folder, "one.ipynb");
            notebook.Write(path);
            WrittenReport report = ReportWriter.Write(path);
            IDocument page = new HtmlParser().ParseDocument(File.ReadAllText(report.Path));
            Assert.Equal(["#term-token", "#term-token"],
                page.QuerySelectorAll("a.term").Select(link => link.GetAttribute("href")));
            IElement term = Assert.Single(page.QuerySelectorAll(".glossary dt"));
            Assert.Equal("term-token", term.Id);
            Assert.NotNull(term.NextElementSibling!.QuerySelector("[lang^=zh]"));
            Assert.Contains(page.QuerySelectorAll(".contents a"), link => link.GetAttribute("href") == "#glossary");
            Assert.Contains(report.Warnings, warning => warning.Contains("glossary.md#none", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex("<a id=\"([^\"]+)\"></a>")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"glossary\.md#[^)\s""\\]+")]
    private static partial Regex Link();
}
