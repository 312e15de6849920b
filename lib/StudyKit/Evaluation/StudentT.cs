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
        // The tail is monotone and cheap: bisection is exact enough and cannot diverge. It is the tail and not the
        // share below that is compared, since a share near 1 has few digits left.
        double tail = 1 - p, low = 0, high = 1;
        while (Tail(high, degrees) > tail) (low, high) = (high, high * 2);
        for (double middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2)
        {
            if (Tail(middle, degrees) > tail) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    /// <summary>P(T ≤ t) for t ≥ 0.</summary>
    public static double Cumulative(double t, double degrees) => 1 - Tail(t, degrees);

    /// <summary>P(T &gt; t) for t ≥ 0; 0 where t is infinite.</summary>
    public static double UpperTail(double t, double degrees) => double.IsInfinity(t) ? 0 : Tail(t, degrees);

    /// <summary>P(T &gt; t) for t ≥ 0, half of I_x(ν/2, 1/2) with x = ν / (ν + t²).</summary>
    private static double Tail(double t, double degrees)
    {
        if (double.IsInfinity(degrees)) return NormalTail(t);
        double square = t * t, x = degrees / (degrees + square), a = degrees / 2, b = 0.5;
        if (t == 0) return 0.5;
        // The factor x^a (1 − x)^b / B(a, b); 1 − x is taken from t, or nothing of it would be left near t = 0.
        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b)
            - (a * Math.Log(1 + (square / degrees))) + (b * Math.Log(square / (degrees + square))));
        // The fraction converges fast on one side of the mean; on the other its mirror does.
        return x < (a + 1) / (a + b + 2)
            ? 0.5 * front * BetaFraction(x, a, b) / a
            : 0.5 * (1 - (front * BetaFraction(square / (degrees + square), b, a) / b));
    }

    /// <summary>
    /// The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), by Lentz's method.
    /// </summary>
    private static double BetaFraction(double x, double a, double b)
    {
        const double Tiny = 1e-300;
        double c = 1, d = 1 / NotZero(1 - ((a + b) * x / (a + 1))), fraction = d;
        for (int m = 1; m < 10_000; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            double step = 1;
            foreach (double term in (ReadOnlySpan<double>)[even, odd])
            {
                d = 1 / NotZero(1 + (term * d));
                c = NotZero(1 + (term / c));
                step = c * d;
                fraction *= step;
            }

            if (Math.Abs(step - 1) < 1e-16) break;
        }

        return fraction;

        static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }

    /// <summary>
    /// The normal's tail: near 0 by the series of the share below, far out by the continued fraction of Mills' ratio.
    /// </summary>
    private static double NormalTail(double t)
    {
        double density = Math.Exp(-t * t / 2) / Math.Sqrt(2 * Math.PI);
        if (t < 3)
        {
            // Φ(t) − 1/2 = φ(t) · (t + t³/3 + t⁵/15 + …), all terms positive.
            double term = t, sum = t;
            for (int k = 1; term > sum * 1e-17; k++) sum += term *= t * t / ((2 * k) + 1);
            return 0.5 - (density * sum);
        }

        double ratio = t;
        for (int k = 200; k > 0; k--) ratio = t + (k / ratio);
        return density / ratio;
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
