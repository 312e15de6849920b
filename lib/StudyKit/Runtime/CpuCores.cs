using System.Globalization;

namespace StudyKit.Runtime;

/// <summary>Counts the physical cores that this process may use.</summary>
internal static class CpuCores
{
    /// <summary>
    /// Physical cores, at least 1 and never more than the processors given to this process (containers give fewer).
    /// </summary>
    public static int CountPhysical()
    {
        const string Folder = "/sys/devices/system/cpu";
        int allowed = Environment.ProcessorCount;
        return OperatingSystem.IsLinux()
            && Directory.Exists(Folder) ? Math.Clamp(CountIn(Folder, allowed), 1, allowed) : allowed;
    }

    /// <summary>
    /// How many threads to compute with: what <c>OMP_NUM_THREADS</c> says, as for every program on OpenMP, else one a
    /// physical core.
    /// </summary>
    public static int ToUse() => int.TryParse(
        Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), NumberStyles.None, CultureInfo.InvariantCulture,
        out int asked) && asked > 0 ? asked : CountPhysical();

    // Two hyper-threads of one core carry the same list of siblings.
    internal static int CountIn(string folder, int fallback)
    {
        HashSet<string> cores = [];
        try
        {
            foreach (string cpu in Directory.EnumerateDirectories(folder, "cpu*"))
            {
                string siblings = Path.Combine(cpu, "topology", "thread_siblings_list");
                if (File.Exists(siblings)) cores.Add(File.ReadAllText(siblings).Trim());
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return fallback;
        }

        return cores.Count > 0 ? cores.Count : fallback;
    }
}
