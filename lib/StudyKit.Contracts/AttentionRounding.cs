namespace StudyKit.Contracts;

/// <summary>Makes records of exact numbers: checked, then rounded as far as a page needs it.</summary>
public static class AttentionRounding
{
    /// <summary>Rounds weights into as many levels as fit into a page's share.</summary>
    /// <param name="layers">The attentions.</param>
    /// <param name="sentences">The sentences.</param>
    /// <param name="steps">The steps of training; empty: recorded once.</param>
    /// <param name="weights">For each sentence, step, layer and head a map [T, S], row by row.</param>
    /// <exception cref="ArgumentException">
    /// There is nothing to show, too much, or a number that is no weight; the message says what to do.
    /// </exception>
    public static AttentionRecord Weights(
        IReadOnlyList<AttentionLayer> layers, IReadOnlyList<AttentionSentence> sentences, IReadOnlyList<long> steps,
        float[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (AttentionCheck.Shape(layers, sentences) is { } wrong) throw new ArgumentException(wrong, nameof(sentences));
        AttentionRecord record = new(layers, sentences, steps, 255, new byte[weights.Length]);
        string? problem = AttentionCheck.Problem(record) ?? NoWeight(record, weights);
        if (problem is not null) throw new ArgumentException(problem, nameof(weights));
        if (AttentionCoding.Fit(weights) is not { } fitting)
        {
            throw new ArgumentException($"An explorer takes at most {AttentionCoding.MostCharacters:N0} characters " +
                $"of its page. {weights.Length:N0} weights need more, even in 7 levels; give fewer sentences, a " +
                "shorter one, or fewer steps of training.", nameof(weights));
        }

        return record with { Levels = fitting.Levels, Codes = fitting.Codes };
    }

    /// <summary>Rounds queries and keys to 8 bits, each head by its greatest number.</summary>
    /// <param name="widths">D of each layer; 0 where a layer offers none.</param>
    /// <param name="parts">
    /// For each sentence, layer and head its queries [T, D] and its keys [S, D], row by row; empty where D is 0.
    /// </param>
    public static AttentionVectors Vectors(IReadOnlyList<int> widths, IReadOnlyList<float[]> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        float[] scales = new float[parts.Count];
        List<sbyte> codes = [];
        for (int i = 0; i < parts.Count; i++)
        {
            float scale = scales[i] = parts[i].Select(MathF.Abs).DefaultIfEmpty(0).Max() / 127;
            codes.AddRange(parts[i].Select(value => (sbyte)(scale > 0 ? MathF.Round(value / scale) : 0)));
        }

        return new AttentionVectors(widths, scales, codes.ToArray());
    }

    private static string? NoWeight(AttentionRecord record, float[] weights)
    {
        int at = 0;
        for (int sentence = 0; sentence < record.Sentences.Count; sentence++)
        {
            for (int time = 0; time < record.Times; time++)
            {
                for (int layer = 0; layer < record.Layers.Count; layer++)
                {
                    (int queries, int keys) = record.Size(sentence, layer);
                    for (int head = 0; head < record.Layers[layer].Heads; head++, at += queries * keys)
                    {
                        string name = $"sentence {sentence + 1}, {record.Layers[layer].Name}, head {head + 1}";
                        ReadOnlySpan<float> map = weights.AsSpan(at, queries * keys);
                        if (AttentionCheck.Weights(map, keys, name) is { } problem) return problem;
                    }
                }
            }
        }

        return null;
    }
}
