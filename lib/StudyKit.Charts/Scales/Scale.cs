namespace StudyKit.Charts.Scales;

/// <summary>A value on an axis and the text that stands beside it.</summary>
internal readonly record struct Tick(double Value, string Label);

/// <summary>Maps the values of an axis to 0 (its start) … 1 (its end).</summary>
internal abstract class Scale(double from, double to)
{
    public double From { get; } = from;

    public double To { get; } = to;

    /// <summary>Where a value stands, 0 … 1 inside the axis.</summary>
    public abstract double Position(double value);

    /// <summary>About this many ticks at round values inside the axis.</summary>
    public abstract IReadOnlyList<Tick> Ticks(int about);
}
