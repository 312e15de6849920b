namespace StudyKit.Models.Transformer;

/// <summary>How a Transformer is told where a token stands.</summary>
public enum PositionKind
{
    /// <summary>Sines and cosines (§3.5), the paper's way.</summary>
    Sinusoidal,

    /// <summary>A learned vector for each place (Table 3, row E).</summary>
    Learned,

    /// <summary>Not at all, to see what positions are for.</summary>
    None,
}
