namespace StudyKit.Papers;

/// <summary>What a measurement says of a claim. Computed by a <see cref="Claim"/>'s rule, never written down.</summary>
public enum Verdict
{
    /// <summary>The rule is met.</summary>
    Supported,

    /// <summary>The rule is broken, by more than chance explains.</summary>
    NotSupported,

    /// <summary>Too few seeds, or the interval holds both answers: this scale cannot tell.</summary>
    Undecided,
}
