using System.Globalization;
using System.Text;
using StudyKit.Charts.Geometry;
using StudyKit.Contracts;

namespace StudyKit.Charts.Svg.Drawing;

/// <summary>Where a text is held: at its start, its middle or its end.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>
/// Writes SVG elements. Every colour is a class that sets <c>color</c>, used through <c>currentColor</c>, so a page can
/// change it; the <c>color</c> attribute beside it is for viewers that know no style sheets.
/// </summary>
internal sealed class SvgCanvas(Fonts fonts)
{
    private readonly StringBuilder _svg = new();

    public Fonts Fonts { get; } = fonts;

    /// <summary>A coordinate with at most one decimal: a tenth of a pixel is finer than the eye.</summary>
    public static string N(double value)
    {
        double rounded = Math.Round(value, 1, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.#", CultureInfo.InvariantCulture);
    }

    /// <summary>Opens a group whose elements take their colour from the theme.</summary>
    public void Open(string color, string attributes = "") =>
        _svg.Append($"<g {Theme.Color(color)}{Spaced(attributes)}>\n");

    public void Close() => _svg.Append("</g>\n");

    /// <summary>Opens a window outside of which nothing is drawn; coordinates stay those of the page.</summary>
    public void OpenWindow(Rect area) =>
        _svg.Append($"<svg x=\"{N(area.X)}\" y=\"{N(area.Y)}\" width=\"{N(area.Width)}\" height=\"{N(area.Height)}\" " +
            $"viewBox=\"{N(area.X)} {N(area.Y)} {N(area.Width)} {N(area.Height)}\" overflow=\"hidden\">\n");

    public void CloseWindow() => _svg.Append("</svg>\n");

    public void Line(double x1, double y1, double x2, double y2, string attributes = "") =>
        _svg.Append($"<path d=\"M{N(x1)} {N(y1)}L{N(x2)} {N(y2)}\"{Spaced(attributes)}/>\n");

    public void Path(string data, string attributes) => _svg.Append($"<path d=\"{data}\"{Spaced(attributes)}/>\n");

    public void Rectangle(Rect area, string attributes) =>
        _svg.Append($"<rect x=\"{N(area.X)}\" y=\"{N(area.Y)}\" width=\"{N(area.Width)}\" " +
            $"height=\"{N(area.Height)}\"{Spaced(attributes)}/>\n");

    /// <summary>A text in the colour of its group.</summary>
    /// <param name="text">The text; it is escaped here.</param>
    /// <param name="x">Where it is held.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="anchor">Which end is held.</param>
    /// <param name="attributes">More attributes; sizes other than the group's.</param>
    /// <param name="turn">Degrees to turn it around the point where it is held.</param>
    public void Text(
        string text, double x, double y, Anchor anchor = Anchor.Start, string attributes = "", double turn = 0)
    {
        string hold = anchor switch
        {
            Anchor.Middle => " text-anchor=\"middle\"",
            Anchor.End => " text-anchor=\"end\"",
            _ => "",
        };
        string rotate = turn == 0 ? "" : $" transform=\"rotate({N(turn)} {N(x)} {N(y)})\"";
        _svg.Append($"<text x=\"{N(x)}\" " +
            $"y=\"{N(y)}\"{hold}{rotate}{Spaced(attributes)}>{Escaping.Html(text)}</text>\n");
    }

    /// <summary>
    /// An attribute for a line of a broken text: the first carries the whole, the others say that they belong to it.
    /// A page that shows the text in another language needs both.
    /// </summary>
    /// <param name="lines">All lines.</param>
    /// <param name="line">Which one, from 0.</param>
    public static string Part(IReadOnlyList<string> lines, int line) => lines.Count < 2 ? ""
        : line > 0 ? "data-whole=\"\"" : $"data-whole=\"{Escaping.Html(string.Join(' ', lines))}\"";

    public void Raw(string svg) => _svg.Append(svg);

    public override string ToString() => _svg.ToString();

    private static string Spaced(string attributes) => attributes.Length == 0 ? "" : $" {attributes}";
}
