namespace StudyKit.Notebooks.Documents;

/// <summary>How a file was laid out, so that writing it back gives a small difference or none.</summary>
/// <param name="Indent">One level of indentation; null when everything stood on one line.</param>
/// <param name="NewLine">The line break inside the file.</param>
/// <param name="End">What followed the last bracket.</param>
internal sealed record JsonStyle(string? Indent, string NewLine, string End)
{
    /// <summary>
    /// Reads the layout off the text between the first bracket and the first key, and after the last bracket.
    /// </summary>
    public static JsonStyle Of(string json)
    {
        int last = json.LastIndexOf('}') + 1;
        string end = json[last..].Contains("\r\n", StringComparison.Ordinal) ? "\r\n"
            : json[last..].Contains('\n') ? "\n"
            : "";
        int first = json.IndexOf('{') + 1;
        int key = first;
        while (key < json.Length && char.IsWhiteSpace(json[key])) key++;
        string space = json[first..key];
        int line = space.LastIndexOf('\n');
        if (line < 0) return new JsonStyle(null, "\n", end);
        return new JsonStyle(
            space[(line + 1)..], space.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n", end);
    }
}
