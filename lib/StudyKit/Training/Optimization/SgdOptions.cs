namespace StudyKit.Training.Optimization;

/// <summary>
/// Stochastic gradient descent with momentum: b ← μb + g, θ ← θ − lr · b; weight decay is added to the gradient.
/// </summary>
public sealed record SgdOptions : OptimizerSettings
{
    /// <summary>How much of the last update's direction is kept (μ).</summary>
    /// <value>0, plain descent.</value>
    public double Momentum { get; init; }

    /// <summary>Looks ahead along the momentum: θ ← θ − lr · (g + μb).</summary>
    /// <value>false</value>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override IOptimizer Create(FlatParameters parameters) => new FlatSgd(parameters, this);

    internal override IEnumerable<string> Problems()
    {
        foreach (string problem in base.Problems()) yield return problem;
        if (Momentum is not (>= 0 and < 1))
        {
            yield return $"Momentum must be at least 0 and less than 1. Received {Momentum}.";
        }

        if (Nesterov && Momentum == 0) yield return "Nesterov needs a Momentum above 0. Received Momentum 0.";
    }
}
