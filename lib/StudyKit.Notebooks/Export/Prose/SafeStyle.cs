using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace StudyKit.Notebooks.Export.Prose;

/// <summary>
/// The looks that a Markdown cell may ask for, as in Jupyter: colours and the side a text stands on. What else a style
/// can do, such as covering the page or loading something, is left out.
/// </summary>
internal static partial class SafeStyle
{
    /// <summary>The parts of a style that are allowed; null when none is.</summary>
    /// <param name="style">The value of a <c>style</c> attribute.</param>
    public static string? Of(string style)
    {
        string[] kept = [.. style.Split(';', StringSplitOptions.TrimEntries).Where(part => Allowed().IsMatch(part))];
        return kept.Length > 0 ? string.Join("; ", kept) : null;
    }

    /// <summary>
    /// What HTML 3 had: &lt;font color&gt; becomes a span of that colour, &lt;center&gt; a centred block.
    /// </summary>
    /// <param name="element">Any element.</param>
    /// <returns>The element, or what stands in its place.</returns>
    public static IElement Modern(IElement element)
    {
        (string tag, string? style) = element.LocalName switch
        {
            "font" => ("span", element.GetAttribute("color") is { } color ? Of($"color: {color}") : null),
            "center" => ("div", "text-align: center"),
            _ => ("", null),
        };
        if (tag.Length == 0) return element;
        IElement modern = element.Owner!.CreateElement(tag);
        if (style is not null) modern.SetAttribute("style", style);
        modern.Append([.. element.ChildNodes]);
        element.Replace(modern);
        return modern;
    }

    // A name, #rrggbb, or numbers between the brackets of rgb() and hsl().
    [GeneratedRegex(
        @"^(?:(?:color|background-color)\s*:\s*(?:[A-Za-z]{3,24}|#[0-9A-Fa-f]{3,8}|" +
        @"(?:rgb|hsl)a?\([0-9.,%/ deg]{3,40}\))|" +
        @"text-align\s*:\s*(?:left|right|center|justify))$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
