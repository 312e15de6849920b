namespace StudyKit.Contracts;

/// <summary>
/// Corrects the verdicts of one notebook for their number: of twenty comparisons of things that are alike, one comes
/// out decided by chance.
/// </summary>
/// <remarks>
/// Source: Holm, "A simple sequentially rejective multiple test procedure" (1979). The comparisons are taken from the
/// clearest on; the i-th of m stays decided while its p is at most α / (m − i + 1), and none after the first that is
/// not. The probability of even one wrong verdict among them is then at most α. Checks and exact values take no part.
/// </remarks>
public sealed class HolmCorrection
{
    /// <summary>α: the probability of one wrong verdict or more.</summary>
    public const double Level = 0.05;

    /// <summary>How the reason of a verdict that was taken back ends: by it such a claim is known again.</summary>
    private const string TakenBackFor = "by chance alone (Holm’s correction).";

    private HolmCorrection(IReadOnlyList<ClaimRecord> claims, int comparisons, int takenBack) =>
        (Claims, Comparisons, TakenBack) = (claims, comparisons, takenBack);

    /// <summary>The claims in the order given, with the verdicts that stay.</summary>
    public IReadOnlyList<ClaimRecord> Claims { get; }

    /// <summary>m: how many comparisons over seeds the notebook makes.</summary>
    public int Comparisons { get; }

    /// <summary>How many verdicts did not stay.</summary>
    public int TakenBack { get; }

    /// <summary>How many of the comparisons chance alone would decide, without the correction.</summary>
    public double ByChance => Comparisons * Level;

    /// <summary>What a reader should know of it; empty where nothing was compared.</summary>
    public string Summary => Comparisons == 0
        ? ""
        : $"{Comparisons} {(Comparisons == 1 ? "comparison" : "comparisons")} over seeds; chance alone would decide " +
            $"{NumberText.Of(ByChance)} of them at 95%. Holm’s correction holds the chance of one wrong verdict at 5%" +
            (TakenBack == 0 ? " and takes none back." : $" and takes {TakenBack} back.");

    /// <summary>Corrects the claims of one notebook. Correcting twice changes nothing more.</summary>
    /// <param name="claims">The claims.</param>
    public static HolmCorrection Of(IEnumerable<ClaimRecord> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ClaimRecord[] all = [.. claims];
        int[] compared =
        [
            .. Enumerable.Range(0, all.Length)
                .Where(i => all[i].P is not null && all[i].Kind != ClaimKind.Check).OrderBy(i => all[i].P),
        ];
        bool stays = true;
        for (int rank = 0; rank < compared.Length; rank++)
        {
            ClaimRecord claim = all[compared[rank]];
            stays &= claim.P <= Level / (compared.Length - rank);
            if (stays || claim.Verdict == Verdict.Undecided) continue;
            all[compared[rank]] = claim with
            {
                Verdict = Verdict.Undecided,
                Reason = $"Alone it would be {claim.Verdict.Name()} (p = {NumberText.Of(claim.P!.Value)}); of " +
                    $"{compared.Length} comparisons some give as much {TakenBackFor}",
            };
        }

        return new HolmCorrection(
            all, compared.Length, all.Count(claim => claim.Reason.EndsWith(TakenBackFor, StringComparison.Ordinal)));
    }
}
