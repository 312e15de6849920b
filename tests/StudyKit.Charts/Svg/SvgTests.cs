using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using StudyKit.Charts;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Svg.Drawing;
using StudyKit.Tests.Support;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Charts.Svg;

public sealed partial class SvgTests
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => Figures.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_is_well_formed_and_told_in_words_at_both_widths(string name)
    {
        foreach (int width in (int[])[720, 360])
        {
            XElement svg = XDocument.Parse(Figures.All[name].ToSvg(width)).Root!;
            Assert.Equal("img", (string)svg.Attribute("role")!);
            Assert.Equal(Figures.All[name].AlternativeText, (string)svg.Attribute("aria-label")!);
            Assert.NotEmpty(svg.Element(Svg + "title")!.Value);
            Assert.Equal(Figures.All[name].AlternativeText, svg.Element(Svg + "desc")!.Value);
            Assert.Equal(width, (double)svg.Attribute("width")!);
            Assert.DoesNotContain("NaN", svg.ToString());
            Assert.DoesNotContain("∞", svg.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_keeps_its_texts_inside_the_picture(string name)
    {
        foreach (int width in (int[])[720, 360])
        {
            XElement svg = XDocument.Parse(Figures.All[name].ToSvg(width)).Root!;
            double height = (double)svg.Attribute("height")!;
            foreach (XElement text in svg.Descendants(Svg + "text").Where(text => text.Attribute("transform") is null))
            {
                double x = (double)text.Attribute("x")!, y = (double)text.Attribute("y")!;
                double size = (double)text.AncestorsAndSelf().Attributes("font-size").First(),
                    wide = TextWidth.Of(text.Value, size);
                string anchor = (string?)text.AncestorsAndSelf().Attributes("text-anchor").FirstOrDefault() ?? "start";
                double left = anchor == "end" ? x - wide : anchor == "middle" ? x - (wide / 2) : x;
                Assert.True(left >= -1.5
                    && left + wide <= width + 1.5, $"{text.Value}: {left:0} to {left + wide:0} in {width}");
                Assert.True(y - size >= -2 && y <= height, $"{text.Value}: base line {y:0} in {height}");
                Assert.True(size >= 9, $"{text.Value} has {size} px");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_figure_gives_the_same_bytes(string name)
    {
        Assert.Equal(Figures.All[name].ToSvg(), Figures.All[name].ToSvg());
        Assert.Equal(Figures.All[name].ToHtml(), Figures.All[name].ToHtml());
        Assert.Equal(Figures.All[name].ToPlotlyJson(), Figures.All[name].ToPlotlyJson());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_element_has_an_id_so_none_can_clash_on_a_page(string name) =>
        Assert.DoesNotContain(
            XDocument.Parse(Figures.All[name].ToSvg()).Descendants(), element => element.Attribute("id") is not null);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_colour_of_the_theme_has_a_rule_and_a_value_for_viewers_without_rules(string name)
    {
        XElement svg = XDocument.Parse(Figures.All[name].ToSvg()).Root!;
        foreach (XElement element in svg.Descendants().Where(
            element => ((string?)element.Attribute("class"))?.StartsWith("sk-", StringComparison.Ordinal) == true))
        {
            Assert.Matches("^#[0-9a-f]{6}$", (string)element.Attribute("color")!);
            Assert.Contains($".{(string)element.Attribute("class")!}{{color:var(--", Theme.Css);
        }
    }

    [Fact]
    public void A_line_looks_as_a_person_accepted_it() => Golden.Verify(Plain(Figures.Line.ToSvg()), "Charts/line.svg");

    [Fact]
    public void Bars_look_as_a_person_accepted_them() =>
        Golden.Verify(Plain(Figures.Bar.ToSvg(360)), "Charts/bar-narrow.svg");

    [Fact]
    public void A_heatmap_looks_as_a_person_accepted_it() =>
        Golden.Verify(Plain(Figures.Heatmap.ToSvg(360)), "Charts/heatmap-narrow.svg");

    [Fact]
    public void A_grid_looks_as_a_person_accepted_it() =>
        Golden.Verify(
            Plain(Figure.Grid(2, Figure.Heatmap(new[,] { { 1.0, 2 }, { 3, 4 } }), Figure.Heatmap(new[,] { { 4.0, 0 } }))
                .Title("Two maps").ColumnHeadings("head 1", "head 2").ToSvg()),
            "Charts/grid.svg");

    [Fact]
    public void The_rules_are_as_a_person_accepted_them() => Golden.Verify(Theme.Css, "Charts/theme.css");

    [Fact]
    public void Markup_in_labels_stays_text()
    {
        const string evil = "<script>alert(1)</script>\"'&";
        Figure figure = Figure.Heatmap(new double[,] { { 1, 2 } }, [evil], [evil, "</s>"])
            .Title(evil).X(evil).Y(evil).Scale(evil).Caption(evil);
        Assert.DoesNotContain("<script", figure.ToSvg());
        Assert.DoesNotContain("<script", figure.ToHtml());
        Assert.DoesNotContain("<", figure.ToPlotlyJson());
        Assert.Contains("</s>", XDocument.Parse(figure.ToSvg()).Descendants(Svg + "text").Select(text => text.Value));
    }

    [Fact]
    public void A_missing_value_is_a_visible_gap_and_a_lonely_one_a_dot()
    {
        string svg = Figure.Line().Series("ours", Enumerable.Range(0, 60), Enumerable.Range(0, 60)
            .Select(i => i is 20 or 22 ? double.NaN : i)).ToSvg();
        XElement[] marks = [.. XDocument.Parse(svg)
            .Descendants(Svg + "g").Single(group => (string?)group.Attribute("class") == "sk-blue").Elements()];
        Assert.Equal(2, ((string)marks[0].Attribute("d")!).Count(symbol => symbol == 'M'));
        Assert.Equal(1, ((string)marks[1].Attribute("d")!).Count(symbol => symbol == 'M'));
    }

    [Fact]
    public void Missing_cells_have_no_colour_of_the_scale()
    {
        string full = Figure.Heatmap(new double[,] { { 0, 1 }, { 1, 0 } }).ToSvg(),
            holed = Figure.Heatmap(new[,] { { 0, 1 }, { double.NaN, 0 } }).ToSvg();
        Assert.Equal(4, Cells(full));
        Assert.Equal(3, Cells(holed));

        static int Cells(string svg) => XDocument.Parse(svg).Descendants(Svg + "path")
            .Where(path => ((string?)path.Attribute("stroke"))?.StartsWith('#') == true)
            .SelectMany(path => ((string)path.Attribute("d")!).Split('M', StringSplitOptions.RemoveEmptyEntries))
            .Sum(run => int.Parse(run[(run.IndexOf('h') + 1)..], CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(40, 720, 80, 0)]
    [InlineData(80, 720, 0, 2)]
    [InlineData(40, 360, 0, 2)]
    [InlineData(12, 360, 24, 0)]
    public void A_heatmap_names_every_token_or_none_and_then_says_how_many(int tokens, int width, int names, int notes)
    {
        string[] words = [.. Enumerable.Range(0, tokens).Select(i => $"w{i}")];
        string svg = Figure.Heatmap(Figures.Weights(tokens, tokens), words, words).X("key").Y("query").ToSvg(width);
        Assert.Equal(names, Regex.Count(svg, ">w[0-9]+</text>"));
        Assert.Equal(notes, Regex.Count(svg, $"\\({tokens}, too many to name\\)</text>"));
    }

    [Fact]
    public void Values_stand_in_small_heatmaps_only()
    {
        Assert.Contains(">0.59<", Figure.Heatmap(Figures.Weights(3, 3)).ToSvg());
        Assert.DoesNotContain(">0.59<", Figure.Heatmap(Figures.Weights(3, 3)).ShowValues(false).ToSvg());
        Assert.DoesNotContain(">0.59<", Figure.Heatmap(Figures.Weights(50, 50)).ToSvg());
    }

    [Fact]
    public void A_picture_of_many_cells_stays_small()
    {
        GridFigure heads = Figure.Grid(8, Enumerable.Range(0, 48).Select(i => Figure.Heatmap(Figures.Weights(20, 20))));
        Assert.True(heads.ToSvg().Length < 200_000, $"{heads.ToSvg().Length} characters");
        Assert.True(Figures.All["fifty by fifty"].ToSvg().Length < 40_000);
    }

    [Fact]
    public void A_hundred_thousand_points_make_a_small_picture()
    {
        string svg = Figure.Line().Series(
            "train", Enumerable.Range(0, 100_000), Enumerable.Range(0, 100_000).Select(i => Math.Sin(i * 0.7))).ToSvg();
        Assert.True(svg.Length < 60_000, $"{svg.Length} characters");
    }

    [Fact]
    public void A_file_stands_alone_with_a_background_and_a_dark_variant()
    {
        string path = Path.Combine(Path.GetTempPath(), $"studykit-{Guid.NewGuid():N}.svg");
        try
        {
            Figures.Line.SaveSvg(path);
            XElement svg = XDocument.Load(path).Root!;
            Assert.Contains("color-scheme:light dark", svg.Element(Svg + "style")!.Value);
            Assert.Equal("sk-bg", (string)svg.Element(Svg + "rect")!.Attribute("class")!);
            Assert.DoesNotContain("sk-bg\" color=\"#ffffff\" x=", Figures.Line.ToSvg());
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Without the rules, which have a golden of their own.</summary>
    /// <summary>
    /// For a person to read: without the style sheet, labels side by side, and of a long run of one kind of element the
    /// first two and the hash of the others.
    /// </summary>
    private static string Plain(string svg) => LongRun().Replace(
        Labels().Replace(svg.Replace(Theme.Css, "…", StringComparison.Ordinal), "$1 $2 "),
        run => $"{run.Groups["first"].Value}<!-- {run.Groups["more"].Captures.Count} more, " +
            $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(run.Value)))[..12]} -->\n");

    [GeneratedRegex(@"(<text[^\n]*)\n(<text[^\n]*)\n(?=<text)")]
    private static partial Regex Labels();

    [GeneratedRegex(@"(?<first>(?:<(?<kind>rect|path|line)[^\n]*\n){2})(?<more><\k<kind>[^\n]*\n){7,}")]
    private static partial Regex LongRun();
}
