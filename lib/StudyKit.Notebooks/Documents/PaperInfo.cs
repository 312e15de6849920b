using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Documents;

/// <summary>
/// What the first screen says about the paper: notebook metadata <c>studykit</c>, or the first heading and the file's
/// name.
/// </summary>
internal sealed partial record PaperInfo(
    string Title, string Subtitle, string Authors, string Venue, string Arxiv, string Claim, double Order,
    bool TitleIsHeading)
{
    public static PaperInfo From(Notebook notebook, string fileName)
    {
        JsonObject info = notebook.Metadata["studykit"] as JsonObject ?? [];
        string? heading = notebook.Cells
            .Where(cell => cell.Kind == CellKind.Markdown)
            .Select(cell => FirstHeading().Match(cell.Source))
            .FirstOrDefault(match => match.Success)?.Groups[1].Value.Trim();
        string? title = RecordJson.Text(info, "title");
        return new PaperInfo(
            title ?? (heading is null ? Path.GetFileNameWithoutExtension(fileName) : PlainHeading(heading)),
            RecordJson.Text(info, "subtitle") ?? "",
            AuthorList(info),
            RecordJson.Text(info, "venue") ?? "",
            RecordJson.Text(info, "arxiv") ?? "",
            RecordJson.Text(info, "claim") ?? "",
            RecordJson.Number(info, "order") ?? double.MaxValue,
            heading is not null && (title is null || PlainHeading(heading) == title));
    }

    private static string AuthorList(JsonObject info) =>
        info["authors"] is JsonArray list
            ? string.Join(", ", list.Select(RecordJson.Show))
            : RecordJson.Text(info, "authors") ?? "";

    private static string PlainHeading(string heading) => Marks().Replace(heading, "").Trim();

    [GeneratedRegex(@"^# +(.+?)\s*#*\s*$", RegexOptions.Multiline)]
    private static partial Regex FirstHeading();

    [GeneratedRegex(@"[*_`]|\[|\]\([^)]*\)")]
    private static partial Regex Marks();
}
