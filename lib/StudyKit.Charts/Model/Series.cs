using System.Numerics;

namespace StudyKit.Charts.Model;

/// <summary>How a series is drawn.</summary>
internal enum MarkKind
{
    /// <summary>A line, with a band where there is one.</summary>
    Line,

    /// <summary>Points, with error bars where there are some.</summary>
    Points,
}

/// <summary>A named series; <see cref="Like"/> is the name its colour is looked up by.</summary>
internal interface INamed
{
    string Name { get; }

    string? Like { get; }
}

/// <summary>A line or a set of points: x and y of equal length, with optional bounds of y.</summary>
internal sealed record XySeries(
    string Name, MarkKind Kind, double[] X, double[] Y, double[]? Low, double[]? High, string? Like) : INamed
{
    /// <summary>A line with at most this many points shows each of them.</summary>
    private const int MostShownPoints = 25;

    /// <summary>Whether a line marks each of its points.</summary>
    public bool ShowsEachPoint => X.Length <= MostShownPoints;

    public static XySeries Checked<TX, TY>(
        string name, MarkKind kind, IEnumerable<TX> x, IEnumerable<TY> y,
        (IEnumerable<double> Low, IEnumerable<double> High)? band, string? like)
        where TX : INumberBase<TX>
        where TY : INumberBase<TY>
    {
        Check.Name(name, "series");
        double[] xs = Check.Values(x, name, "x", gaps: false);
        double[] ys = Check.Values(y, name, "y", gaps: true);
        Check.SameLength(name, "y", ys.Length, "x", xs.Length);
        (double[]? low, double[]? high) = Check.Bounds(name, band, ys);
        return new XySeries(name, kind, xs, ys, low, high, like);
    }
}

/// <summary>One value for each category, with optional ends of error bars.</summary>
internal sealed record BarSeries(string Name, double[] Values, double[]? Low, double[]? High, string? Like) : INamed
{
    public static BarSeries Checked<T>(
        string name, IEnumerable<T> values, (IEnumerable<double> Low, IEnumerable<double> High)? interval, string? like,
        string[] categories)
        where T : INumberBase<T>
    {
        Check.Name(name, "series");
        if (categories.Length == 0)
        {
            throw new InvalidOperationException("Bars stand over named categories. Expected .Categories(...) before " +
                $".Series(\"{name}\", ...). Received no categories. Name them first, in the order of the values.");
        }

        double[] checkedValues = Check.Values(values, name, "values", gaps: true);
        Check.SameLength(name, "values", checkedValues.Length, "categories", categories.Length);
        (double[]? low, double[]? high) = Check.Bounds(name, interval, checkedValues);
        return new BarSeries(name, checkedValues, low, high, like);
    }
}

/// <summary>The finite values of a sample, and how many were not a number.</summary>
internal sealed record Sample(string Name, double[] Values, int Missing, string? Like) : INamed
{
    public static Sample Checked<T>(string name, IEnumerable<T> values, string? like)
        where T : INumberBase<T>
    {
        Check.Name(name, "series");
        double[] all = Check.Values(values, name, "values", gaps: true);
        double[] finite = [.. all.Where(double.IsFinite)];
        return new Sample(name, finite, all.Length - finite.Length, like);
    }
}
