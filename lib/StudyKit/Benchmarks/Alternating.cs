using System.Diagnostics;

namespace StudyKit.Benchmarks;

/// <summary>Times two things in turn, so that whatever else the machine does falls on both.</summary>
internal static class Alternating
{
    private const int WarmUps = 2;

    /// <summary>
    /// Times <paramref name="first"/> and <paramref name="second"/>, <paramref name="rounds"/> times each.
    /// </summary>
    /// <returns>Seconds of each, round by round.</returns>
    public static (double[] First, double[] Second) Time(Action first, Action second, int rounds)
    {
        double[][] seconds = Time([first, second], rounds);
        return (seconds[0], seconds[1]);
    }

    /// <summary>Times several things, <paramref name="rounds"/> times each.</summary>
    /// <returns>Seconds, [which][round].</returns>
    public static double[][] Time(IReadOnlyList<Action> actions, int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        for (int i = 0; i < WarmUps; i++)
        {
            foreach (Action action in actions) action();
        }

        double[][] seconds = [.. actions.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < actions.Count; i++)
            {
                // Who begins changes too: the one before leaves the cache as it likes.
                int turn = round % 2 == 0 ? i : actions.Count - 1 - i;
                seconds[turn][round] = Seconds(actions[turn]);
            }
        }

        return seconds;
    }

    /// <summary>The value below which a share of the numbers lies, between neighbours in a straight line.</summary>
    public static double Quantile(IEnumerable<double> numbers, double share)
    {
        double[] sorted = [.. numbers.Order()];
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length
            ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below])
            : sorted[^1];
    }

    /// <summary>A result from the ratio of each round.</summary>
    public static BenchmarkResult Ratio(
        IBenchmark benchmark, double[] ratios, string unit, double? atLeast,
        IReadOnlyDictionary<string, double> details) =>
        new(benchmark.Name, benchmark.Question, Quantile(ratios, 0.5),
            Quantile(ratios, 0.25), Quantile(ratios, 0.75), unit, atLeast, null, details);

    private static double Seconds(Action action)
    {
        long started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
