using System.Diagnostics;
using System.Globalization;

namespace StudyKit.Tests.Fuzz;

/// <summary>
/// <c>dotnet StudyKit.Tests.dll fuzz [--minutes 28] [--seed 1] [--target NAME]</c>: as many inputs as fit into the
/// time.
/// </summary>
internal static class FuzzCommand
{
    public static int Run(string[] arguments)
    {
        double minutes = double.Parse(Value("--minutes") ?? "28", CultureInfo.InvariantCulture);
        int seed = int.Parse(Value("--seed") ?? "1", CultureInfo.InvariantCulture);
        FuzzTarget[] targets =
        [
            .. FuzzTargets.All.Where(target => Value("--target") is not { } wanted || target.Name == wanted),
        ];
        double shares = targets.Sum(target => target.Share);
        Stopwatch watch = Stopwatch.StartNew();
        long inputs = 0;
        List<string> faults = [];
        Lock gate = new();
        // Two at a time: a target that hangs is named by the lines that are missing.
        Parallel.ForEach(targets, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, target =>
        {
            using FuzzRun run = new(target, seed);
            run.Feed(long.MaxValue, TimeSpan.FromMinutes(minutes * Environment.ProcessorCount * target.Share / shares));
            lock (gate)
            {
                inputs += run.Taken + run.Refused;
                faults.AddRange(run.Faults);
                Console.WriteLine($"{target.Name,-12} {run.Taken,9} taken {run.Refused,9} refused " +
                    $"{run.Faults.Count} faults");
            }
        });
        foreach (string fault in faults) Console.WriteLine(fault);
        Console.WriteLine($"{inputs} inputs in {watch.Elapsed.TotalMinutes:F1} minutes, {faults.Count} faults, peak " +
            $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB");
        return faults.Count == 0 ? 0 : 1;

        string? Value(string name)
        {
            int at = Array.IndexOf(arguments, name);
            return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
        }
    }
}
