namespace StudyKit.Evaluation;

/// <summary>Precision and recall at one threshold.</summary>
/// <param name="Threshold">Scores of at least this count as yes.</param>
/// <param name="Precision">The share of the yeses that are right.</param>
/// <param name="Recall">The share of the true ones that were found.</param>
public sealed record PrecisionRecallPoint(double Threshold, double Precision, double Recall)
{
    /// <summary>The harmonic mean of both.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}

/// <summary>Precision against recall as the threshold falls.</summary>
public static class PrecisionRecall
{
    /// <summary>One point for each different score, from the highest on.</summary>
    /// <param name="scores">Scores.</param>
    /// <param name="truth">For each score whether it is truly a yes; at least one is.</param>
    /// <exception cref="ArgumentException">Lists of different length, or no true one.</exception>
    public static IReadOnlyList<PrecisionRecallPoint> Curve(IReadOnlyList<double> scores, IReadOnlyList<bool> truth)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(truth);
        int all = truth.Count(yes => yes), found = 0, right = 0;
        if (scores.Count != truth.Count || all == 0)
        {
            throw new ArgumentException("A curve needs a truth for each score, and one true at least. Received " +
                $"{scores.Count} scores and {truth.Count} truths, {all} of them true.", nameof(truth));
        }

        List<PrecisionRecallPoint> points = [];
        foreach (IGrouping<double, bool> tie in scores.Zip(truth)
            .GroupBy(pair => pair.First, pair => pair.Second).OrderByDescending(group => group.Key))
        {
            found += tie.Count();
            right += tie.Count(yes => yes);
            points.Add(new PrecisionRecallPoint(tie.Key, right / (double)found, right / (double)all));
        }

        return points;
    }

    /// <summary>
    /// The point with the largest recall whose precision is at least so much; the one of highest precision when none
    /// is.
    /// </summary>
    /// <param name="curve">A curve, of held-out data.</param>
    /// <param name="precision">The least precision.</param>
    public static PrecisionRecallPoint Choose(IReadOnlyList<PrecisionRecallPoint> curve, double precision)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return curve.Where(point => point.Precision >= precision).MaxBy(point => point.Recall)
            ?? curve.MaxBy(point => point.Precision)!;
    }

    /// <summary>Average precision: the mean of the precisions at which each true one is found.</summary>
    /// <param name="curve">A curve.</param>
    public static double Average(IReadOnlyList<PrecisionRecallPoint> curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return curve.Select((point, i) => point.Precision * (point.Recall - (i == 0 ? 0 : curve[i - 1].Recall))).Sum();
    }
}
