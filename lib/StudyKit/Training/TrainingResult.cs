using StudyKit.Contracts;
using StudyKit.Runtime;
using StudyKit.Training.Logging;

namespace StudyKit.Training;

/// <summary>How a training ended.</summary>
/// <param name="Steps">The last step made.</param>
/// <param name="TotalSteps">The steps that were asked for.</param>
/// <param name="Epochs">How many times the data was gone through, with a fraction.</param>
/// <param name="StopReason">Why it ended early; null when all steps were made.</param>
/// <param name="Seconds">How long it took, earlier parts of a resumed run included.</param>
/// <param name="EstimatedSeconds">
/// How long it was said to take after the first steps; null when it was over before that.
/// </param>
/// <param name="Log">What happened.</param>
public sealed record TrainingResult(
    long Steps, long TotalSteps, double Epochs, string? StopReason, double Seconds, double? EstimatedSeconds,
    TrainingLog Log)
{
    /// <summary>Whether all steps were made.</summary>
    public bool Finished => StopReason is null;

    /// <summary>The result in a sentence.</summary>
    public override string ToString()
    {
        string estimate = EstimatedSeconds is { } seconds ? $" (about {Quantity.Duration(seconds)} was expected)" : "";
        string end = StopReason is null
            ? ""
            : $" Stopped early, {NumberText.Of(TotalSteps)} were planned: {StopReason}";
        return $"{NumberText.Of(Steps)} steps in {Quantity.Duration(Seconds)}{estimate}.{end}";
    }
}
