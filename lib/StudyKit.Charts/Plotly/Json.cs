using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace StudyKit.Charts.Plotly;

/// <summary>Values as Plotly wants them.</summary>
internal static class Json
{
    /// <summary>Leaves Chinese readable and escapes what would end a script element.</summary>
    public static JsonSerializerOptions Options { get; } =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>A number with six significant digits, more than a screen shows; <c>null</c> for a gap.</summary>
    public static JsonNode? Number(double value) =>
        double.IsFinite(value) ? JsonValue.Create(double.Parse(value.ToString("G6"))) : null;

    public static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(Number)];

    /// <summary>
    /// A text for display. Plotly reads a few HTML tags in texts, so a token such as &lt;s&gt; must be written as
    /// entities.
    /// </summary>
    public static string Text(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>
    /// Names for a category axis. Plotly joins equal names, so the second "the" gets an invisible character more.
    /// </summary>
    public static string[] Categories(IEnumerable<string> names)
    {
        Dictionary<string, int> seen = [];
        return [.. names.Select(name =>
        {
            int before = seen.GetValueOrDefault(name);
            seen[name] = before + 1;
            return Text(name) + new string('\u200B', before);
        })];
    }

    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    public static string Dash(Dash dash) => dash switch
    {
        Charts.Dash.Dashed => "dash",
        Charts.Dash.Dotted => "dot",
        Charts.Dash.DashDot => "dashdot",
        _ => "solid",
    };

    public static string Symbol(Marker marker) => marker switch
    {
        Marker.Square => "square",
        Marker.Triangle => "triangle-up",
        Marker.TriangleDown => "triangle-down",
        Marker.Diamond => "diamond",
        Marker.Cross => "x",
        _ => "circle",
    };

    /// <summary>
    /// A series' colour. Plotly knows no CSS variables: what is ink on a page is here a grey that shows on light and on
    /// dark.
    /// </summary>
    public static string Color(SeriesStyle style) =>
        style.Color == "ink" ? PlotlyLayout.Grey : Palette.Color(style.Color).Light;

    /// <summary>The same colour with an opacity.</summary>
    public static string Pale(SeriesStyle style, string opacity)
    {
        Colors.Rgb color = Colors.Rgb.Parse(Color(style));
        return new StringBuilder().Append($"rgba({color.R},{color.G},{color.B},{opacity})").ToString();
    }
}
