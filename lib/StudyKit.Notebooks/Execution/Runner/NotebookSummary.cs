using System.Text.Json;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>What a list says about a notebook without running it.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Title">The notebook's title: its metadata, else its first heading.</param>
/// <param name="Paper">Where the paper appeared, as far as the metadata say.</param>
/// <param name="Minutes">
/// Minutes by scale, from the metadata <c>studykit.minutes</c>: <c>{"quick": 1.5, "study": 18}</c>.
/// </param>
/// <param name="Parameters">The parameters with their defaults, as written.</param>
public sealed record NotebookSummary(
    string File, string Title, string Paper, IReadOnlyList<KeyValuePair<string, double>> Minutes,
    IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>Reads a notebook.</summary>
    /// <exception cref="NotebookFormatException">The file is no notebook.</exception>
    public static NotebookSummary Read(string path)
    {
        Notebook notebook = Notebook.Read(path);
        PaperInfo paper = PaperInfo.From(notebook, path);
        JsonObject minutes = (notebook.Metadata["studykit"] as JsonObject)?["minutes"] as JsonObject ?? [];
        string arxiv = paper.Arxiv.Length > 0 ? $"arXiv {paper.Arxiv}" : "";
        return new NotebookSummary(
            Path.GetFileName(path),
            paper.Title,
            string.Join(", ", new[] { paper.Venue, arxiv }.Where(part => part.Length > 0)),
            [.. minutes.Where(one => one.Value?.GetValueKind() == JsonValueKind.Number)
                .Select(one => KeyValuePair.Create(one.Key, double.Parse(
                    one.Value!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)))],
            [.. ParametersCell.Read(notebook).Select(one => KeyValuePair.Create(one.Name, one.Default))]);
    }
}
