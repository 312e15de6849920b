namespace StudyKit.Contracts;

/// <summary>
/// Attention weights to look at, as <see cref="MimeTypes.Attention"/> carries them: of some sentences, at some steps of
/// a training, in all layers and heads, each weight in 8 bits.
/// </summary>
/// <param name="Layers">The attentions, in the order of the model.</param>
/// <param name="Sentences">The sentences that the model read.</param>
/// <param name="Steps">The steps of training at which it was recorded; empty: once, as the model is.</param>
/// <param name="Levels">Into how many steps √weight was rounded: weight = (code / Levels)².</param>
/// <param name="Codes">
/// The codes: for each sentence, step, layer and head a map [queries, keys] in row-major order.
/// </param>
public sealed record AttentionRecord(
    IReadOnlyList<AttentionLayer> Layers, IReadOnlyList<AttentionSentence> Sentences, IReadOnlyList<long> Steps,
    int Levels, ReadOnlyMemory<byte> Codes)
{
    /// <summary>A sentence may have so many tokens: a map of all of them still fits on a screen.</summary>
    public const int MostTokens = 512;

    /// <summary>What the figure is called; null: nothing.</summary>
    public string? Title { get; init; }

    /// <summary>What to see in it; null: nothing.</summary>
    public string? Caption { get; init; }

    /// <summary>Queries and keys, at the last step; null where they were not asked for.</summary>
    public AttentionVectors? Vectors { get; init; }

    /// <summary>What changes without each head, at the last step; empty where it was not asked for.</summary>
    public IReadOnlyList<HeadEffect> Effects { get; init; } = [];

    /// <summary>How many times each sentence was recorded: 1 without steps of training.</summary>
    public int Times => Math.Max(1, Steps.Count);

    /// <summary>T and S of a layer in a sentence.</summary>
    /// <param name="sentence">From 0.</param>
    /// <param name="layer">From 0.</param>
    public (int Queries, int Keys) Size(int sentence, int layer)
    {
        IReadOnlyList<IReadOnlyList<string>> texts = Sentences[sentence].Texts;
        return (texts[Layers[layer].Queries].Count, texts[Layers[layer].Keys].Count);
    }

    /// <summary>One head's weights [T, S], 0 to 1, as exact as the levels are.</summary>
    /// <param name="sentence">From 0.</param>
    /// <param name="time">Which of the steps, from 0.</param>
    /// <param name="layer">From 0.</param>
    /// <param name="head">From 0.</param>
    public double[,] Map(int sentence, int time, int layer, int head)
    {
        (int queries, int keys) = Size(sentence, layer);
        ReadOnlySpan<byte> codes = Codes.Span[(int)Offset(sentence, time, layer, head)..];
        double[,] map = new double[queries, keys];
        for (int query = 0; query < queries; query++)
        {
            for (int key = 0; key < keys; key++)
            {
                double root = codes[query * keys + key] / (double)Levels;
                map[query, key] = root * root;
            }
        }

        return map;
    }

    /// <summary>How many codes the sentences, layers and heads need.</summary>
    internal long Length => Sentences.Count == 0 ? 0 : Offset(Sentences.Count - 1, Times, 0, 0);

    /// <summary>How many codes the vectors need, and how many scales.</summary>
    internal (long Codes, int Scales) VectorLengths(IReadOnlyList<int> widths)
    {
        (long codes, int scales) = (0, 0);
        for (int sentence = 0; sentence < Sentences.Count; sentence++)
        {
            for (int layer = 0; layer < Layers.Count; layer++)
            {
                (int queries, int keys) = Size(sentence, layer);
                codes += (long)(queries + keys) * widths[layer] * Layers[layer].Heads;
                scales += 2 * Layers[layer].Heads;
            }
        }

        return (codes, scales);
    }

    private long Offset(int sentence, int time, int layer, int head)
    {
        long offset = 0;
        for (int i = 0; i < sentence; i++) offset += Times * OneTime(i, Layers.Count);
        (int queries, int keys) = Size(sentence, layer);
        return offset + time * OneTime(sentence, Layers.Count) + OneTime(sentence, layer)
            + (long)head * queries * keys;
    }

    private long OneTime(int sentence, int layers)
    {
        long codes = 0;
        for (int layer = 0; layer < layers; layer++)
        {
            (int queries, int keys) = Size(sentence, layer);
            codes += (long)Layers[layer].Heads * queries * keys;
        }

        return codes;
    }
}
