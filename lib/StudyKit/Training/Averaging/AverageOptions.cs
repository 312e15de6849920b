namespace StudyKit.Training.Averaging;

/// <summary>Which average of the weights to keep while training.</summary>
public sealed record AverageOptions
{
    private AverageOptions()
    {
    }

    internal double? Decay { get; private init; }

    internal int Count { get; private init; }

    internal long Every { get; private init; }

    /// <summary>
    /// An average that forgets: after each update a ← decay · a + (1 − decay) · θ. It begins at the first weights.
    /// </summary>
    /// <param name="decay">Between 0 and 1; 0.999 looks back over about a thousand updates.</param>
    public static AverageOptions Exponential(double decay) => new() { Decay = decay };

    /// <summary>
    /// The mean of the last checkpoints, as in the Transformer paper (§6.1: the last 5 for the base model, 20 for the
    /// big one). The training's last weights are one of them.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="every">Steps from one to the next.</param>
    public static AverageOptions OfLast(int count, long every) => new() { Count = count, Every = every };

    /// <summary>Whether the weights after a step enter the average.</summary>
    internal bool Takes(long step, long totalSteps) =>
        Decay is not null || ((totalSteps - step) % Every == 0 && (totalSteps - step) / Every < Count);

    internal IEnumerable<string> Problems()
    {
        if (Decay is { } decay && decay is not (> 0 and < 1))
        {
            yield return $"AverageOptions.Exponential needs a decay between 0 and 1. Received {decay}.";
        }

        if (Decay is null && Count < 1)
        {
            yield return $"AverageOptions.OfLast needs a count of at least 1. Received {Count}.";
        }

        if (Decay is null && Every < 1)
        {
            yield return $"AverageOptions.OfLast needs at least 1 step from one to the next. Received {Every}.";
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(Decay is { } decay
            ? (FormattableString)$"exponential({decay})"
            : $"last {Count}, every {Every} steps");
}
