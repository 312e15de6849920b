using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Colors;

/// <summary>Maps values to the colours of a heat scale.</summary>
internal sealed record HeatScale(double From, double To, bool Diverging)
{
    private IReadOnlyList<Rgb> Colors => Diverging ? HeatColors.Diverging : HeatColors.Sequential;

    /// <summary>
    /// One scale for all the given heatmaps: the shared range, zero in the middle where one of them diverges.
    /// </summary>
    public static HeatScale For(IReadOnlyCollection<IHeat> figures)
    {
        Axis axis = figures.First().ColorAxis;
        AxisRange range = AxisRange.Of(figures.SelectMany(figure => figure.Values.Cast<double>()));
        bool diverging = figures.Any(figure => figure.IsDiverging);
        if (diverging)
        {
            double reach = Math.Max(Math.Abs(axis.From ?? range.Low), Math.Abs(axis.To ?? range.High));
            reach = reach == 0 ? 1 : reach;
            return new HeatScale(-reach, reach, true);
        }

        double low = axis.From ?? range.Low, high = axis.To ?? range.High;

        // Shares and counts read best from zero.
        if (axis.From is null && low > 0 && low < 0.3 * (high - low)) low = 0;
        if (low >= high)
        {
            double half = low == 0 ? 0.5 : Math.Abs(low) * 0.1;
            (low, high) = axis.From is not null ? (low, low + half)
                : axis.To is not null ? (high - half, high)
                : (low - half, high + half);
        }

        return new HeatScale(low, high, false);
    }

    /// <summary>The step of a value, 0 to <see cref="HeatColors.Steps"/> - 1; values outside take the ends.</summary>
    public int Step(double value) =>
        (int)Math.Round(
            Math.Clamp((value - From) / (To - From), 0, 1) * (HeatColors.Steps - 1), MidpointRounding.AwayFromZero);

    public Rgb Color(int step) => Colors[step];
}
