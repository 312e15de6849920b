using System.Text.RegularExpressions;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>What a runner reads off a cell before and after it runs.</summary>
internal static partial class CellReading
{
    private const int LongestTitle = 70;

    /// <summary>The heading above the cell and its first telling line: a comment, else code.</summary>
    public static string Title(Notebook notebook, int index)
    {
        string? heading = null;
        for (int i = index - 1; i >= 0 && heading is null; i--)
        {
            if (notebook.Cells[i].Kind == CellKind.Markdown)
            {
                heading = Heading().Matches(notebook.Cells[i].Source).LastOrDefault()?.Groups[1].Value.Trim();
            }
        }

        string line = notebook.Cells[index].Source
            .Split('\n').Select(text => text.Trim()).FirstOrDefault(text => text.Length > 0) ?? "";
        line = line.StartsWith("//", StringComparison.Ordinal) ? line.TrimStart('/', ' ') : line;
        string title = heading is null ? line : $"{heading} · {line}";
        return title.Length <= LongestTitle ? title : title[..(LongestTitle - 1)] + "…";
    }

    /// <summary>The first line of the named cell that a traceback mentions.</summary>
    public static int? FailingLine(string cellName, IEnumerable<string> traceback)
    {
        foreach (string line in traceback)
        {
            Match place = Regex.Match(line, $@"\b{Regex.Escape(cellName)}, line (\d+)");
            if (place.Success)
            {
                return int.Parse(place.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    /// <summary>Whether an output can be a figure: HTML, an image or a Plotly chart.</summary>
    public static bool HasFigure(IEnumerable<CellOutput> outputs) => outputs.OfType<DataOutput>()
        .SelectMany(output => output.Data.Types)
        .Any(type => type is MimeTypes.Html or MimeTypes.Plotly || type.StartsWith("image/", StringComparison.Ordinal));

    [GeneratedRegex(@"^#+ +(.+?)\s*#*\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
