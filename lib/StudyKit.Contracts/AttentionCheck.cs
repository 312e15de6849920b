namespace StudyKit.Contracts;

/// <summary>What must hold of attention weights before anybody draws them.</summary>
public static class AttentionCheck
{
    /// <summary>More codes than this are no page to read: 16 heads of 512 tokens, sixteen times.</summary>
    internal const long MostCodes = 64L << 20;

    /// <summary>The first thing that is wrong; null when all is well.</summary>
    /// <param name="record">Any record.</param>
    /// <returns>One sentence with rule, expectation, what was received, and what to do.</returns>
    public static string? Problem(AttentionRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Shape(record.Layers, record.Sentences) ?? Codes(record) ?? Vectors(record) ?? Effects(record);
    }

    /// <summary>The same for layers and sentences alone, before the model has read anything.</summary>
    /// <param name="layers">The attentions.</param>
    /// <param name="sentences">The sentences.</param>
    public static string? Shape(IReadOnlyList<AttentionLayer> layers, IReadOnlyList<AttentionSentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(sentences);
        if (sentences.Count == 0 || layers.Count == 0)
        {
            return "Attention is shown of at least one sentence in at least one layer. Received " +
                $"{sentences.Count} sentences and {layers.Count} layers; give a sentence that the model reads.";
        }

        for (int i = 0; i < sentences.Count; i++)
        {
            if (Sentence(sentences[i], i) is { } problem) return problem;
        }

        int texts = sentences.Min(sentence => sentence.Texts.Count);
        foreach (AttentionLayer layer in layers)
        {
            if (layer.Heads < 1)
            {
                return $"A layer has at least one head. Received {layer.Heads} of {layer.Name}; leave it out.";
            }

            int last = Math.Max(layer.Queries, layer.Keys);
            if (Math.Min(layer.Queries, layer.Keys) < 0 || last >= texts)
            {
                return $"{layer.Name} attends from text {layer.Queries + 1} to text {layer.Keys + 1} of each " +
                    $"sentence. A sentence has only {texts}; give it the tokens of both texts.";
            }
        }

        return null;
    }

    /// <summary>A weight that is none, by name; null when all are from 0 to 1.</summary>
    /// <param name="map">One head's weights, row by row.</param>
    /// <param name="keys">S.</param>
    /// <param name="name">Where: <c>sentence 1, Encoder 1, head 2</c>.</param>
    public static string? Weights(ReadOnlySpan<float> map, int keys, string name)
    {
        for (int i = 0; i < map.Length; i++)
        {
            if (map[i] is >= 0 and <= 1.0001f) continue;
            return $"Attention weights are numbers from 0 to 1. Received {map[i]} in {name}, query {i / keys + 1}, " +
                $"key {i % keys + 1}. A model whose loss became NaN has no attention to look at: take an earlier " +
                "step, or a smaller learning rate.";
        }

        return null;
    }

    private static string? Sentence(AttentionSentence sentence, int index)
    {
        foreach (IReadOnlyList<string> text in sentence.Texts)
        {
            if (text.Count < 2)
            {
                return "A sentence needs at least two tokens: one alone gives itself all its weight. Received " +
                    $"{text.Count} in sentence {index + 1}; give a longer one.";
            }

            if (text.Count <= AttentionRecord.MostTokens) continue;
            return $"A sentence has at most {AttentionRecord.MostTokens} tokens: a map of more is neither drawn nor " +
                $"read. Received {text.Count:N0} in sentence {index + 1}; give a part of it.";
        }

        if (sentence.Texts.Count == 0) return $"A sentence has tokens. Received none for sentence {index + 1}.";
        if (sentence.Boundary is { } boundary && (boundary < 1 || boundary >= sentence.Texts[0].Count))
        {
            return "The second sentence of a pair begins after the first token and before the end: from 1 to " +
                $"{sentence.Texts[0].Count - 1}. Received {boundary} for sentence {index + 1}.";
        }

        return null;
    }

    private static string? Codes(AttentionRecord record)
    {
        if (record.Levels is < 1 or > 255)
        {
            return $"Weights are rounded into 1 to 255 levels. Received {record.Levels}.";
        }

        long expected = record.Length;
        if (expected > MostCodes)
        {
            return $"An explorer holds at most {MostCodes:N0} weights. Received {expected:N0}; give fewer sentences " +
                "or steps of training.";
        }

        return record.Codes.Length == expected ? null
            : $"Sentences, steps, layers and heads ask for {expected:N0} weights. Received {record.Codes.Length:N0}: " +
                "the tokens are not those that the model saw; count start and end tokens too.";
    }

    private static string? Vectors(AttentionRecord record)
    {
        if (record.Vectors is not { } vectors) return null;
        if (vectors.Widths.Count != record.Layers.Count || vectors.Widths.Any(width => width is < 0 or > 4096))
        {
            return $"Each of the {record.Layers.Count} layers has one width of its queries and keys, from 0 to 4096. " +
                $"Received {string.Join(", ", vectors.Widths)}.";
        }

        (long codes, int scales) = record.VectorLengths(vectors.Widths);
        return vectors.Codes.Length == codes && vectors.Scales.Count == scales ? null
            : $"Queries and keys ask for {codes:N0} codes and {scales:N0} scales. Received " +
                $"{vectors.Codes.Length:N0} and {vectors.Scales.Count:N0}.";
    }

    private static string? Effects(AttentionRecord record)
    {
        foreach (HeadEffect effect in record.Effects)
        {
            bool isThere = effect.Sentence >= 0 && effect.Sentence < record.Sentences.Count && effect.Layer >= 0
                && effect.Layer < record.Layers.Count && effect.Head >= 0
                && effect.Head < record.Layers[effect.Layer].Heads;
            if (!isThere || double.IsNaN(effect.Distance))
            {
                return "An effect names a sentence, a layer and a head that are there, and a distance from 0 to 1. " +
                    $"Received {effect}.";
            }
        }

        return null;
    }
}
