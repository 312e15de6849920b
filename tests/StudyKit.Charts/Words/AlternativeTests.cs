using StudyKit.Charts;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Charts.Words;

public sealed class AlternativeTests
{
    [Fact]
    public void A_line_is_told_by_its_ends_and_its_turn() => Assert.Equal(
        "Line chart of loss (nats) over step: Validation. ours falls from 9 at step 0 to 3 at 400, lowest 2 at 300. " +
        "Reference lines: published 2.5 (y = 2.5).",
        Figure.Line("Validation").X("step").Y("loss", "nats")
            .Series("ours", [0, 100, 200, 300, 400], [9.0, 5, double.NaN, 2, 3]).Published(2.5).AlternativeText);

    [Fact]
    public void Bars_are_told_by_their_values() => Assert.Equal(
        "Bar chart of BLEU for 3 values of heads: BLEU for different numbers of heads. published: 1 24.9, 4 25.5, 8 " +
        "25.8; ours: 1 31.2, 4 no value, 8 33.4.",
        Figures.Bar.AlternativeText);

    [Fact]
    public void A_heatmap_is_told_by_its_extremes() => Assert.Equal(
        "Heatmap of weight, 2 rows (query) by 2 columns (key). Values from 0.1 (row a, column y) to 0.9 (row a, " +
        "column x); 1 cells without a value.",
        Figure.Heatmap(new[,] { { 0.9, 0.1 }, { 0.4, double.NaN } }, ["a", "b"], ["x", "y"])
            .X("key").Y("query").Scale("weight").AlternativeText);

    [Fact]
    public void A_given_text_wins() =>
        Assert.Equal("Two curves that cross.", Figures.Line.Alt("Two curves that cross.").AlternativeText);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_has_a_sentence(string name)
    {
        string text = Figures.All[name].AlternativeText;
        Assert.EndsWith(".", text);
        Assert.InRange(text.Length, 20, 600);
        Assert.DoesNotContain("..", text);
    }

    public static TheoryData<string> Names => Figures.Names;

    [Fact]
    public void Many_series_are_counted_not_listed()
    {
        XyFigure figure = Enumerable.Range(0, 9).Aggregate(
            Figure.Line(), (all, i) => all.Series($"run {i}", [0, 1], [1.0, i]));
        Assert.Contains("and 3 more series", figure.AlternativeText);
    }

    [Fact]
    public void Plain_text_ends_with_the_caption() =>
        Assert.Equal(
            "Line chart of y over x. a: 2 at x 1.\nOne point.",
            Figure.Line().Series("a", [1], [2]).Caption("One point.").ToString());
}
