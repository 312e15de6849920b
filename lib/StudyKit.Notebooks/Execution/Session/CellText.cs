using System.Text;
using System.Text.RegularExpressions;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>What a piece of a cell is to the session.</summary>
internal enum SegmentKind
{
    CSharp,
    Markdown,
    Html,
    Mermaid,
    Import,
    Time,
    Who,
    Whos,
    About,
}

/// <summary>A piece of a cell.</summary>
/// <param name="Kind">What the piece is.</param>
/// <param name="Text">
/// C#: the whole cell with all other lines blanked, so that line numbers stay. Import: the path. Else the text.
/// </param>
/// <param name="Line">The cell's line on which the piece begins, from 1.</param>
internal sealed record Segment(SegmentKind Kind, string Text, int Line);

/// <summary>
/// Cuts a cell at its language markers (<c>#!csharp</c>, <c>#!markdown</c>, <c>#!html</c>, <c>#!mermaid</c>), at
/// <c>#!import</c> and at the commands of .NET Interactive that mean something here.
/// </summary>
internal static partial class CellText
{
    private static readonly Dictionary<string, SegmentKind> Languages = new(StringComparer.Ordinal)
    {
        ["csharp"] = SegmentKind.CSharp,
        ["c#"] = SegmentKind.CSharp,
        ["C#"] = SegmentKind.CSharp,
        ["markdown"] = SegmentKind.Markdown,
        ["html"] = SegmentKind.Html,
        ["mermaid"] = SegmentKind.Mermaid,
    };

    private static readonly Dictionary<string, SegmentKind> Commands = new(StringComparer.Ordinal)
    {
        ["time"] = SegmentKind.Time,
        ["who"] = SegmentKind.Who,
        ["whos"] = SegmentKind.Whos,
        ["about"] = SegmentKind.About,
    };

    /// <param name="source">The cell's text.</param>
    /// <param name="language">The language of the text before the first marker.</param>
    /// <exception cref="CellTextException">A marker or the language is not known.</exception>
    public static IReadOnlyList<Segment> Split(string source, string language = "csharp")
    {
        SegmentKind kind = Languages.TryGetValue(language, out SegmentKind known) ? known
            : throw new CellTextException(1, "This session runs C# and shows Markdown, HTML and Mermaid. Expected: " +
                $"csharp, markdown, html or mermaid. Received: {language}.{ForeignMarkers.Advice(language)}");
        List<Segment> segments = [];
        string[] lines = source.ReplaceLineEndings("\n").Split('\n');
        int start = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            Match marker = Marker().Match(lines[i]);
            if (!marker.Success) continue;

            string name = marker.Groups[1].Value;
            string argument = marker.Groups[2].Value.Trim();
            bool isImport = name is "import" or "load";
            if (name == "meta" && segments.Count == 0 && lines[..i].All(string.IsNullOrWhiteSpace))
            {
                // The block that the VS Code extension puts at the top of every .dib file: JSON up to the first cell.
                start = EndOfMeta(lines, i);
                i = start - 1;
                continue;
            }
            // In text (Markdown with a shell script in it, say) only the names of languages are markers.
            if (kind != SegmentKind.CSharp && !Languages.ContainsKey(name)) continue;
            bool isCommand = Commands.TryGetValue(name, out SegmentKind command);
            if (!isImport && !isCommand && !Languages.ContainsKey(name))
            {
                throw new CellTextException(i + 1, $"The marker #!{name} is not known here. Expected: #!csharp, " +
                    $"#!markdown, #!html, #!mermaid, #!import, #!time, #!who, #!whos or #!about. " +
                    $"Received: {lines[i].Trim()}.{ForeignMarkers.Advice(name)}");
            }

            Add(segments, kind, lines, start, i);
            start = i + 1;
            if (isCommand) segments.Add(new Segment(command, argument, i + 1));
            else if (!isImport) kind = Languages[name];
            else if (argument.Length == 0)
            {
                throw new CellTextException(
                    i + 1, $"#!{name} names a file. Expected: #!{name} \"file.csx\". Received: {lines[i].Trim()}.");
            }
            else segments.Add(new Segment(SegmentKind.Import, argument.Trim('"'), i + 1));
        }

        Add(segments, kind, lines, start, lines.Length);
        return segments;
    }

    private static int EndOfMeta(string[] lines, int meta)
    {
        int end = meta + 1;
        while (end < lines.Length && !(Marker().Match(lines[end]) is { Success: true } marker
            && Languages.ContainsKey(marker.Groups[1].Value)))
        {
            end++;
        }

        return end;
    }

    private static void Add(List<Segment> segments, SegmentKind kind, string[] lines, int start, int end)
    {
        if (lines[start..end].All(string.IsNullOrWhiteSpace)) return;
        string text = string.Join('\n', lines[start..end]);
        if (kind == SegmentKind.CSharp) text = new StringBuilder().Insert(0, "\n", start).Append(text).ToString();
        segments.Add(new Segment(kind, text, start + 1));
    }

    [GeneratedRegex(@"^\s*#!([A-Za-z#][A-Za-z#-]*)(.*)$")]
    private static partial Regex Marker();
}

/// <summary>A cell's markers can't be understood.</summary>
internal sealed class CellTextException(int line, string message) : Exception(message)
{
    /// <summary>The cell's line, from 1.</summary>
    public int Line { get; } = line;
}
