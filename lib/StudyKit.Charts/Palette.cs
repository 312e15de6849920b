using System.Text;
using StudyKit.Charts.Colors;

namespace StudyKit.Charts;

/// <summary>
/// Colours, dashes and markers with meaning: the same thing looks the same in all seven papers.
/// The hues are Okabe and Ito's (Color Universal Design, 2008); on white, three are darker and on dark, three are
/// lighter than theirs, so that each stands out from the page by at least 3:1 (WCAG 2.1, 1.4.11).
/// </summary>
public static class Palette
{
    /// <summary>
    /// The colours, in the order in which unnamed series take them: name, hex on a light page, hex on a dark page.
    /// </summary>
    public static IReadOnlyList<(string Name, string Light, string Dark)> Colors { get; } =
    [
        ("blue", "#0072b2", "#1a80c2"),
        ("vermillion", "#d55e00", "#d55e00"),
        ("green", "#009e73", "#009e73"),
        ("purple", "#c477b1", "#e08fbd"),
        ("orange", "#8a5207", "#e69f00"),
        ("sky", "#139ce2", "#56b4e9"),
        ("ink", "#3a3f45", "#d5d8dc"),
    ];

    /// <summary>
    /// What is known by name. Contrasting pairs get hues that are far apart in every kind of vision.
    /// A split (train, validation, test) sets the dash only when something else in the name sets the colour.
    /// </summary>
    private static readonly (string Key, SeriesStyle Style)[] Things =
    [
        ("residual", new("blue", Dash.Solid, Marker.Circle)),
        ("resnet", new("blue", Dash.Solid, Marker.Circle)),
        ("plain", new("vermillion", Dash.Dashed, Marker.Square)),
        ("highway", new("green", Dash.DashDot, Marker.Triangle)),
        ("vgg", new("purple", Dash.Dotted, Marker.Diamond)),
        ("layernorm", new("green", Dash.Solid, Marker.Circle)),
        ("batchnorm", new("orange", Dash.Dashed, Marker.Square)),
        ("postnorm", new("blue", Dash.Solid, Marker.Circle)),
        ("prenorm", new("purple", Dash.Dashed, Marker.Triangle)),
        ("transformer", new("blue", Dash.Solid, Marker.Circle)),
        ("gru", new("vermillion", Dash.Dashed, Marker.Square)),
        ("lstm", new("vermillion", Dash.Dashed, Marker.Square)),
        ("elmo", new("vermillion", Dash.Dashed, Marker.Square)),
        ("convs2s", new("green", Dash.DashDot, Marker.Triangle)),
        ("bytenet", new("orange", Dash.Dotted, Marker.Diamond)),
        ("neuralgpu", new("purple", Dash.Dotted, Marker.TriangleDown)),
        ("bert", new("green", Dash.Solid, Marker.Circle)),
        ("gpt", new("blue", Dash.Solid, Marker.Circle)),
        ("published", new("ink", Dash.Dotted, Marker.Diamond)),
        ("paper", new("ink", Dash.Dotted, Marker.Diamond)),
        ("chance", new("ink", Dash.Dotted, Marker.Cross)),
        ("baseline", new("ink", Dash.Dashed, Marker.Square)),
        ("ours", new("blue", Dash.Solid, Marker.Circle)),
    ];

    private static readonly (string Key, SeriesStyle Style)[] Splits =
    [
        ("train", new("sky", Dash.Dashed, Marker.Square)),
        ("training", new("sky", Dash.Dashed, Marker.Square)),
        ("validation", new("blue", Dash.Solid, Marker.Circle)),
        ("valid", new("blue", Dash.Solid, Marker.Circle)),
        ("dev", new("blue", Dash.Solid, Marker.Circle)),
        ("test", new("vermillion", Dash.Solid, Marker.Triangle)),
    ];

    /// <summary>The look of a thing by its name: "residual", "pre-norm", "BatchNorm, train", "published".</summary>
    /// <param name="name">The name; upper and lower case, hyphens and what else stands in it do not matter.</param>
    /// <returns>Its look; for a name with no meaning of its own, the first look of the palette.</returns>
    public static SeriesStyle For(string name) => Find(name) ?? new SeriesStyle("blue", Dash.Solid, Marker.Circle);

    /// <summary>The look of a name that has a meaning, else <c>null</c>.</summary>
    internal static SeriesStyle? Find(string name)
    {
        string[] words = Words(name);
        SeriesStyle? thing = FirstIn(words, Things);
        SeriesStyle? split = FirstIn(words, Splits);
        return thing is null ? split : split is null ? thing : thing with { Dash = split.Dash, Marker = split.Marker };
    }

    /// <summary>The look of a thing; null for a name that says none, or that says a split (train, test) too.</summary>
    internal static SeriesStyle? FindThing(string name)
    {
        string[] words = Words(name);
        return FirstIn(words, Splits) is null ? FirstIn(words, Things) : null;
    }

    internal static (string Name, string Light, string Dark) Color(string name) =>
        Colors.First(color => color.Name == name);

    /// <summary>The colour as channels, for a light page.</summary>
    internal static Rgb Light(string name) => Rgb.Parse(Color(name).Light);

    /// <summary>
    /// The style of the key that stands first in the name, as a word or as two neighbouring words ("layer norm").
    /// </summary>
    private static SeriesStyle? FirstIn(string[] words, (string Key, SeriesStyle Style)[] known)
    {
        for (int i = 0; i < words.Length; i++)
        {
            string pair = i + 1 < words.Length ? words[i] + words[i + 1] : words[i];
            foreach ((string key, SeriesStyle style) in known)
            {
                if (key == words[i] || key == pair) return style;
            }
        }

        return null;
    }

    /// <summary>Lower-case words, parted at everything that is not a letter, and between letters and digits.</summary>
    private static string[] Words(string name)
    {
        StringBuilder parted = new();
        char last = ' ';
        foreach (char symbol in name.ToLowerInvariant())
        {
            // "ResNet34" is "resnet 34", but "convs2s" stays one word.
            if (char.IsAsciiDigit(symbol) && char.IsLetter(last)
                && !parted.ToString().EndsWith("convs", StringComparison.Ordinal))
            {
                parted.Append(' ');
            }

            parted.Append(char.IsLetterOrDigit(symbol) ? symbol : ' ');
            last = symbol;
        }

        return parted.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
