namespace StudyKit.Training.Schedules;

/// <summary>The learning rate as a function of the step. Steps count from 1, as in the papers.</summary>
/// <param name="Name">
/// The schedule and its constants in words; two schedules of the same name give the same rates.
/// </param>
/// <param name="At">The rate at a step.</param>
public sealed record Schedule(string Name, Func<long, double> At)
{
    /// <summary>A schedule of one's own, for an experiment.</summary>
    /// <param name="name">Says which one it is, constants included: resuming compares names.</param>
    /// <param name="at">Step (from 1) → learning rate.</param>
    public static Schedule Of(string name, Func<long, double> at) => new(name, at);

    /// <summary>
    /// The same schedule with another rate at its first steps. ResNet-110 trains at 0.01 for about 400 steps, until its
    /// training error is below 80%, before it goes on at 0.1 (1512.03385, §4.2).
    /// </summary>
    /// <param name="rate">The rate at steps 1 … <paramref name="steps"/>.</param>
    /// <param name="steps">How many.</param>
    public Schedule StartingAt(double rate, long steps)
    {
        if (!(rate > 0)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "rate must be more than 0.");
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return new Schedule(
            FormattableString.Invariant($"{rate} for {steps} steps, then {Name}"),
            step => step <= steps ? rate : At(step));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
