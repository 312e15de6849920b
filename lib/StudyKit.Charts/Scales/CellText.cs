using StudyKit.Contracts;

namespace StudyKit.Charts.Scales;

/// <summary>The numbers in the cells of a matrix.</summary>
internal static class CellText
{
    /// <summary>Writes the cells of a matrix, all with the same number of decimals.</summary>
    public static Func<double, string> For(double[,] values)
    {
        double[] finite = [.. values.Cast<double>().Where(double.IsFinite)];
        double largest = finite.Max(Math.Abs);
        bool whole = finite.All(double.IsInteger), wide = largest is >= 1e5 or < 1e-2;
        int decimals = largest < 10 ? 2 : largest < 100 ? 1 : 0;
        return value => value == 0 || whole ? NumberText.Plain(value, 0)
            : wide ? NumberText.Significant(value, 2)
            : NumberText.Plain(value, decimals);
    }
}
