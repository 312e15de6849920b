namespace StudyKit.Runtime.Diagnosis;

/// <summary>How a finding is to be taken.</summary>
public enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Works, but something is worth knowing.</summary>
    Note,

    /// <summary>Something will not work.</summary>
    Problem,
}

/// <summary>One thing that was looked at on this machine.</summary>
/// <param name="Area">What was looked at: <c>libtorch</c>, <c>memory</c>.</param>
/// <param name="Found">What is there.</param>
/// <param name="Level">How it is to be taken.</param>
/// <param name="Advice">What to do about it; null when nothing is to be done.</param>
public sealed record Finding(string Area, string Found, FindingLevel Level = FindingLevel.Good, string? Advice = null);
