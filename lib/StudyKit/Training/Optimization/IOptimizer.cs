namespace StudyKit.Training.Optimization;

/// <summary>Changes parameters along their gradients.</summary>
public interface IOptimizer : IDisposable
{
    /// <summary>The parameters that it changes.</summary>
    FlatParameters Parameters { get; }

    /// <summary>How many updates were made. Set only to resume.</summary>
    long Steps { get; set; }

    /// <summary>
    /// What it remembers between updates, each [N] like the parameters. Written and read by checkpoints.
    /// </summary>
    IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>Makes one update from the gradients that are there.</summary>
    /// <param name="learningRate">The step's learning rate.</param>
    /// <param name="gradientScale">
    /// A factor on every gradient, for clipping and averaging; the gradients themselves stay.
    /// </param>
    void Update(double learningRate, double gradientScale = 1);
}
