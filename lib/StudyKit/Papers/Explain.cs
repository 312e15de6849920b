namespace StudyKit.Papers;

/// <summary>
/// Says what a run found in the words that fit its verdict, so that no text claims what the run did not show.
/// </summary>
public static class Explain
{
    /// <summary>Chooses one of three texts by a claim's verdict.</summary>
    /// <param name="result">The claim as decided.</param>
    /// <param name="supported">Markdown, with the run's numbers; so are the others.</param>
    /// <param name="notSupported">What the other outcome means.</param>
    /// <param name="undecided">What is missing for a verdict.</param>
    /// <returns>The text of the verdict. As the last value of a cell it is shown as Markdown.</returns>
    /// <exception cref="ArgumentException">A text is empty: each outcome can happen, so each needs words.</exception>
    public static Explanation By(ClaimResult result, string supported, string notSupported, string undecided)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentException.ThrowIfNullOrWhiteSpace(supported);
        ArgumentException.ThrowIfNullOrWhiteSpace(notSupported);
        ArgumentException.ThrowIfNullOrWhiteSpace(undecided);
        return new(result.Claim.Id, result.Verdict, supported, notSupported, undecided);
    }
}
