using StudyKit.Text;
using StudyKit.World.InContext;

namespace StudyKit.Tests.World;

public sealed class FewShotTasksTests
{
    [Fact]
    public void The_shipped_mix_has_24_symbols_and_eight_parts()
    {
        FewShotTasks tasks = new();
        Assert.Equal(24, tasks.Symbols.Count);
        Assert.Equal([.. tasks.Words, .. tasks.Labels, .. tasks.Translated], tasks.Symbols.Tokens);
        Assert.Empty(tasks.Words.Intersect(tasks.Translated));
        // Repeats 2, chains 14, translation 1, and 14 for tables of 2 to 6 rows: 1/2 + 1/3 + 1/4 + 1/5 + 1/6 = 1.45.
        Assert.Equal(8, tasks.Mix.Count);
        Assert.Equal(31, tasks.Mix.Sum(part => part.Share), 1e-9);
        Assert.Equal(14 / (2 * 1.45), tasks.Mix[3].Share, 1e-9);
        Assert.Equal(14 / (6 * 1.45), tasks.Mix[7].Share, 1e-9);
    }

    [Fact]
    public void A_table_pairs_each_word_with_one_label_within_a_prompt()
    {
        FewShotTasks tasks = new(tableRows: 5, translations: 7, others: ["x"]);
        Assert.Equal(8 + 8 + 14 + 1, tasks.Symbols.Count);
        Assert.Equal(12, new FewShotTasks(translations: 12).Translation.Count);
        IReadOnlyList<ContextExample> drawn = tasks.Fresh.Draw(new SeededRandom(1009), 200);
        Assert.Equal(5, drawn.Select(one => one.Input[0]).Distinct().Count());
        Assert.Equal(5, drawn.Select(one => (one.Input[0], one.Output[0])).Distinct().Count());
        Assert.All(drawn, one => Assert.Contains(one.Output[0], tasks.Labels));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(9, 4)]
    [InlineData(6, 0)]
    [InlineData(6, 13)]
    public void Sizes_that_the_words_do_not_give_are_refused(int rows, int translations) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FewShotTasks(rows, translations));
}
