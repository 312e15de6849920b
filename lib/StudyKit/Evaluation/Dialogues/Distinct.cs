namespace StudyKit.Evaluation.Dialogues;

/// <summary>Dist-n: different n-grams of all replies over all their n-grams, ×100 (Li et al., NAACL 2016).</summary>
public static class Distinct
{
    /// <summary>The share of different n-grams.</summary>
    /// <param name="replies">Replies as tokens; n-grams do not reach from one into the next.</param>
    /// <param name="n">1 for Dist-1, 2 for Dist-2.</param>
    /// <returns>0 to 100; NaN when no reply has n tokens.</returns>
    public static double Score(IReadOnlyList<IReadOnlyList<string>> replies, int n)
    {
        ArgumentNullException.ThrowIfNull(replies);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        HashSet<string> different = new(StringComparer.Ordinal);
        long all = 0;
        foreach (IReadOnlyList<string> reply in replies)
        {
            for (int start = 0; start + n <= reply.Count; start++, all++)
            {
                different.Add(string.Join('\u001f', reply.Skip(start).Take(n)));
            }
        }

        return 100.0 * different.Count / all;
    }
}
