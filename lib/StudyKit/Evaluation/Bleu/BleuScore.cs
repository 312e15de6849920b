namespace StudyKit.Evaluation.Bleu;

/// <summary>A BLEU score with what it was computed from. The lists have one entry per n-gram length, from 1.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Matches">
/// n-grams of the hypotheses that a reference has too, each at most as often as there; smoothing included where it adds
/// to them.
/// </param>
/// <param name="Totals">n-grams of the hypotheses.</param>
/// <param name="Precisions">Matches in percent of totals, smoothed.</param>
/// <param name="BrevityPenalty">exp(1 − r/c) when the hypotheses are shorter than the references, else 1.</param>
/// <param name="HypothesisLength">Words of the hypotheses: c.</param>
/// <param name="ReferenceLength">Words of the references closest in length: r.</param>
/// <param name="Signature">The options in sacrebleu's notation, to be given with the score.</param>
public sealed record BleuScore(
    double Score,
    IReadOnlyList<double> Matches,
    IReadOnlyList<double> Totals,
    IReadOnlyList<double> Precisions,
    double BrevityPenalty,
    long HypothesisLength,
    long ReferenceLength,
    string Signature)
{
    /// <summary>The score in one line, as sacrebleu prints it.</summary>
    public override string ToString()
    {
        double ratio = ReferenceLength == 0 ? 0 : (double)HypothesisLength / ReferenceLength;
        string precisions = string.Join('/', Precisions.Select(precision => precision.ToString("F1")));
        return $"BLEU|{Signature} = {Score:F1} {precisions} (BP = {BrevityPenalty:F3} ratio = {ratio:F3} hyp_len = " +
            $"{HypothesisLength} ref_len = {ReferenceLength})";
    }
}
