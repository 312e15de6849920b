using System.Numerics;

namespace StudyKit.Charts.Model;

/// <summary>
/// Checks of the data a figure is given. Every message says the rule, what was expected, what came, and what to do.
/// </summary>
internal static class Check
{
    public static double Finite(double value, string what) => double.IsFinite(value)
        ? value
        : throw new ArgumentException($"{what} must be a finite number. Received {value}. Leave the mark out where " +
            "there is no value.");

    public static void Name(string name, string what)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException($"A {what} needs a name, for the legend and the table. Expected some text. " +
                $"Received \"{name}\". Say what it is, for example \"validation\".");
        }
    }

    /// <summary>The values as doubles: at least one, none infinite, NaN only where gaps can be drawn.</summary>
    public static double[] Values<T>(IEnumerable<T> values, string series, string what, bool gaps)
        where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] result = [.. values.Select(double.CreateChecked)];
        if (result.Length == 0)
        {
            throw new ArgumentException($"Series \"{series}\": {what} must not be empty. Expected at least one " +
                "value. Received none. Leave the series out, or look where its values should have come from.");
        }

        int infinite = Array.FindIndex(result, double.IsInfinity);
        if (infinite >= 0)
        {
            throw new ArgumentException($"Series \"{series}\": {what} must be finite. Expected " +
                $"numbers{(gaps ? ", or NaN for a gap" : "")}. Received {result[infinite]} at index {infinite}. Put " +
                "NaN there to leave a gap, and find out why it is infinite.");
        }

        int missing = Array.FindIndex(result, double.IsNaN);
        if (!gaps && missing >= 0)
        {
            throw new ArgumentException($"Series \"{series}\": {what} must be numbers. Expected finite values. " +
                $"Received NaN at index {missing}. Remove that point; a gap is made by NaN in y.");
        }

        if (Array.TrueForAll(result, double.IsNaN))
        {
            throw new ArgumentException($"Series \"{series}\": {what} holds nothing to draw. Expected at least one " +
                $"number. Received {result.Length} × NaN. Leave the series out, or find out why every value is NaN.");
        }

        return result;
    }

    public static void SameLength(string series, string what, int received, string reference, int expected)
    {
        if (received != expected)
        {
            throw new ArgumentException($"Series \"{series}\": {what} and {reference} must have the same length. " +
                $"Expected {expected} {what}, as there are {expected} {reference}. Received {received}. Cut the " +
                "longer one, or put NaN where a value is missing.");
        }
    }

    /// <summary>
    /// Bounds around the values: same length, low ≤ high; the value itself may lie outside (a median, a best run).
    /// </summary>
    public static (double[]? Low, double[]? High) Bounds(
        string series, (IEnumerable<double> Low, IEnumerable<double> High)? bounds, double[] values)
    {
        if (bounds is not { } given) return (null, null);
        double[] low = Values(given.Low, series, "lower bounds", gaps: true);
        double[] high = Values(given.High, series, "upper bounds", gaps: true);
        SameLength(series, "lower bounds", low.Length, "values", values.Length);
        SameLength(series, "upper bounds", high.Length, "values", values.Length);
        for (int i = 0; i < low.Length; i++)
        {
            if (low[i] > high[i])
            {
                throw new ArgumentException($"Series \"{series}\": a lower bound must not lie above its upper bound. " +
                    $"Expected low ≤ high. Received low {low[i]} and high {high[i]} at index {i}. Pass (low, high) " +
                    "in this order, as values and not as distances.");
            }
        }

        return (low, high);
    }

    public static string[] Labels(string[] labels, string what)
    {
        if (labels.Length == 0)
        {
            throw new ArgumentException($"A figure needs {what}. Expected at least one. Received none.");
        }

        int missing = Array.FindIndex(labels, label => label is null);
        return missing < 0 ? labels : throw new ArgumentException($"The {what} must all have a name. Received null " +
            $"at index {missing}. Use an empty text for a category without a name.");
    }

    public static double[,] Matrix(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0)
        {
            throw new ArgumentException("A heatmap needs at least one cell. Expected a matrix [rows ≥ 1, columns ≥ " +
                $"1]. Received [{values.GetLength(0)}, {values.GetLength(1)}].", nameof(values));
        }

        bool any = false;
        foreach (double value in values)
        {
            if (double.IsInfinity(value))
            {
                throw new ArgumentException($"A heatmap's values must be finite, or NaN for a gap. Received {value}. " +
                    "Masked scores (-∞) are best shown as NaN, or after the softmax.", nameof(values));
            }

            any |= double.IsFinite(value);
        }

        return any
            ? (double[,])values.Clone()
            : throw new ArgumentException("A heatmap needs at least one number. Expected a finite value. Received " +
                "NaN in every cell. Find out why there is no value.", nameof(values));
    }

    public static double[,] Matrix(float[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[,] copy = new double[values.GetLength(0), values.GetLength(1)];
        for (int row = 0; row < copy.GetLength(0); row++)
        {
            for (int column = 0; column < copy.GetLength(1); column++) copy[row, column] = values[row, column];
        }

        return Matrix(copy);
    }

    public static string[]? MatrixLabels(IEnumerable<string>? labels, int expected, string what)
    {
        if (labels is null) return null;
        string[] given = Labels([.. labels], what);
        return given.Length == expected ? given
            : throw new ArgumentException($"A heatmap needs one label for each of its {what}. Expected {expected} " +
                $"labels for the {what}, as the matrix is [rows, columns]. Received {given.Length}. If the matrix is " +
                "transposed, swap rows and columns.");
    }

    public static string[] Headings(string[] names, int expected, string what) => names.Length == expected ? names
        : throw new ArgumentException($"A grid needs one heading for each {what}. Expected {expected} {what} " +
            $"headings. Received {names.Length}.");

    public static void Grid(int columns, Figure[] panels)
    {
        if (columns < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(columns), $"A grid has at least one column. Received {columns}.");
        }

        if (panels.Length == 0)
        {
            throw new ArgumentException("A grid needs panels. Expected at least one figure. Received none.");
        }

        if (panels.Any(panel => panel is not { CanBePanel: true }))
        {
            throw new ArgumentException("The panels of a grid are lines, points, bars, histograms or heatmaps. " +
                "Received null, a message or another grid. Put the inner grid's figures into one list.");
        }
    }

    public static void HasSeries(Figure figure, int count)
    {
        if (count == 0)
        {
            throw new InvalidOperationException(
                $"The figure {(figure.TitleText is { } title ? $"\"{title}\" " : "")}has nothing to draw. Expected " +
                "at least one series. Received none. Call .Series(...); each call returns a new figure, so in a loop " +
                "write figure = figure.Series(...).");
        }
    }

    public static void LogAxis(Axis axis, string series, string what, double[] values)
    {
        if (!axis.Log) return;
        int wrong = Array.FindIndex(values, value => value <= 0);
        if (wrong >= 0)
        {
            throw new InvalidOperationException($"Series \"{series}\": a logarithmic axis shows values above zero " +
                $"only. Expected {what} > 0. Received {values[wrong]} at index {wrong}. Put NaN there to leave a " +
                "gap, or use log: false.");
        }
    }

    public static void LogReferences(IAxes axes)
    {
        foreach (Reference line in axes.References)
        {
            if ((line.Vertical ? axes.X : axes.Y).Log && line.Value <= 0)
            {
                throw new InvalidOperationException($"Reference line \"{line.Label}\": a logarithmic axis shows " +
                    $"values above zero only. Expected a value > 0. Received {line.Value}. Move the line, or use " +
                    "log: false.");
            }
        }
    }
}
