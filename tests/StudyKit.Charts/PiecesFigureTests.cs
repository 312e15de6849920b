using System.Globalization;
using System.Xml.Linq;
using StudyKit.Charts;
using StudyKit.Tests.Charts.Svg;
using StudyKit.Tests.Support;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Charts;

public sealed class PiecesFigureTests
{
    [Fact]
    public void Pieces_of_a_word_touch_and_other_boxes_stand_apart()
    {
        XElement[] word = Boxes(Figure.Pieces().Word("untie", "un", "##tie").ToSvg());
        Assert.Equal(2, word.Length);
        // A box is drawn half a line inside its place.
        Assert.Equal(End(word[0]) + 1, Number(word[1], "x"), 0.01);
        XElement[] apart = Boxes(Figure.Pieces().Row("two", [new Piece("un"), new Piece("tie")]).ToSvg());
        Assert.Equal(End(apart[0]) + 6, Number(apart[1], "x"), 0.01);
    }

    [Fact]
    public void The_sign_of_a_continued_word_is_the_join_and_is_not_written()
    {
        string[] texts = Texts(Figure.Pieces().Word("untie", "un", "##tie").ToSvg());
        Assert.Equal(["un", "tie", "untie", "2 pieces"], texts);
        // A word that begins with the sign, and the sign alone, are text.
        Assert.Equal(["##a", "##", "##a##", "2 pieces"], Texts(Figure.Pieces().Word("##a##", "##a", "##").ToSvg()));
    }

    [Fact]
    public void White_space_at_the_ends_of_a_piece_is_shown() => Assert.Equal(
        ["␣a b␣", "␣␣", "x", "2 pieces"], Texts(Figure.Pieces().Word("x", " a b ", "  ").ToSvg()));

    [Theory]
    [InlineData(720)]
    [InlineData(390)]
    [InlineData(240)]
    public void No_two_boxes_overlap_and_none_leaves_the_picture(int width)
    {
        foreach (PiecesFigure figure in Figures.All.Values.OfType<PiecesFigure>())
        {
            XElement[] boxes = Boxes(figure.ToSvg(width));
            Assert.All(boxes, box => Assert.True(Number(box, "x") >= 0 && End(box) <= width, box.ToString()));
            foreach (XElement[] line in boxes.GroupBy(box => Number(box, "y")).Select(line => line.ToArray()))
            {
                XElement[] order = [.. line.OrderBy(box => Number(box, "x"))];
                Assert.All(order.Zip(order.Skip(1)), pair => Assert.True(
                    End(pair.First) <= Number(pair.Second, "x"), $"{pair.First} {pair.Second}"));
            }
        }
    }

    [Fact]
    public void Only_what_a_step_made_is_filled()
    {
        string svg = Figures.Steps.ToSvg();
        XElement[] filled = [.. XDocument.Parse(svg).Descendants(SvgTests.Svg + "g")
            .Where(group => (string?)group.Attribute("fill-opacity") == ".22")];
        Assert.Equal(2, Assert.Single(filled).Elements(SvgTests.Svg + "rect").Count());
        Assert.Equal("sk-blue", (string?)filled[0].Attribute("class"));
    }

    // E8 8A B1: the last two become one box of their width.
    [Fact]
    public void What_a_step_made_stands_below_its_parts()
    {
        XElement[][] rows = [.. Boxes(Figures.Steps.ToSvg()).GroupBy(box => Number(box, "y")).OrderBy(row => row.Key)
            .Select(row => row.OrderBy(box => Number(box, "x")).ToArray())];
        Assert.Equal([3, 2, 3, 2], rows.Select(row => row.Length));
        Assert.Equal((Number(rows[0][0], "x"), End(rows[0][1])), (Number(rows[1][0], "x"), End(rows[1][0])));
        Assert.Equal((Number(rows[2][1], "x"), End(rows[2][2])), (Number(rows[3][1], "x"), End(rows[3][1])));
    }

