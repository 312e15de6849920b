using System.Text.RegularExpressions;
using StudyKit.Contracts;
using StudyKit.Evaluation;

namespace StudyKit.Papers;

/// <summary>
/// One statement of a paper that a run can test: where it stands, what the paper published, and a rule
/// that turns the measurement into a verdict.
/// </summary>
/// <example>
/// <code>
/// new Claim("transformer.mask.no-leak", "The decoder's mask keeps a position from seeing later ones.", "§3.2.3")
///     .Equals(measured: leak, expected: 0, unit: "largest change of an earlier logit")
/// </code>
/// </example>
public sealed partial record Claim
{
    private const string NoNumber = "A value was not a number, so there is nothing to compare.";

    /// <summary>States a claim.</summary>
    /// <param name="id">Stable name, lower case, dots and dashes: <c>paper.subject.point</c>.</param>
    /// <param name="statement">One sentence a reader can agree or disagree with.</param>
    /// <param name="source">Section, equation, figure or table; "reader's question" where the paper is silent.</param>
    /// <exception cref="ArgumentException">The id is not of that form, or a text is empty.</exception>
    public Claim(string id, string statement, string source)
    {
        if (!IdForm().IsMatch(id))
        {
            throw new ArgumentException("A claim's id is lower case words with dots and dashes, as " +
                $"'transformer.mask.no-leak'. Received '{id}'.", nameof(id));
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(statement);
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        (Id, Statement, Source) = (id, statement, source);
    }

    /// <summary>Stable name, as <c>transformer.mask.no-leak</c>.</summary>
    public string Id { get; }

    /// <summary>One sentence.</summary>
    public string Statement { get; }

    /// <summary>Where in the paper it stands.</summary>
    public string Source { get; }

    /// <summary>What the paper measured, in its own setting; null where it published no number.</summary>
    /// <value>Default: null.</value>
    public string? Published { get; init; }

    /// <summary>Whose statement it is.</summary>
    /// <value>Default: the paper's.</value>
    public ClaimKind Kind { get; init; }

    /// <summary>Whether it is one of the three to six that the paper stands on.</summary>
    /// <value>Default: false.</value>
    public bool Central { get; init; }

    /// <summary>Left open, with the reason: the run's scale does not measure it.</summary>
    public ClaimResult Undecided(string reason) =>
        Result(Verdict.Undecided, "not measured", "", "needs another scale", null, 0, reason);

    private ClaimResult Result(
        Verdict verdict, string measured, string unit, string rule, Interval? interval, int seeds, string reason,
        double? p = null) =>
        new(this, verdict, measured, unit, rule, interval, seeds, reason, p);

    private static string Given(double value) => NumberText.Given(value);

    [GeneratedRegex(@"^[a-z0-9]+([.-][a-z0-9]+)+$")]
    private static partial Regex IdForm();
}
