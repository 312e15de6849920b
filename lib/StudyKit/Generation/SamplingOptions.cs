namespace StudyKit.Generation;

/// <summary>
/// How the next token is drawn. The cuts are made in this order: temperature, the k most probable, the nucleus.
/// </summary>
public sealed record SamplingOptions
{
    /// <summary>Logits are divided by it: below 1 the likely becomes likelier, above 1 all becomes more even.</summary>
    /// <value>1.</value>
    public double Temperature { get; init; } = 1;

    /// <summary>
    /// Only so many of the most probable tokens may be drawn (Fan et al., 2018; GPT-2 wrote its samples with 40). Null
    /// for all.
    /// </summary>
    /// <value>Null.</value>
    public int? TopK { get; init; }

    /// <summary>
    /// Only the smallest set of tokens whose probabilities reach this sum may be drawn: the nucleus (Holtzman et al.,
    /// 2020). Null for all.
    /// </summary>
    /// <value>Null.</value>
    public double? TopP { get; init; }

    /// <summary>
    /// The same seed writes the same text. Each row has a stream of its own, so its text does not depend on how many
    /// rows there are.
    /// </summary>
    /// <value>0.</value>
    public long Seed { get; init; }

    /// <summary>Always the most probable token.</summary>
    public static SamplingOptions Greedy { get; } = new() { TopK = 1 };

    /// <summary>Throws with everything that is wrong, at once.</summary>
    /// <exception cref="ArgumentException">Which members break which rules.</exception>
    public void Validate()
    {
        List<string> problems = [];
        if (Temperature is not (> 0 and < double.PositiveInfinity))
        {
            problems.Add($"{nameof(Temperature)} must be above 0; the most probable token alone is {nameof(TopK)} = " +
                $"1. Received {Temperature}.");
        }

        if (TopK < 1) problems.Add($"{nameof(TopK)} must be at least 1, or null. Received {TopK}.");
        if (TopP is { } p && p is not (> 0 and <= 1))
        {
            problems.Add($"{nameof(TopP)} must be above 0 and at most 1, or null. Received {p}.");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException($"Tokens cannot be drawn so:\n  {string.Join("\n  ", problems)}");
        }
    }
}
