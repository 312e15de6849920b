namespace StudyKit.Training.Schedules;

/// <summary>The learning rate as a function of the step. Steps count from 1, as in the papers.</summary>
/// <param name="Name">The schedule and its constants in words; two schedules of the same name give the same rates.</param>
/// <param name="At">The rate at a step.</param>
public sealed record Schedule(string Name, Func<long, double> At)
{
    /// <summary>A schedule of one's own, for an experiment.</summary>
    /// <param name="name">Says which one it is, constants included: resuming compares names.</param>
    /// <param name="at">Step (from 1) → learning rate.</param>
    public static Schedule Of(string name, Func<long, double> at) => new(name, at);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
