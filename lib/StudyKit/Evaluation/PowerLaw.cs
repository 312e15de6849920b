namespace StudyKit.Evaluation;

/// <summary>y = a · x^k, fitted as a straight line through the logarithms.</summary>
/// <param name="Factor">a.</param>
/// <param name="Exponent">k, with its interval.</param>
/// <param name="Explained">R², the share of the variance of log y that the line explains.</param>
public sealed record PowerLaw(double Factor, Interval Exponent, double Explained)
{
    /// <summary>Least squares on the logarithms; the interval is Student's, with n − 2 degrees of freedom.</summary>
    /// <param name="x">At least three positive values, not all equal.</param>
    /// <param name="y">As many positive values.</param>
    /// <param name="level">Of the interval, between 0 and 1.</param>
    /// <exception cref="ArgumentException">Too few, unequal numbers of, or not positive values.</exception>
    public static PowerLaw Fit(IReadOnlyList<double> x, IReadOnlyList<double> y, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(level), level, "A level of confidence lies between 0 and 1, for instance 0.95.");
        }

        if (x.Count < 3 || x.Count != y.Count)
        {
            throw new ArgumentException($"A power law is fitted to at least three points. Received {x.Count} values " +
                $"of x and {y.Count} of y.", nameof(x));
        }

        if (x.Concat(y).Any(value => value is not (> 0 and < double.PositiveInfinity)))
        {
            throw new ArgumentException(
                "A power law is fitted to positive, finite values: their logarithms are used.", nameof(y));
        }

        double[] u = [.. x.Select(value => Math.Log(value))], v = [.. y.Select(value => Math.Log(value))];
        double meanU = u.Average(), meanV = v.Average(), spread = u.Sum(a => (a - meanU) * (a - meanU));
        if (spread == 0) throw new ArgumentException("The values of x must differ, or there is no slope.", nameof(x));
        double slope = u.Zip(v, (a, b) => (a - meanU) * (b - meanV)).Sum() / spread, start = meanV - slope * meanU;
        double rest = u.Zip(v, (a, b) => Math.Pow(b - start - slope * a, 2)).Sum(),
            whole = v.Sum(b => (b - meanV) * (b - meanV));
        double half = StudentT.Quantile(0.5 + level / 2, u.Length - 2) * Math.Sqrt(rest / (u.Length - 2) / spread);
        return new PowerLaw(
            Math.Exp(start),
            new Interval(slope, slope - half, slope + half, level, u.Length),
            whole == 0 ? 1 : 1 - rest / whole);
    }

    /// <summary>The law's value.</summary>
    /// <param name="x">Above 0.</param>
    public double At(double x) => Factor * Math.Pow(x, Exponent.Estimate);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Factor:G3} · x^{Exponent.Estimate:F2} ({100 * Exponent.Level:G3}% interval of the exponent " +
        $"{Exponent.Low:F2} to {Exponent.High:F2})";
}
