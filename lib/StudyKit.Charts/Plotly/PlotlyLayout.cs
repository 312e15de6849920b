using System.Text.Json.Nodes;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Plotly;

/// <summary>
/// The layout that all figures share. Only these keys carry a colour that depends on the page, so that a page can
/// change them when it turns dark: <c>font.color</c>, <c>hoverlabel.bgcolor</c> and <c>hoverlabel.font.color</c>. Grid
/// and axis lines are half-transparent greys and fit both. The series' colours are those for a light page;
/// <c>meta.dark</c> maps each to its colour on a dark one.
/// </summary>
internal static class PlotlyLayout
{
    /// <summary>Stands out from white by 4.5:1 and from a dark page by 3.7:1, for hosts that change nothing.</summary>
    public const string Grey = "#767676";

    /// <summary>The letters of axis titles.</summary>
    public const double TitleSize = 12.5;

    /// <summary>The smallest letters of values in a plot.</summary>
    public const double SmallestText = 9;

    /// <summary>A row of the legend, in pixels.</summary>
    private const int LegendHeight = 28;

    private const string Clear = "rgba(0,0,0,0)";
    private const string GridColor = "rgba(128,128,128,0.18)";
    private const string LineColor = "rgba(128,128,128,0.7)";

    public static JsonObject Base(Figure figure, double? height = null)
    {
        JsonObject layout = new()
        {
            ["template"] = new JsonObject(),
            ["font"] = new JsonObject { ["family"] = Typeface.Family, ["size"] = 12, ["color"] = Grey },
            ["paper_bgcolor"] = Clear,
            ["plot_bgcolor"] = Clear,
            ["margin"] =
                new JsonObject { ["l"] = 12, ["r"] = 16, ["t"] = figure.TitleText is null ? 12 : 44, ["b"] = 12 },
            ["hoverlabel"] =
                new JsonObject { ["bgcolor"] = "#ffffff", ["font"] = new JsonObject { ["color"] = "#1f2328" } },
            ["modebar"] =
                new JsonObject { ["bgcolor"] = Clear, ["color"] = "rgba(128,128,128,0.5)", ["activecolor"] = Grey },
            ["showlegend"] = false,
            ["meta"] = new JsonObject { ["dark"] = Dark() },
        };
        if (height is { } pixels) layout["height"] = Math.Round(pixels);
        if (figure.TitleText is { } title)
        {
            layout["title"] = new JsonObject
            {
                ["text"] = $"<b>{Json.Text(title)}</b>",
                ["font"] = new JsonObject { ["size"] = 15 },
                ["x"] = 0,
                ["xanchor"] = "left",
                ["xref"] = "container",
                ["y"] = 1,
                ["yanchor"] = "top",
                ["yref"] = "container",
                ["pad"] = new JsonObject { ["l"] = 12, ["t"] = 12 },
            };
        }

        return layout;
    }

    /// <summary>A legend in a row above the plot, near the lines.</summary>
    /// <param name="layout">The layout to add to.</param>
    /// <param name="isShown">
    /// Whether it is there from the start; where the lines have their names beside them, a page shows it when they do
    /// not.
    /// </param>
    public static void Legend(JsonObject layout, bool isShown = true)
    {
        layout["showlegend"] = isShown;
        if (isShown) layout["margin"]!["t"] = layout["margin"]!["t"]!.GetValue<int>() + LegendHeight;
        layout["legend"] = new JsonObject
        {
            ["orientation"] = "h",
            ["x"] = 0,
            ["xanchor"] = "left",
            ["y"] = 1.02,
            ["yanchor"] = "bottom",
            ["bgcolor"] = Clear,
        };
    }

    /// <summary>One axis for a scale that is already decided, so that both pictures show the same.</summary>
    public static JsonObject Axis(Scale scale, string? title, bool grid)
    {
        JsonObject axis = new()
        {
            ["automargin"] = true,
            ["showgrid"] = grid,
            ["gridcolor"] = GridColor,
            ["linecolor"] = LineColor,
            ["zeroline"] = grid && scale is LinearScale && scale.From < 0 && scale.To > 0,
            ["zerolinecolor"] = LineColor,
            ["showline"] = !grid,
            ["ticks"] = "outside",
            ["tickcolor"] = grid ? Clear : LineColor,
            ["ticklen"] = 4,
        };
        if (title is not null) axis["title"] = Title(title);
        switch (scale)
        {
            case CategoryScale names:
                // Not a category axis: that one joins equal names, and takes no places between two names.
                axis["type"] = "linear";
                axis["tickvals"] = Json.Numbers(Enumerable.Range(0, names.Names.Count).Select(i => (double)i));
                axis["ticktext"] = Json.Texts(names.Names.Select(Json.Text));
                axis["range"] = Json.Numbers([scale.From, scale.To]);
                axis["showgrid"] = false;
                axis["zeroline"] = false;
                axis["ticks"] = "";
                break;
            case LogScale:
                axis["type"] = "log";
                axis["range"] = Json.Numbers([Math.Log10(scale.From), Math.Log10(scale.To)]);
                // Plotly's own labels between the powers are single digits in small print: the picture's are words of
                // the same size.
                IReadOnlyList<Tick> ticks = scale.Ticks(6);
                axis["tickvals"] = Json.Numbers(ticks.Select(tick => tick.Value));
                axis["ticktext"] = Json.Texts(ticks.Select(tick => Json.Text(tick.Label)));
                break;
            default:
                axis["type"] = "linear";
                axis["range"] = Json.Numbers([scale.From, scale.To]);
                break;
        }

        return axis;
    }

    /// <summary>The title of an axis, as large as in the static picture: plotly's own are larger.</summary>
    public static JsonObject Title(string text) => new()
    {
        ["text"] = Json.Text(text),
        ["font"] = new JsonObject { ["size"] = TitleSize },
        ["standoff"] = 8,
    };

    /// <summary>The key to the colours of heatmaps, at the right.</summary>
    public static JsonObject ColorAxis(Colors.HeatScale scale, string? title)
    {
        const int stops = 16;
        JsonArray colors = [.. Enumerable.Range(0, stops + 1).Select(i => (JsonNode)new JsonArray(
            Json.Number(i / (double)stops),
            JsonValue.Create(scale.Color(i * (Colors.HeatColors.Steps - 1) / stops).Hex)))];
        JsonObject bar = new() { ["thickness"] = 10, ["outlinewidth"] = 0, ["len"] = 0.8 };
        if (title is not null)
        {
            bar["title"] = new JsonObject
            {
                ["text"] = Json.Text(title),
                ["font"] = new JsonObject { ["size"] = TitleSize },
                ["side"] = "right",
            };
        }

        return new JsonObject
        {
            ["cmin"] = Json.Number(scale.From),
            ["cmax"] = Json.Number(scale.To),
            ["colorscale"] = colors,
            ["colorbar"] = bar,
        };
    }

    private static JsonObject Dark()
    {
        JsonObject dark = [];
        foreach ((string name, string light, string onDark) in Palette.Colors)
        {
            dark[name == "ink" ? Grey : light] = onDark;
        }

        return dark;
    }
}
