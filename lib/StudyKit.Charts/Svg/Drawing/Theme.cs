using System.Text;
using StudyKit.Charts.Geometry;

namespace StudyKit.Charts.Svg.Drawing;

/// <summary>Text sizes in pixels for one width of the picture.</summary>
internal sealed record Fonts(double Tick, double Label, double Title)
{
    /// <summary>Below this width a picture is laid out for a phone.</summary>
    public const int NarrowBelow = 480;

    public static Fonts For(int width) => width < NarrowBelow ? new Fonts(11, 11.5, 14) : new Fonts(12, 12.5, 15);
}

/// <summary>
/// The colours of a picture and how a page changes them. A page sets <c>--sk-fg</c> and the others listed in
/// <see cref="Pairs"/>, or only <c>color-scheme</c>; without either the picture is drawn for a light page.
/// </summary>
internal static class Theme
{
    /// <summary>
    /// Name, on a light page, on a dark page. The names are also those of the CSS variables, after <c>--sk-</c>.
    /// </summary>
    public static IReadOnlyList<(string Name, string Light, string Dark)> Pairs { get; } =
    [
        ("fg", "#1f2328", "#e6e8eb"),
        ("muted", "#57606a", "#a3abb4"),
        ("axis", "#8c959f", "#6e7781"),
        ("grid", "#e4e7eb", "#30353b"),
        ("bg", "#ffffff", "#14161a"),
        .. Palette.Colors,
    ];

    /// <summary>
    /// The rules for every picture on a page: the same text each time, so that repeating it changes nothing.
    /// VS Code and JupyterLab say by a class or an attribute that they are dark.
    /// </summary>
    public static string Css { get; } = Build();

    /// <summary>The class of a colour, and the colour itself for viewers without style sheets.</summary>
    public static string Color(string name) =>
        $"class=\"sk-{name}\" color=\"{Pairs.First(pair => pair.Name == name).Light}\"";

    private static string Build()
    {
        StringBuilder css = new();
        css.Append($".sk-svg{{font-family:var(--sk-font,{Typeface.Family});font-variant-numeric:tabular-nums;" +
            $"max-width:100%;height:auto}}\n");
        css.Append(".vscode-dark .sk-svg,[data-jp-theme-light=false] .sk-svg{color-scheme:dark}\n");
        css.Append("@supports (color:light-dark(#000,#fff)){\n");
        foreach ((string name, string light, string dark) in Pairs)
        {
            css.Append($".sk-svg .sk-{name}{{color:var(--sk-{name},{Host(name)}light-dark({light}," +
                $"{dark}){(Host(name).Length > 0 ? "))" : "")})}}\n");
        }

        return css.Append('}').ToString();
    }

    /// <summary>
    /// The halo of texts must be the colour that lies behind them, which the notebook's host knows best.
    /// </summary>
    private static string Host(string name) =>
        name == "bg" ? "var(--vscode-editor-background,var(--jp-layout-color0," : "";
}
