namespace StudyKit.Training;

/// <summary>What a training step did; told to those who listen.</summary>
/// <param name="Step">The step, from 1.</param>
/// <param name="Loss">Its mean loss.</param>
/// <param name="Count">Over how many tokens or images.</param>
/// <param name="LearningRate">Its learning rate.</param>
/// <param name="GradientNorm">The length of its gradient before clipping.</param>
public readonly record struct StepEnd(long Step, double Loss, double Count, double LearningRate, double GradientNorm);
