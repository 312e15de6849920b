using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace StudyKit.Jupyter.Kernel;

/// <summary>The cells of this session, for a terminal's arrow keys. Nothing is kept on disk.</summary>
internal sealed class InputHistory
{
    private const int Session = 1;

    private readonly Lock _gate = new();
    private readonly List<(int Line, string Code)> _cells = [];

    /// <summary>Remembers a cell.</summary>
    public void Add(int line, string code)
    {
        lock (_gate) _cells.Add((line, code));
    }

    /// <summary>Answers <c>history_request</c>: the newest, a range of lines, or what fits a pattern.</summary>
    public JsonObject Answer(JsonObject request)
    {
        (int Line, string Code)[] cells;
        lock (_gate) cells = [.. _cells];
        int most = Number(request, "n") is { } n and > 0 ? n : int.MaxValue;
        IEnumerable<(int Line, string Code)> chosen = (string?)request["hist_access_type"] switch
        {
            "range" => cells.Where(cell => cell.Line >= (Number(request, "start") ?? 0)
                && cell.Line < (Number(request, "stop") ?? int.MaxValue)),
            "search" => Search(cells, request).TakeLast(most),
            _ => cells.TakeLast(most),
        };
        bool withOutput = request["output"] is JsonValue output && output.TryGetValue(out bool wanted) && wanted;
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. chosen.Select(cell => new JsonArray(
                Session, cell.Line, withOutput ? new JsonArray(cell.Code, null) : cell.Code))]),
        };
    }

    private static IEnumerable<(int Line, string Code)> Search((int Line, string Code)[] cells, JsonObject request)
    {
        string pattern = (string?)request["pattern"] ?? "*";
        bool unique = request["unique"] is JsonValue value && value.TryGetValue(out bool wanted) && wanted;
        IEnumerable<(int Line, string Code)> found = cells.Where(
            cell => FileSystemName.MatchesSimpleExpression(pattern, cell.Code, ignoreCase: false));
        return unique ? found.Reverse().DistinctBy(cell => cell.Code).Reverse() : found;
    }

    private static int? Number(JsonObject request, string name) =>
        request[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
