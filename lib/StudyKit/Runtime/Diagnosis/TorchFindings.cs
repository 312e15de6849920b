using StudyKit.Runtime.Native;

namespace StudyKit.Runtime.Diagnosis;

/// <summary>libtorch: how it was loaded, whether it computes, on what.</summary>
internal static class TorchFindings
{
    private const string Advice = "Build again (dotnet build -c Release) so that the library lies in runtimes/ " +
        "beside StudyKit.dll, and see the lines on glibc and libstdc++ above.";

    public static IEnumerable<Finding> Collect() => Collect(NativeTorch.State);

    internal static IEnumerable<Finding> Collect(NativeTorchState state)
    {
        if (state.Problem is { } problem) return [new Finding("libtorch", problem, FindingLevel.Problem, Advice)];
        try
        {
            return Ask(state);
        }
        catch (Exception unusable)
        {
            return [new Finding(
                "libtorch", $"does not work: {MachineReport.FirstLine(unusable)}", FindingLevel.Problem, Advice)];
        }
    }

    /// <summary>Whether convolutions are right on this processor.</summary>
    internal static Finding Convolutions(OneDnnState state) => state switch
    {
        OneDnnState.InUse => new Finding("convolutions", "by oneDNN, right on this processor"),
        OneDnnState.TurnedOff =>
            new Finding("convolutions", "without oneDNN, which gives wrong values on this processor",
            FindingLevel.Note, "Nothing: the values are right. Notebook 03 takes longer than on other processors."),
        _ => new Finding("convolutions", "wrong: oneDNN gives wrong values on this processor and could not be " +
            "turned off",
            FindingLevel.Problem,
            "Set ONEDNN_MAX_CPU_ISA=SSE41 in the environment, or use another machine for notebooks 01 and 03."),
    };

    /// <summary>Whether TorchSharp holds what libtorch reads.</summary>
    internal static Finding Lifetimes(string? plain) => plain is null
        ? new Finding("TorchSharp", "holds every tensor while libtorch reads it")
        : new Finding("TorchSharp", plain, FindingLevel.Problem, "dotnet build -c Release, and use the " +
            "TorchSharp.dll beside the studykit command.");

    private static List<Finding> Ask(NativeTorchState state)
    {
        using (Tensor two = ones(1) + 1)
        {
            if (!two.item<float>().Equals(2f))
            {
                return [new Finding("libtorch", "computes 1 + 1 wrongly", FindingLevel.Problem, Advice)];
            }
        }

        string how = state switch
        {
            { WeakenedCopy: { } copy } => $"TorchSharp's library as a mended copy for this older system: {copy}",
            { Folder: { } folder } => $"from {folder}",
            _ => "found by TorchSharp",
        };
        List<Finding> findings =
        [
            new Finding("libtorch", $"{__version__}, {how}"), Lifetimes(NativeTorch.PlainTorchSharp),
            Convolutions(state.Convolutions),
        ];
        int cards = cuda.is_available() ? cuda.device_count() : 0;
        findings.Add(cards > 0
            ? new Finding("devices", $"CPU and {cards} CUDA card{(cards == 1 ? "" : "s")}")
            : new Finding("devices", "CPU (for an NVIDIA card build with -p:TorchDevice=cuda-linux or cuda-windows)"));
        int cores = CpuCores.CountPhysical();
        int threads = get_num_threads();
        findings.Add(threads <= cores
            ? new Finding("threads", $"{threads} for libtorch, {cores} physical core{(cores == 1 ? "" : "s")}")
            : new Finding(
                "threads", $"{threads} for libtorch on {cores} physical cores", FindingLevel.Note,
                $"More threads than cores slow matrix products down: set OMP_NUM_THREADS={cores}, or call " +
                "Devices.UseThreads()."));
        return findings;
    }
}
