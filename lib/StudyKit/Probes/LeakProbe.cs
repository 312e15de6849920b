using StudyKit.Runtime;

namespace StudyKit.Probes;

/// <summary>
/// Changes one token at a time and sees which outputs move. In a model that reads from left to right, none before the
/// changed token may.
/// </summary>
public static class LeakProbe
{
    /// <summary>Measures every pair of positions.</summary>
    /// <param name="logits">The model in evaluation mode: [1, T] int64 → [1, T, V].</param>
    /// <param name="tokens">T tokens.</param>
    /// <param name="replacement">What each token is changed to in turn; a token that does not occur among them.</param>
    /// <param name="names">A text for each token, for tables and pictures; their numbers when null.</param>
    /// <remarks>
    /// Every call has the same shape, so what does not depend on the changed token comes out bit for bit the same.
    /// </remarks>
    public static LeakTable Measure(
        Func<Tensor, Tensor> logits, IReadOnlyList<int> tokens, int replacement, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.Count == 0) throw new ArgumentException("There must be at least one token.", nameof(tokens));
        if (tokens.Contains(replacement))
        {
            throw new ArgumentException("replacement must be a token that does not occur, or nothing would change " +
                $"at its place. Received {replacement}, which is number " +
                $"{tokens.Index().First(t => t.Item == replacement).Index}.", nameof(replacement));
        }

        if (names is not null && names.Count != tokens.Count)
        {
            throw new ArgumentException(
                $"names must have one text for each of the {tokens.Count} tokens. Received {names.Count}.",
                nameof(names));
        }

        double[,] differences = new double[tokens.Count, tokens.Count];
        using (no_grad())
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor before = Run(logits, [.. tokens]);
            for (int changed = 0; changed < tokens.Count; changed++)
            {
                using DisposeScope step = NewDisposeScope();
                int[] altered = [.. tokens];
                altered[changed] = replacement;
                // [T]
                double[] moved = (Run(logits, altered) - before)
                    .abs().amax([1]).to(ScalarType.Float64).cpu().data<double>().ToArray();
                for (int observed = 0; observed < moved.Length; observed++)
                {
                    differences[changed, observed] = moved[observed];
                }
            }
        }

        return new LeakTable(differences, names ?? [.. tokens.Select(token => token.ToString())]);
    }

    private static Tensor Run(Func<Tensor, Tensor> logits, int[] tokens)
    {
        Tensor output = logits(tensor([.. tokens.Select(token => (long)token)], [1, tokens.Length]));
        Shapes.Check(output, "the output of logits", [("B", 1), ("T", tokens.Length), "V"]);
        return output.squeeze(0); // [T, V]
    }
}
