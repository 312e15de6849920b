namespace StudyKit.Data.PreTraining;

/// <summary>How tokens are hidden for the masked language model (Devlin et al., 2019, §3.1 and Table 8).</summary>
public sealed record MaskingOptions
{
    /// <summary>Share of the tokens chosen to be predicted.</summary>
    /// <value>0.15.</value>
    public double Share { get; init; } = 0.15;

    /// <summary>Of the chosen: replaced by [MASK].</summary>
    /// <value>0.8.</value>
    public double Masked { get; init; } = 0.8;

    /// <summary>Of the chosen: replaced by a random token. The rest stays as it is.</summary>
    /// <value>0.1.</value>
    public double Random { get; init; } = 0.1;

    /// <summary>True chooses words with all their pieces, false pieces one by one as in the paper.</summary>
    /// <value>false.</value>
    public bool WholeWords { get; init; }

    internal void Validate()
    {
        if (Share is not (> 0 and <= 1))
        {
            throw new ArgumentException($"{nameof(Share)} must lie above 0 and be at most 1. Received {Share}.");
        }

        if (Masked < 0 || Random < 0 || Masked + Random > 1 + 1e-9)
        {
            throw new ArgumentException($"{nameof(Masked)} and {nameof(Random)} must not be negative and add up to " +
                $"at most 1. Received {Masked} and {Random}.");
        }
    }
}
