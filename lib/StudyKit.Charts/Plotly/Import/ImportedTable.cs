using System.Text.Json.Nodes;

namespace StudyKit.Charts.Plotly.Import;

/// <summary>The data of traces that are not drawn: every plain list of a trace is a column.</summary>
internal static class ImportedTable
{
    public static FigureTable? For(JsonObject[] traces)
    {
        (string Trace, string Key, object?[] Items)[] lists = [.. traces.SelectMany((trace, i) => trace
            .Where(property => Values.List(property.Value) is { Length: > 0 } items
                && items.All(item => item is null or JsonValue))
            .Select(property =>
                (ImportedChart.NameOf(trace, i), property.Key, Values.List(property.Value)!.Select(Cell).ToArray())))];
        if (lists.Length == 0) return null;
        string[] keys = [.. lists.Select(list => list.Key).Distinct()];
        return new FigureTable(
            ["trace", .. keys], lists.GroupBy(list => list.Trace).SelectMany(group => Rows(group.Key, [.. group])));

        IEnumerable<IReadOnlyList<object?>> Rows(string name, (string Trace, string Key, object?[] Items)[] group)
        {
            Dictionary<string, object?[]> byKey = group.DistinctBy(list => list.Key)
                .ToDictionary(list => list.Key, list => list.Items);
            int count = byKey.Values.Max(items => items.Length);
            for (int row = 0; row < count; row++)
            {
                yield return [name, .. keys.Select(
                    key => byKey.TryGetValue(key, out object?[]? items) && row < items.Length ? items[row] : null)];
            }
        }
    }

    private static object? Cell(JsonNode? node) => Values.Number(node) is { } number
        ? double.IsFinite(number) ? number : null
        : node is null ? null : Values.Clean(Values.String(node) ?? node.ToJsonString());
}
