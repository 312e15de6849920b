using AngleSharp.Dom;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>What a reader is asked before a run: a list in Jupyter, answers to choose from in the page.</summary>
public sealed class QuestionTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Text = "**Before you run**: Which is larger, $a$ or $b$?\n\n- $a$ is\n- `b` is\n- equal";

    private static Cell Question(string text) => Cell.Create(CellKind.Markdown, "only", text, "question");

    [Fact]
    public void Its_list_becomes_answers_to_choose_from()
    {
        (IElement cell, IReadOnlyList<string> warnings) = OneCell.Report(Question(Text));
        Assert.Empty(warnings);
        IElement group = cell.QuerySelector("fieldset.question")!;
        Assert.StartsWith("Before you run: Which is larger", group.QuerySelector("legend")!.TextContent);
        Assert.NotNull(group.QuerySelector("legend math"));
        Assert.Equal(
            ["1", "2", "3"],
            group.QuerySelectorAll("label > input[type=radio][name=question-only]")
                .Select(one => one.GetAttribute("value")));
        Assert.Equal("b is", group.QuerySelectorAll("label")[1].TextContent);
        Assert.Empty(cell.QuerySelectorAll("ul"));
    }

    [Theory]
    [InlineData("Is it so?", "0")]
    [InlineData("Is it so?\n\n- yes", "1")]
    public void Without_two_answers_it_stays_text_and_the_author_is_told(string text, string count)
    {
        (IElement cell, IReadOnlyList<string> warnings) = OneCell.Report(Question(text));
        Assert.Null(cell.QuerySelector("fieldset"));
        Assert.Contains($"this cell has {count}.", Assert.Single(warnings));
    }

    [Fact]
    public void A_list_in_any_other_cell_stays_a_list() =>
        Assert.Equal(3, OneCell.Markdown(Text).Cell.QuerySelectorAll("ul > li").Length);

    [ChromiumFact]
    public async Task The_choice_is_there_again_when_the_page_is_opened_anew()
    {
        string folder = Directory.CreateTempSubdirectory("studykit-question-").FullName;
        try
        {
            Notebook notebook = Notebook.Create();
            notebook.Add(Question(Text));
            string path = Path.Combine(folder, "one.ipynb");
            notebook.Write(path);
            string report = ReportWriter.Write(path).Path;
            await using BrowserPage page = await chromium.NewPageAsync(width: 390);
            await page.OpenFileAsync(report);
            Assert.True(await page.IsTrueAsync(
                "document.querySelector('.kept').getBoundingClientRect().height === 0"));
            await page.EvaluateAsync("document.querySelectorAll('.question input')[1].click()");
            Assert.True(await page.IsTrueAsync(
                "document.querySelector('.kept').textContent.startsWith('Kept.')"));
            await page.EvaluateAsync("window.isOld = true; location.reload()");
            await page.UntilAsync(
                "!window.isOld && document.querySelectorAll('.question input:checked').length === 1");
            Assert.True(await page.IsTrueAsync("document.querySelectorAll('.question input')[1].checked"));
            Assert.Empty(await Axe.FindingsAsync(page));
            Assert.Empty(page.Errors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
