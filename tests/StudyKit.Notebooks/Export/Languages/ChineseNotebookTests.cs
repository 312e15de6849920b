using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Languages;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks.Export.Languages;

/// <summary>A notebook in Chinese keeps its English, so that its report has both.</summary>
public sealed class ChineseNotebookTests
{
    private static readonly string s_path = SolutionFolder.File("notebooks", "04-gpt.ipynb");

    [Fact]
    public void It_comes_back_to_its_English_word_for_word()
    {
        Notebook english = Notebook.Read(s_path), chinese = Notebook.Read(s_path);
        ChineseNotebook.Translate(chinese, s_path);
        Assert.True(ChineseNotebook.Is(chinese));
        Assert.DoesNotContain(
            chinese.Cells.Where(cell => cell.Kind == CellKind.Markdown), cell => !cell.Source.Any(IsChinese));
        Assert.Equal(
            english.Cells.Select(cell => cell.Source),
            ChineseNotebook.ToEnglish(chinese).Cells.Select(cell => cell.Source));
    }

    [Fact]
    public void What_the_reader_wrote_stays()
    {
        Notebook chinese = Notebook.Read(s_path);
        ChineseNotebook.Translate(chinese, s_path);
        chinese.Cells[0].Source = "# 我的标题";
        Assert.Equal("# 我的标题", ChineseNotebook.ToEnglish(chinese).Cells[0].Source);
    }

    [Fact]
    public void Without_an_edition_it_says_which_notebooks_have_one() => Assert.Contains(
        "There is no Chinese edition of mine: the notebooks of the kit have one (01-transformer, 02-bert,",
        Assert.Throws<NotSupportedException>(() => ChineseNotebook.Require("mine.ipynb")).Message,
        StringComparison.Ordinal);

    private static bool IsChinese(char letter) => letter is >= '\u4e00' and <= '\u9fff';
}
