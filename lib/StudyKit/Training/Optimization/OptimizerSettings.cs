namespace StudyKit.Training.Optimization;

/// <summary>
/// Which optimizer to train with, and its constants. The learning rate comes from the schedule, step by step.
/// </summary>
public abstract record OptimizerSettings
{
    private protected OptimizerSettings()
    {
    }

    /// <summary>How strongly weights shrink towards zero.</summary>
    /// <value>0, no decay.</value>
    public double WeightDecay { get; init; }

    /// <summary>Which parameters shrink.</summary>
    /// <value><see cref="DecayRule.All"/></value>
    public DecayRule Decay { get; init; }

    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">The parameters, on their device.</param>
    /// <returns>An optimizer that the caller disposes.</returns>
    public abstract IOptimizer Create(FlatParameters parameters);

    internal virtual IEnumerable<string> Problems()
    {
        if (!(WeightDecay >= 0)) yield return $"WeightDecay must be at least 0. Received {WeightDecay}.";
    }
}
