using System.Text.Json;
using System.Text.Json.Nodes;
using StudyKit.Charts;
using StudyKit.Tests.Support;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Charts.Plotly;

public sealed class PlotlyJsonTests
{
    private const int Width = 130;

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Names => Figures.Names;

    private static JsonObject Parse(Figure figure) => JsonNode.Parse(figure.ToPlotlyJson())!.AsObject();

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_has_data_layout_and_config_and_a_clear_background(string name)
    {
        JsonObject chart = Parse(Figures.All[name]);
        Assert.Equal(["data", "layout", "config"], chart.Select(property => property.Key));
        JsonNode layout = chart["layout"]!;
        Assert.Equal("rgba(0,0,0,0)", (string)layout["paper_bgcolor"]!);
        Assert.Equal("rgba(0,0,0,0)", (string)layout["plot_bgcolor"]!);
        Assert.NotNull((string)layout["font"]!["color"]!);
        Assert.NotNull((string)layout["hoverlabel"]!["bgcolor"]!);
        Assert.True((bool)chart["config"]!["responsive"]!);
        Assert.Equal(Figures.All[name].TitleText is null, layout["title"] is null);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_series_colour_has_a_dark_partner(string name)
    {
        JsonObject chart = Parse(Figures.All[name]);
        JsonObject dark = chart["layout"]!["meta"]!["dark"]!.AsObject();
        foreach (JsonNode? trace in chart["data"]!.AsArray())
        {
            string? color = (string?)trace!["line"]?["color"] ?? (string?)trace["marker"]?["color"];
            if (color?.StartsWith('#') == true) Assert.True(dark.ContainsKey(color), color);
        }
    }

    [Fact]
    public void A_small_chart_is_written_as_a_person_accepted_it()
    {
        JsonObject chart = Parse(Figures.All["published line"]);
        chart.Remove("config");
        foreach (string shared in (string[])
            ["template", "font", "paper_bgcolor", "plot_bgcolor", "hoverlabel", "modebar"])
        {
            chart["layout"]!.AsObject().Remove(shared);
        }

        Golden.Verify(Short(chart, ""), "Charts/published.plotly.json");
    }

    /// <summary>For a person to read: as many members stand in a line as fit.</summary>
    private static string Short(JsonNode? node, string indent)
    {
        string line = node?.ToJsonString(Readable) ?? "null", inner = indent + "  ";
        if (indent.Length + line.Length <= Width) return line;
        return node switch
        {
            JsonObject members => "{\n" + Lines(
                members.Select(one => $"\"{one.Key}\": {Short(one.Value, inner)}"), inner) + $"\n{indent}}}",
            JsonArray items => "[\n" + Lines(items.Select(one => Short(one, inner)), inner) + $"\n{indent}]",
            _ => line,
        };
    }

    private static string Lines(IEnumerable<string> parts, string indent)
    {
        List<string> lines = [];
        foreach (string part in parts)
        {
            if (lines.Count > 0 && !part.Contains('\n') && lines[^1].Length + part.Length < Width
                && !lines[^1].Contains('\n'))
            {
                lines[^1] += $", {part}";
            }
            else
            {
                lines.Add(indent + part);
            }
        }

        return string.Join(",\n", lines);
    }

    [Fact]
    public void A_gap_is_null_and_is_not_bridged()
    {
        JsonNode trace = Parse(Figures.All["published line"])["data"]![0]!;
        Assert.Null(trace["y"]![1]);
        Assert.False((bool)trace["connectgaps"]!);
    }

    [Fact]
    public void A_band_is_a_closed_outline_without_hover()
    {
        JsonNode band = Parse(Figures.Line)["data"]![0]!;
        Assert.Equal(("toself", "skip"), ((string)band["fill"]!, (string)band["hoverinfo"]!));

        // 41 points forth, 41 back, and the end of the run.
        Assert.Equal(83, band["x"]!.AsArray().Count);
    }

    [Fact]
    public void Tokens_that_look_like_tags_are_escaped_and_equal_tokens_stay_apart()
    {
        string json = Figure.Heatmap(new double[,] { { 1, 2, 3 } }, ["q"], ["<s>", "the", "the"]).ToPlotlyJson();
        string[] columns = [.. JsonNode.Parse(json)!["data"]![0]!["x"]!.AsArray().Select(node => (string)node!)];
        Assert.Equal(["&lt;s&gt;", "the", "the\u200B"], columns);
    }

    [Theory]
    [InlineData(40, """{"tickmode":"linear","dtick":1,"size":12}""")]
    [InlineData(50, """{"tickmode":"linear","dtick":1,"size":9}""")]
    [InlineData(80, """{"tickmode":"array","tickvals":[0],"ticktext":[" "]}""")]
    public void A_heatmap_names_every_token_or_none(int tokens, string expected)
    {
        string[] words = [.. Enumerable.Range(0, tokens).Select(i => $"w{i}")];
        JsonNode x = Parse(Figure.Heatmap(Figures.Weights(tokens, tokens), words, words))["layout"]!["xaxis"]!;
        JsonObject found = new() { ["tickmode"] = x["tickmode"]!.DeepClone() };
        foreach (string key in (string[])["dtick", "tickvals", "ticktext"])
        {
            if (x[key] is { } value) found[key] = value.DeepClone();
        }

        if (x["tickfont"] is { } font) found["size"] = font["size"]!.DeepClone();
        Assert.Equal(expected, found.ToJsonString());
        // Numbers may be thinned: plotly does as it likes.
        Assert.Null(Parse(Figure.Heatmap(Figures.Weights(80, 80)))["layout"]!["xaxis"]!["tickmode"]);
    }

    [Fact]
    public void Chinese_stays_readable_in_the_JSON() => Assert.Contains("今天", Figures.Heatmap.ToPlotlyJson());

    [Fact]
    public void Bars_show_their_values_where_all_have_room()
    {
        BarFigure few = Figure.Bar("Few").Categories("a", "<b>").Series("one", [0.5, 12]).Y("score");
        JsonNode bars = Parse(few)["data"]![0]!;
        Assert.Equal(["0.5", "12.0"], bars["text"]!.AsArray().Select(text => (string)text!));
        Assert.Equal("outside", (string)bars["textposition"]!);
        Assert.Equal(["a", "&lt;b&gt;"], bars["customdata"]!.AsArray().Select(text => (string)text!));
        Assert.StartsWith("%{customdata}: ", (string)bars["hovertemplate"]!, StringComparison.Ordinal);
        // Forty numbers of 24 pixels have no room in 640; beside error bars no number stands.
        BarFigure many = Figure.Bar("Many").Categories(Enumerable.Range(1, 40).Select(i => $"{i}"))
            .Series("one", Enumerable.Range(1, 40).Select(i => i + 0.25)).Y("score");
        Assert.Equal("none", (string)Parse(many)["data"]![0]!["textposition"]!);
        BarFigure errors = Figure.Bar("Errors").Categories("a").Series("one", [1.0], ([0.5], [1.5])).Y("score");
        Assert.Equal("none", (string)Parse(errors)["data"]![0]!["textposition"]!);
    }

    [Fact]
    public void A_grid_of_maps_says_once_what_rows_and_columns_are()
    {
        static HeatmapFigure Map(string x) => Figure.Heatmap(new double[,] { { 1, 2 }, { 3, 4 } }).X(x).Y("query");
        JsonNode layout = Parse(Figure.Grid(2, Map("key"), Map("key")))["layout"]!;
        JsonNode[] titles = [.. layout["annotations"]!.AsArray().Select(one => one!)];
        Assert.Equal(["query ↓", "key →"], titles.Select(one => (string)one["text"]!));
        Assert.Equal([("paper", 0), ("paper", 1)], titles.Select(one => ((string)one["xref"]!, (int)one["x"]!)));
        JsonNode differ = Parse(Figure.Grid(2, Map("key"), Map("value")))["layout"]!;
        Assert.Equal("query ↓", (string)Assert.Single(differ["annotations"]!.AsArray())!["text"]!);
    }

    [Fact]
    public void Panels_of_a_grid_share_axes_and_one_legend()
    {
        JsonObject chart = Parse(Figures.LineGrid);
        Assert.Equal("x", (string)chart["layout"]!["xaxis3"]!["matches"]!);
        Assert.Equal(2, chart["data"]!.AsArray().Count(trace => trace!["showlegend"] is { } shown && (bool)shown));
        Assert.NotNull(Parse(Figures.HeatGrid)["layout"]!["coloraxis"]!["cmin"]);
    }

    [Fact]
    public void Panels_with_scales_of_their_own_leave_room_for_their_labels()
    {
        // At the page's 720 units 0.16 are 115: a title and labels such as 10,000. Shared panels have none between
        // them.
        Assert.Equal(0.16, Gap(Figures.LineGrid.OwnScales()), 1e-9);
        Assert.Equal(0.03, Gap(Figures.LineGrid), 1e-9);

        static double Gap(GridFigure grid)
        {
            JsonNode layout = Parse(grid)["layout"]!;
            return (double)layout["xaxis2"]!["domain"]![0]! - (double)layout["xaxis"]!["domain"]![1]!;
        }
    }

    [Fact]
    public void Annotations_on_logarithmic_axes_stand_at_the_logarithm()
    {
        JsonNode layout = Parse(Figure.Line().X("n", log: true)
            .Y("loss", log: true).Series("a", [1, 10], [1.0, 100]).HorizontalLine(10, "ten"))["layout"]!;
        Assert.Equal(10, (double)layout["shapes"]![0]!["y0"]!);
        Assert.Equal(1, (double)layout["annotations"]![0]!["y"]!);
    }

    [Fact]
    public void A_hundred_thousand_points_stay_below_two_hundred_kilobytes()
    {
        string json = Figure.Line()
            .Series("train", Enumerable.Range(0, 100_000), Enumerable.Range(0, 100_000).Select(i => Math.Sin(i * 0.7)))
            .ToPlotlyJson();
        Assert.True(json.Length < 200_000, $"{json.Length} characters");
    }
}
