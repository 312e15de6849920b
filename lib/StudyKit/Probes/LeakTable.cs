using StudyKit.Charts;

namespace StudyKit.Probes;

/// <summary>How far the logits at each position move when the token at another one changes.</summary>
/// <param name="Differences">Largest |Δlogit|: [changed position, observed position].</param>
/// <param name="Tokens">The token at each position.</param>
public sealed record LeakTable(double[,] Differences, IReadOnlyList<string> Tokens)
{
    /// <summary>
    /// The largest movement at a position before the changed one: 0 where nothing leaks from the future.
    /// </summary>
    public double LargestFromFuture => Largest((changed, observed) => observed < changed);

    /// <summary>
    /// The largest movement at or after the changed position: above 0 in any model that reads its input.
    /// </summary>
    public double LargestFromPast => Largest((changed, observed) => observed >= changed);

    /// <summary>The table as a picture: a row for each changed token, a column for each observed position.</summary>
    public HeatmapFigure Figure() =>
        Charts.Figure.Heatmap(Differences, Tokens, Tokens)
            .X("observed position").Y("changed token").Scale("largest |Δlogit|", from: 0);

    private double Largest(Func<int, int, bool> counts)
    {
        double largest = 0;
        for (int changed = 0; changed < Tokens.Count; changed++)
        {
            for (int observed = 0; observed < Tokens.Count; observed++)
            {
                if (counts(changed, observed)) largest = Math.Max(largest, Differences[changed, observed]);
            }
        }

        return largest;
    }
}
