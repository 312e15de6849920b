using System.Diagnostics;
using TorchSharp;

namespace StudyKit.Tests.Leaks;

/// <summary>Counts a loop's live tensors, and the process's memory, early and late.</summary>
/// <param name="Name">The loop.</param>
/// <param name="Rounds">How often it went round between the two counts.</param>
/// <param name="Early">Live tensors after the first rounds.</param>
/// <param name="Late">Live tensors at the end.</param>
/// <param name="EarlyMegabytes">The process's memory after a fifth of the rounds, when allocators have settled.</param>
/// <param name="LateMegabytes">The process's memory at the end.</param>
internal sealed record LeakCount(
    string Name, int Rounds, long Early, long Late, double EarlyMegabytes, double LateMegabytes)
{
    private const int Settling = 5;

    public static LeakCount Of(Loop loop, int rounds)
    {
        List<IDisposable> own = [];
        try
        {
            Action round = loop.Prepare(own);
            for (int i = 0; i < Settling; i++) round();
            long early = Live();
            double earlyMegabytes = 0;
            for (int i = 0; i < rounds; i++)
            {
                round();
                if (i == rounds / 5) earlyMegabytes = Megabytes();
            }

            return new LeakCount(loop.Name, rounds, early, Live(), earlyMegabytes, Megabytes());
        }
        finally
        {
            own.Reverse();
            foreach (IDisposable one in own) one.Dispose();
        }
    }

    private static long Live() => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    private static double Megabytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1e6;
    }
}
