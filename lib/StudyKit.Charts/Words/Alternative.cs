using StudyKit.Charts.Model;
using StudyKit.Contracts;

namespace StudyKit.Charts.Words;

/// <summary>Says in words what a figure shows: kind, title, what the data say, reference lines.</summary>
internal static class Alternative
{
    public static string For(Figure figure)
    {
        string kind = figure.Words.Kind, story = figure.Words.Story, references = ReferencesOf(figure);
        string title = figure.TitleText is { } text ? $": {text}" : "";
        return story.Length == 0
            ? $"{kind}{title}.{references}"
            : $"{kind}{title}. {story}{(story.EndsWith('.') ? "" : ".")}{references}";
    }

    /// <summary>A few lines for a terminal: title, axes, what it shows, caption.</summary>
    public static string Plain(Figure figure) =>
        string.Join('\n', new[] { For(figure), figure.CaptionText }.Where(line => !string.IsNullOrEmpty(line)));

    private static string ReferencesOf(Figure figure)
    {
        if (figure is not IAxes { References.Count: > 0 } axes) return "";
        IEnumerable<string> lines = axes.References
            .Select(line => $"{line.Label} ({(line.Vertical ? "x" : "y")} = {NumberText.Of(line.Value)})");
        return $" Reference lines: {string.Join("; ", lines)}.";
    }
}
