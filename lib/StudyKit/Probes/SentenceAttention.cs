using System.Text.Json;
using StudyKit.Charts;

namespace StudyKit.Probes;

/// <summary>Attention weights of one sentence with named axes: layer, head, query, key.</summary>
public sealed class SentenceAttention
{
    private readonly float[] _weights;

    internal SentenceAttention(string kind, IReadOnlyList<string> layers,
        IReadOnlyList<string> queries, IReadOnlyList<string> keys, int heads, float[] weights) =>
        (Kind, Layers, Queries, Keys, Heads, _weights) = (kind, layers, queries, keys, heads, weights);

    /// <summary>Which attention: <c>decoder.layers.*.multihead_attn</c>.</summary>
    public string Kind { get; }

    /// <summary>The layers' paths in the model, in order.</summary>
    public IReadOnlyList<string> Layers { get; }

    /// <summary>How many heads each layer has.</summary>
    public int Heads { get; }

    /// <summary>The tokens that ask.</summary>
    public IReadOnlyList<string> Queries { get; }

    /// <summary>The tokens that are looked at.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>One weight, from 0 to 1; those of one query sum to 1.</summary>
    /// <param name="layer">From 0.</param>
    /// <param name="head">From 0.</param>
    /// <param name="query">From 0.</param>
    /// <param name="key">From 0.</param>
    public double this[int layer, int head, int query, int key]
    {
        get
        {
            Index(layer, Layers.Count, nameof(layer));
            Index(head, Heads, nameof(head));
            Index(query, Queries.Count, nameof(query));
            Index(key, Keys.Count, nameof(key));
            return _weights[((layer * Heads + head) * Queries.Count + query) * Keys.Count + key];
        }
    }

    /// <summary>The weights of one head: [query, key].</summary>
    /// <param name="layer">From 0.</param>
    /// <param name="head">From 0.</param>
    public double[,] Head(int layer, int head) => Matrix((query, key) => this[layer, head, query, key]);

    /// <summary>The mean of a layer's heads: [query, key].</summary>
    /// <param name="layer">From 0.</param>
    public double[,] MeanOfHeads(int layer) =>
        Matrix((query, key) => Enumerable.Range(0, Heads).Average(head => this[layer, head, query, key]));

    /// <summary>
    /// How spread each head's attention is: mean over the queries of −Σ w log₂ w, in bits. [layer, head].
    /// </summary>
    public double[,] Entropies()
    {
        double[,] bits = new double[Layers.Count, Heads];
        for (int layer = 0; layer < Layers.Count; layer++)
        {
            for (int head = 0; head < Heads; head++)
            {
                foreach (double weight in Head(layer, head))
                {
                    bits[layer, head] -= weight > 0 ? weight * Math.Log2(weight) / Queries.Count : 0;
                }
            }
        }

        return bits;
    }

    /// <summary>One head as a picture, named for a reader: <c>Encoder 1, head 2</c>.</summary>
    /// <param name="layer">From 0.</param>
    /// <param name="head">From 0.</param>
    public HeatmapFigure Figure(int layer, int head) =>
        Picture(Head(layer, head)).Title($"{AttentionNaming.Name(Layers[layer])}, head {head + 1}");

    /// <summary>All layers and heads as small pictures: a row for each layer, a column for each head.</summary>
    public GridFigure Grid() =>
        Charts.Figure
            .Grid(Heads, Enumerable.Range(0, Layers.Count * Heads).Select(i => Picture(Head(i / Heads, i % Heads))))
            .RowHeadings(Layers.Select(AttentionNaming.Name))
            .ColumnHeadings(Enumerable.Range(1, Heads).Select(head => $"head {head}"));

    /// <summary>As JSON: kind, axes, shape, names along the axes, and the weights in row-major order.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new Document(Kind, ["layer", "head", "query", "key"], [Layers.Count, Heads,
            Queries.Count, Keys.Count], [.. Layers], [.. Queries], [.. Keys], _weights), JsonSerializerOptions.Web);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="FormatException">It is not that.</exception>
    public static SentenceAttention FromJson(string json)
    {
        try
        {
            Document? read = JsonSerializer.Deserialize<Document>(json, JsonSerializerOptions.Web);
            if (read is { Kind: not null, Shape: [int layers, int heads, int queries, int keys], Weights: not null }
                && layers == read.Layers?.Length && queries == read.Queries?.Length && keys == read.Keys?.Length
                && heads > 0 && read.Weights.Length == (long)layers * heads * queries * keys)
            {
                return new SentenceAttention(read.Kind, read.Layers, read.Queries, read.Keys, heads, read.Weights);
            }
        }
        catch (JsonException broken)
        {
            throw new FormatException($"This is no sentence's attention: {broken.Message}", broken);
        }

        throw new FormatException("This is no sentence's attention: kind, shape [layer, head, query, key], layers, " +
            "queries, keys and as many weights as the shape says must be there.");
    }

    private HeatmapFigure Picture(double[,] weights) =>
        Charts.Figure.Heatmap(weights, Queries, Keys).X("key").Y("query").Scale("attention weight", from: 0, to: 1);

    private double[,] Matrix(Func<int, int, double> weight)
    {
        double[,] matrix = new double[Queries.Count, Keys.Count];
        for (int query = 0; query < Queries.Count; query++)
        {
            for (int key = 0; key < Keys.Count; key++) matrix[query, key] = weight(query, key);
        }

        return matrix;
    }

    private static void Index(int index, int count, string axis)
    {
        if (index < 0 || index >= count)
        {
            throw new ArgumentOutOfRangeException(
                axis, index, $"The {axis} axis has {count} entries, numbered from 0.");
        }
    }

    private sealed record Document(
        string Kind, string[] Axes, int[] Shape, string[] Layers, string[] Queries, string[] Keys, float[] Weights);
}