    [Fact]
    public void Tokens_are_not_translated_and_names_are()
    {
        ILookup<bool, string> texts = XDocument.Parse(Figures.Parts.ToSvg()).Descendants(SvgTests.Svg + "text")
            .ToLookup(text => (string?)text.Parent!.Attribute("translate") == "no", text => text.Value);
        Assert.Equal(["she saw the man"], texts[true]);
        Assert.Equal(
            ["A pair of sentences", "Start", "→", "Transformer", "612", "4 tokens", "one order", "5 tokens"],
            texts[false]);
    }

    [Fact]
    public void The_table_has_the_rows_as_they_stand()
    {
        FigureTable words = Figures.Words.ToTable();
        Assert.Equal(["row", "pieces", "in all"], words.Columns);
        Assert.Equal(["unhappier", "| un | h | app | i | er |", "5 pieces"], words.Rows[0]);
        Assert.Equal(["library", "| library |", "1 piece"], words.Rows[^1]);
        Assert.Equal(["group", "row", "pieces"], Figures.Steps.ToTable().Columns);
        Assert.Equal(["花", "merge 7", "| E8 | 8A B1 |"], Figures.Steps.ToTable().Rows[^1]);
        Assert.Equal(
            ["one order", "| Start (612) | she saw the man (4 tokens) | → | Transformer |", "5 tokens"],
            Assert.Single(Figures.Parts.ToTable().Rows));
    }

    [Fact]
    public void The_rows_are_told_in_words() => Assert.Equal(
        "Pieces in 2 rows: Two. library: library (1 piece); untie: un tie (2 pieces).",
        Figure.Pieces("Two").Word("library", "library").Word("untie", "un", "##tie").AlternativeText);

    [Fact]
    public void The_interactive_chart_has_every_box_and_text_and_no_traces()
    {
        using var chart = System.Text.Json.JsonDocument.Parse(Figures.Parts.ToPlotlyJson());
        Assert.Equal(0, chart.RootElement.GetProperty("data").GetArrayLength());
        System.Text.Json.JsonElement layout = chart.RootElement.GetProperty("layout");
        Assert.Equal(3, layout.GetProperty("shapes").GetArrayLength());
        Assert.Equal(8, layout.GetProperty("annotations").GetArrayLength());
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_with_what_to_do()
    {
        Assert.Contains("Call .Word(...) or .Row(...)", Refused<InvalidOperationException>(
            () => Figure.Pieces("Nothing").ToSvg()));
        Assert.Contains("Row \"x\" needs at least one piece", Refused<ArgumentException>(
            () => Figure.Pieces().Word("x")));
        Assert.Contains("Received none at index 1", Refused<ArgumentException>(
            () => Figure.Pieces().Word("x", "a", "")));
        Assert.Contains("needs a name", Refused<ArgumentException>(() => Figure.Pieces().Word(" ", "a")));
        Assert.Contains("needs a name", Refused<ArgumentException>(() => Figure.Pieces().Heading("")));
        Assert.Contains("Received \"pink\"", Refused<ArgumentException>(
            () => Figure.Pieces().Row("x", [new Piece("a") { Color = "pink" }])));
    }

    [Fact]
    public void Steps_look_as_a_person_accepted_them() =>
        Golden.Verify(Figures.Steps.ToSvg(360).Split("</style>")[1], "Charts/pieces-narrow.svg");

    private static string Refused<T>(Func<object> draw)
        where T : Exception => Assert.Throws<T>(draw).Message;

    /// <summary>The boxes, without the bars over seams.</summary>
    private static XElement[] Boxes(string svg) => [.. XDocument.Parse(svg).Descendants(SvgTests.Svg + "rect")
        .Where(box => Number(box, "height") > 10)];

    private static string[] Texts(string svg) =>
        [.. XDocument.Parse(svg).Descendants(SvgTests.Svg + "text").Select(text => text.Value)];

    private static double End(XElement box) => Number(box, "x") + Number(box, "width");

    private static double Number(XElement box, string name) =>
        double.Parse((string)box.Attribute(name)!, CultureInfo.InvariantCulture);
}
