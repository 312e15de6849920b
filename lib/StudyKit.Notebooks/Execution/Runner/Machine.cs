using System.Runtime.InteropServices;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>What a report says about the machine: enough to compare times, nothing that names it.</summary>
internal static class Machine
{
    public static int Cores => Environment.ProcessorCount;

    public static string System => RuntimeInformation.OSDescription;

    public static string Runtime => RuntimeInformation.FrameworkDescription;

    /// <summary>Processor, cores, memory, system and .NET in one line.</summary>
    public static string Describe()
    {
        string memory = $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0} GB";
        string[] parts =
        [
            Processor() ?? RuntimeInformation.ProcessArchitecture.ToString(), Cores == 1 ? "1 core" : $"{Cores} cores",
            memory, System, Runtime,
        ];
        return string.Join(", ", parts);
    }

    private static string? Processor()
    {
        const string file = "/proc/cpuinfo";
        if (!File.Exists(file)) return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        string? line =
            File.ReadLines(file).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':') + 1)..].Trim();
    }
}
