using StudyKit.Contracts;

namespace StudyKit.Charts.Scales;

/// <summary>An axis where equal steps are equal factors; both ends lie above zero.</summary>
internal sealed class LogScale(double from, double to) : Scale(from, to)
{
    private readonly double _start = Math.Log10(from);
    private readonly double _length = Math.Log10(to) - Math.Log10(from);

    public override double Position(double value) => (Math.Log10(value) - _start) / _length;

    /// <summary>
    /// Powers of ten; 1, 2 and 5 between them on a short axis; round steps on one shorter than a decade.
    /// </summary>
    public override IReadOnlyList<Tick> Ticks(int about)
    {
        int first = (int)Math.Ceiling(_start - 1e-9);
        int last = (int)Math.Floor(_start + _length + 1e-9);
        int decades = last - first + 1;
        if (decades >= 3)
        {
            int stride = (int)Math.Ceiling(decades / (double)Math.Max(2, about));
            return [.. Enumerable.Range(first, decades).Where(exponent => exponent % stride == 0).Select(Decade)];
        }

        List<Tick> ticks = [];
        for (int exponent = first - 1; exponent <= last; exponent++)
        {
            foreach (int digit in (int[])[1, 2, 5])
            {
                double value = double.Parse($"{digit}e{exponent}");
                if (value >= From * (1 - 1e-9) && value <= To * (1 + 1e-9))
                {
                    ticks.Add(new Tick(value, Label(value, digit, exponent)));
                }
            }
        }

        return ticks.Count >= 3 ? ticks : new LinearScale(From, To).Ticks(about);
    }

    private static Tick Decade(int exponent) =>
        new(double.Parse($"1e{exponent}"), Label(double.Parse($"1e{exponent}"), 1, exponent));

    private static string Label(double value, int digit, int exponent) => exponent switch
    {
        >= -3 and <= 4 => NumberText.Plain(value, Math.Max(0, -exponent)),
        _ => digit == 1 ? NumberText.PowerOfTen(exponent) : $"{digit}×{NumberText.PowerOfTen(exponent)}",
    };
}
