namespace StudyKit.Evaluation;

/// <summary>
/// Student's t distribution: its distribution function and quantiles; with infinite degrees of freedom the normal's.
/// </summary>
internal static class StudentT
{
    /// <summary>The value below which a share <paramref name="p"/> of the distribution lies.</summary>
    /// <param name="p">Share between 0.5 and 1.</param>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    public static double Quantile(double p, double degrees)
    {
        // The distribution function is monotone and cheap: bisection is exact enough and cannot diverge.
        double low = 0, high = 1;
        while (Cumulative(high, degrees) < p) high *= 2;
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            if (Cumulative(middle, degrees) < p) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    /// <summary>P(T ≤ t) for t ≥ 0.</summary>
    public static double Cumulative(double t, double degrees)
    {
        // Simpson's rule on the density from 0 to t; the density is smooth, so 2,000 steps give 1e-10.
        const int Steps = 2000;
        double h = t / Steps;
        double sum = 0;
        double scale = double.IsInfinity(degrees)
            ? 1 / Math.Sqrt(2 * Math.PI)
            : Math.Exp(LogGamma((degrees + 1) / 2) - LogGamma(degrees / 2)) / Math.Sqrt(degrees * Math.PI);
        for (int i = 0; i <= Steps; i++)
        {
            double x = i * h;
            double density = double.IsInfinity(degrees)
                ? Math.Exp(-x * x / 2)
                : Math.Pow(1 + (x * x / degrees), -(degrees + 1) / 2);
            sum += density * (i == 0 || i == Steps ? 1 : i % 2 == 1 ? 4 : 2);
        }

        return 0.5 + (scale * sum * h / 3);
    }

    // Stirling's series after shifting the argument above 10: error below 1e-13.
    private static double LogGamma(double x)
    {
        double shift = 0;
        while (x < 10) shift -= Math.Log(x++);
        double inverse = 1 / x, square = inverse * inverse;
        return shift + ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI))
            + (inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square / 1680)))))));
    }
}
