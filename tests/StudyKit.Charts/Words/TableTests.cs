using StudyKit.Charts;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Charts.Words;

public sealed class TableTests
{
    [Fact]
    public void Bars_are_a_row_for_each_category_with_bounds()
    {
        FigureTable table = Figures.Bar.ToTable();
        Assert.Equal(["heads", "published, BLEU", "ours, BLEU", "ours: low", "ours: high"], table.Columns);
        Assert.Equal(["1", 24.9, 31.2, 30.1, 32.2], table.Rows[0]);
        Assert.Equal(["4", 25.5, null, null, null], table.Rows[1]);
    }

    [Fact]
    public void A_heatmap_is_its_matrix_with_labels()
    {
        FigureTable table = Figure.Heatmap(new double[,] { { 1, 2 }, { 3, 4 } }, ["a", "b"], ["x", "y"])
            .X("key").Y("query").ToTable();
        Assert.Equal(["query \\ key", "x", "y"], table.Columns);
        Assert.Equal(["b", 3.0, 4.0], table.Rows[1]);
    }

    [Fact]
    public void A_grid_names_the_panel_of_each_row()
    {
        FigureTable table = Figures.HeatGrid.ToTable();
        Assert.Equal("panel", table.Columns[0]);
        Assert.Equal("layer 1, head 1", table.Rows[0][0]);
        Assert.Equal("layer 2, head 3", table.Rows[^1][0]);
    }

    [Fact]
    public void Csv_has_full_precision_and_quotes_what_needs_it() =>
        Assert.Equal(
            "series,x,y\n\"a, \"\"b\"\"\",1,0.1234567890123\n",
            Figure.Line().Series("a, \"b\"", [1.0], [0.1234567890123]).ToTable().ToCsv());

    [Fact]
    public void Plain_text_aligns_Chinese_too() => Assert.Equal(
        "token  weight\n今天      0.5\na        0.25\n",
        new FigureTable(["token", "weight"], [["今天", 0.5], ["a", 0.25]]).ToString());

    [Fact]
    public void A_row_of_the_wrong_length_is_refused() =>
        Assert.Contains(
            "Expected 2 cells. Received 1 in row 0.",
            Assert.Throws<ArgumentException>(() => new FigureTable(["a", "b"], [[1]])).Message);
}
