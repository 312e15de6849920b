namespace StudyKit.Charts.Scales;

/// <summary>Named places at 0, 1, 2 …, each one unit wide.</summary>
internal sealed class CategoryScale(IReadOnlyList<string> names) : Scale(-0.5, names.Count - 0.5)
{
    public IReadOnlyList<string> Names { get; } = names;

    public override double Position(double value) => (value + 0.5) / Names.Count;

    public override IReadOnlyList<Tick> Ticks(int about) => [.. Names.Select((name, i) => new Tick(i, name))];
}
