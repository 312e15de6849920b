namespace StudyKit.Training.Logging;

/// <summary>What an evaluation found.</summary>
/// <param name="Step">After which step, from 1.</param>
/// <param name="Epoch">How many times the data has been gone through by then, with a fraction.</param>
/// <param name="Metrics">The numbers, by name.</param>
/// <param name="Seconds">Seconds since the training began, the evaluation included.</param>
public sealed record LoggedEvaluation(
    long Step, double Epoch, IReadOnlyDictionary<string, double> Metrics, double Seconds);
