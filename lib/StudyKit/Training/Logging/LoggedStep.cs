namespace StudyKit.Training.Logging;

/// <summary>One line of the log: the steps since the line before.</summary>
/// <param name="Step">The last step of the line, from 1.</param>
/// <param name="Epoch">How many times the data has been gone through by then, with a fraction.</param>
/// <param name="Loss">The mean loss over the steps.</param>
/// <param name="LearningRate">The learning rate of the last step.</param>
/// <param name="GradientNorm">The mean length of the gradient over the steps, before clipping.</param>
/// <param name="PerSecond">Tokens (or images) per second of training time.</param>
/// <param name="Seconds">Seconds since the training began, earlier parts of a resumed run included.</param>
public sealed record LoggedStep(
    long Step, double Epoch, double Loss, double LearningRate, double GradientNorm, double PerSecond, double Seconds);
