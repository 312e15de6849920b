namespace StudyKit.Training.Optimization;

/// <summary>
/// Adam (Kingma and Ba, 2015): m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², θ ← θ − lr · m̂ / (√v̂ + ε),
/// with m̂ = m/(1−β₁ᵗ) and v̂ = v/(1−β₂ᵗ). With decoupled weight decay it is AdamW (Loshchilov and Hutter, 2019).
/// </summary>
public sealed record AdamOptions : OptimizerSettings
{
    /// <summary>The Transformer paper's Adam (§5.3): β = (0.9, 0.98), ε = 1e-9.</summary>
    public static AdamOptions Transformer { get; } = new() { Beta2 = 0.98, Epsilon = 1e-9 };

    /// <summary>How slowly the mean of the gradients forgets.</summary>
    /// <value>0.9</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>How slowly the mean of the squared gradients forgets.</summary>
    /// <value>0.999</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Keeps the division finite.</summary>
    /// <value>1e-8</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>
    /// True: weights shrink by lr · <see cref="OptimizerSettings.WeightDecay"/> beside the update (AdamW).
    /// False: the decay is added to the gradient (L2), and Adam's division undoes most of it.
    /// </summary>
    /// <value>true</value>
    public bool Decoupled { get; init; } = true;

    /// <inheritdoc/>
    public override IOptimizer Create(FlatParameters parameters) => new FlatAdam(parameters, this);

    internal override IEnumerable<string> Problems()
    {
        foreach (string problem in base.Problems()) yield return problem;
        if (Beta1 is not (>= 0 and < 1)) yield return $"Beta1 must be at least 0 and less than 1. Received {Beta1}.";
        if (Beta2 is not (>= 0 and < 1)) yield return $"Beta2 must be at least 0 and less than 1. Received {Beta2}.";
        if (!(Epsilon > 0)) yield return $"Epsilon must be more than 0. Received {Epsilon}.";
    }
}
