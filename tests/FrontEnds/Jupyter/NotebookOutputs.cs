using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Tests.FrontEnds.Jupyter;

/// <summary>What an executed notebook shows, in a form that two programs' files can be compared in.</summary>
internal static class NotebookOutputs
{
    private const string ClaimType = "application/vnd.studykit.claim+json";

    /// <summary>Each output in one line, without the numbers of cells and displays.</summary>
    public static string[] Lines(string path) =>
        [.. Each(path).Select(one => $"{one.Cell}: {Line(one.Output)}")];

    /// <summary>The verdict of each claim.</summary>
    public static SortedDictionary<string, string> Verdicts(string path)
    {
        SortedDictionary<string, string> verdicts = new(StringComparer.Ordinal);
        foreach ((_, JsonNode output) in Each(path))
        {
            if (output["data"]?[ClaimType] is not JsonNode claim) continue;
            verdicts[(string)claim["id"]!] = (string)claim["verdict"]!;
        }

        return verdicts;
    }

    private static IEnumerable<(string Cell, JsonNode Output)> Each(string path)
    {
        JsonArray written = JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray();
        foreach (Cell cell in Notebook.Read(path).Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            foreach (JsonNode? output in written.Single(one => (string?)one!["id"] == cell.Id)!["outputs"]!.AsArray())
            {
                yield return (cell.Id, output!);
            }
        }
    }

    private static string Line(JsonNode output)
    {
        string type = (string)output["output_type"]!;
        if (type == "stream") return $"{type} {output["name"]} {Joined(output["text"])}";
        IEnumerable<string> data = output["data"]!.AsObject().OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{one.Key}={Joined(one.Value)}");
        return $"{type} {string.Join(' ', data)}";
    }

    private static string Joined(JsonNode? text) => text is JsonArray lines && lines.All(one => one is JsonValue)
        ? string.Concat(lines.Select(one => one!.ToString()))
        : text is JsonValue ? text.ToString() : Sorted(text);

    /// <summary>JSON with sorted keys and numbers of one form: nbconvert writes both in its own way.</summary>
    private static string Sorted(JsonNode? node) => node switch
    {
        JsonObject map => "{" + string.Join(",", map.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"\"{one.Key}\":{Sorted(one.Value)}")) + "}",
        JsonArray list => "[" + string.Join(",", list.Select(Sorted)) + "]",
        JsonValue value when value.GetValueKind() == JsonValueKind.Number =>
            value.GetValue<double>().ToString("R", CultureInfo.InvariantCulture),
        null => "null",
        _ => node.ToJsonString(),
    };
}
