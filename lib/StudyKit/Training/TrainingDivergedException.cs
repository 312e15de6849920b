namespace StudyKit.Training;

/// <summary>Training met a number that is not finite and stopped before it spoilt the weights.</summary>
/// <param name="message">The step, what was not finite, and what to do.</param>
/// <param name="step">The step, from 1.</param>
/// <param name="tensor"><c>loss</c>, or the name of the parameter whose value or gradient is not finite.</param>
public sealed class TrainingDivergedException(string message, long step, string tensor) : Exception(message)
{
    /// <summary>The step that failed, from 1. Its update was not made.</summary>
    public long Step { get; } = step;

    /// <summary>
    /// <c>loss</c>, <c>gradient norm</c>, or the name of the parameter whose value or gradient is not finite.
    /// </summary>
    public string Tensor { get; } = tensor;
}
