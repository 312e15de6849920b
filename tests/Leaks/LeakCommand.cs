using System.Globalization;
using StudyKit.Runtime.Native;
using TorchSharp;

namespace StudyKit.Tests.Leaks;

/// <summary>
/// <c>dotnet StudyKit.Tests.dll leaks [STEPS]</c>: live tensors and memory of every loop over 10,000 steps.
/// </summary>
internal static class LeakCommand
{
    public static int Run(string[] arguments)
    {
        int steps = arguments is [string given] ? int.Parse(given, CultureInfo.InvariantCulture) : 10_000;
        NativeTorch.EnsureLoaded();
        // Models this small do not gain from a second thread.
        torch.set_num_threads(1);
        bool grown = false;
        foreach (Loop loop in Loops.All)
        {
            int rounds = loop.Name.StartsWith("train", StringComparison.Ordinal) ? steps / Loops.StepsARound : steps;
            LeakCount count = LeakCount.Of(loop, rounds);
            grown |= count.Late != count.Early;
            string tensors = $"live tensors {count.Early,5} -> {count.Late,5}";
            string memory = FormattableString.Invariant($"memory {count.EarlyMegabytes,6:F0} -> {count.LateMegabytes,6:F0} MB");
            Console.WriteLine($"{count.Name,-34} {steps,6} steps: {tensors}, {memory}");
        }

        return grown ? 1 : 0;
    }
}
