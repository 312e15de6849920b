using StudyKit.Contracts;

namespace StudyKit.Charts.Explorers;

/// <summary>Attention as a picture: the heads of the last layer for the first sentence.</summary>
internal static class AttentionStill
{
    private const int MostHeads = 16;

    /// <summary>A longer text has no room for names beside small maps, and is pooled into so many places.</summary>
    private const int MostTokens = 48, PooledTo = 32;

    public static Figure Of(AttentionRecord record)
    {
        int layer = record.Layers.Count - 1;
        AttentionLayer shown = record.Layers[layer];
        IReadOnlyList<IReadOnlyList<string>> texts = record.Sentences[0].Texts;
        (IReadOnlyList<string> queries, IReadOnlyList<string> keys) = (texts[shown.Queries], texts[shown.Keys]);
        int by = Math.Max(queries.Count, keys.Count) is var longest && longest > MostTokens
            ? (longest + PooledTo - 1) / PooledTo
            : 1;
        int heads = Math.Min(shown.Heads, MostHeads);
        Figure[] panels = [.. Enumerable.Range(0, heads).Select(head =>
        {
            double[,] map = Pooled(record.Map(0, record.Times - 1, layer, head), by);
            HeatmapFigure panel = by == 1 ? Figure.Heatmap(map, queries, keys) : Figure.Heatmap(map);
            return panel.X("is looked at").Y("asks").Scale("attention weight", from: 0, to: 1)
                .Title($"{shown.Name}, head {head + 1}");
        })];
        GridFigure grid = Figure.Grid(Math.Min(heads, heads is 3 or 6 or 9 ? 3 : 4), panels);
        if (record.Title is { } title) grid = grid.Title(title);
        return grid.Caption(Caption(record, by, heads)).Alt($"{Words(record)} Shown: all heads of {shown.Name}.");
    }

    /// <summary>What the record holds.</summary>
    public static string Words(AttentionRecord record)
    {
        int heads = record.Layers.Sum(layer => layer.Heads), most = record.Sentences
            .SelectMany(sentence => sentence.Texts).Max(text => text.Count);
        string steps = record.Steps.Count > 1 ? $", at {record.Steps.Count} steps of training" : "";
        return $"{record.Title ?? "Attention"}: {record.Layers.Count} layers with {heads} heads, " +
            $"{Quantity.Count(record.Sentences.Count, "sentence")} of at most {most} tokens{steps}.";
    }

    private static string Caption(AttentionRecord record, int by, int heads)
    {
        AttentionLayer layer = record.Layers[^1];
        List<string> parts = [];
        if (record.Caption is { } given) parts.Add(given);
        string all = heads < layer.Heads ? $"the first {heads} of {layer.Heads} heads" : "all heads";
        string when = record.Steps.Count > 0 ? $", step {Quantity.Count(record.Steps[^1])}" : "";
        parts.Add($"The picture shows {all} of {layer.Name} for the first sentence{when}: who asks in rows, what is " +
            "looked at in columns.");
        if (by > 1) parts.Add($"A cell is the greatest of {by}×{by} weights.");
        if (record.Levels < 255) parts.Add($"Square roots of weights are rounded into {record.Levels} steps.");
        return string.Join(' ', parts);
    }

    private static double[,] Pooled(double[,] map, int by)
    {
        if (by == 1) return map;
        int rows = map.GetLength(0), columns = map.GetLength(1);
        double[,] pooled = new double[(rows + by - 1) / by, (columns + by - 1) / by];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                ref double cell = ref pooled[row / by, column / by];
                cell = Math.Max(cell, map[row, column]);
            }
        }

        return pooled;
    }
}
