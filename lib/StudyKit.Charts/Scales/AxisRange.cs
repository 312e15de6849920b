using StudyKit.Charts.Model;

namespace StudyKit.Charts.Scales;

/// <summary>The smallest and the largest value that an axis must show.</summary>
internal readonly record struct AxisRange(double Low, double High)
{
    public static AxisRange Empty => new(double.PositiveInfinity, double.NegativeInfinity);

    public bool IsEmpty => Low > High;

    public static AxisRange Of(IEnumerable<double> values)
    {
        AxisRange range = Empty;
        foreach (double value in values)
        {
            if (double.IsFinite(value)) range = range.With(value);
        }

        return range;
    }

    public AxisRange With(double value) => new(Math.Min(Low, value), Math.Max(High, value));

    public AxisRange With(AxisRange other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>
    /// The scale of an axis that shows this range with some room at both ends.
    /// Given ends win; zero joins a linear axis that comes near it, since a baseline says more than a cut.
    /// </summary>
    /// <param name="axis">The axis, with its given ends.</param>
    /// <param name="room">Room at each end as a share of the range; 0 for an axis that ends with its data.</param>
    /// <param name="baseline">Whether zero always belongs to it, as for bars.</param>
    /// <param name="nearZero">Zero joins when the nearer end lies within this share of the range from it.</param>
    /// <param name="whole">
    /// Whether the data are whole numbers (epochs, layers), so that ticks between them would mean nothing.
    /// </param>
    public Scale ToScale(Axis axis, double room, bool baseline = false, double nearZero = 0, bool whole = false)
    {
        double low = axis.From ?? Low;
        double high = axis.To ?? High;
        if (axis.Log)
        {
            if (low >= high) (low, high) = (axis.From ?? low / 2, axis.To ?? high * 2);
            double factor = Math.Pow(high / low, room);
            return new LogScale(axis.From ?? low / factor, axis.To ?? high * factor);
        }

        if (low >= high)
        {
            // One value only: a window around it, wide enough that its ticks differ.
            double half = whole ? 1 : Math.Max(Math.Abs(low) * 0.1, low == 0 ? 1 : 0);
            (low, high) = (axis.From ?? low - half, axis.To ?? high + half);
            if (low >= high) (low, high) = axis.From is null ? (high - 1, high) : (low, low + 1);
        }

        double span = high - low;
        bool reachesDown = axis.From is null && low > 0 && (baseline || low < nearZero * span);
        bool reachesUp = axis.To is null && high < 0 && (baseline || -high < nearZero * span);
        if (reachesDown) low = 0;
        if (reachesUp) high = 0;
        span = high - low;
        if (axis.From is null && !(low == 0 && (baseline || reachesDown))) low -= room * span;
        if (axis.To is null && !(high == 0 && (baseline || reachesUp))) high += room * span;
        return new LinearScale(low, high, whole ? 1 : 0);
    }
}
