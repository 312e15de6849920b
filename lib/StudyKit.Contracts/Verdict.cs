namespace StudyKit.Contracts;

/// <summary>What a measurement says of a claim. Computed by the claim's rule, never written down.</summary>
public enum Verdict
{
    /// <summary>The rule is met.</summary>
    Supported,

    /// <summary>The rule is broken, by more than chance explains.</summary>
    NotSupported,

    /// <summary>Too few seeds, or the interval holds both answers: this scale cannot tell.</summary>
    Undecided,
}

/// <summary>The verdicts' names, for readers, for JSON and for style sheets.</summary>
public static class Verdicts
{
    /// <summary>All verdicts, in the order that they are counted.</summary>
    public static IReadOnlyList<Verdict> All { get; } = [Verdict.Supported, Verdict.NotSupported, Verdict.Undecided];

    /// <summary>
    /// The verdict in a word or two, as JSON carries it: <c>supported</c>, <c>not supported</c>, <c>undecided</c>.
    /// </summary>
    /// <param name="verdict">The verdict.</param>
    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.Supported => "supported",
        Verdict.NotSupported => "not supported",
        Verdict.Undecided => "undecided",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), $"A verdict is one of {string.Join(", ", All)}. " +
            $"Received {verdict}."),
    };

    /// <summary>The name as a style sheet's class: <c>not-supported</c>.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Class(this Verdict verdict) => verdict.Name().Replace(' ', '-');

    /// <summary>Reads a name. Anything but the two clear ones counts as undecided.</summary>
    /// <param name="name">
    /// A name as <see cref="Name"/> writes it, in any case, with blanks, dashes or underscores.
    /// </param>
    public static Verdict Read(string? name) =>
        name?.Trim().ToLowerInvariant().Replace('-', ' ').Replace('_', ' ') switch
        {
            "supported" => Verdict.Supported,
            "not supported" => Verdict.NotSupported,
            _ => Verdict.Undecided,
        };
}
