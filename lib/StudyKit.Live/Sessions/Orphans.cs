using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace StudyKit.Live.Sessions;

/// <summary>
/// Ends what cells have started when their session was killed and could not do so itself. They are known by a variable
/// of their environment, so that the reader's browser, which this program may have started, is left alone.
/// </summary>
internal static class Orphans
{
    /// <summary>The variable that a session hands down.</summary>
    public const string Variable = "STUDYKIT_LIVE_SESSION";

    /// <summary>Kills every process that carries the mark. Does nothing but on Linux.</summary>
    public static void End(string mark)
    {
        if (!OperatingSystem.IsLinux()) return;
        byte[] wanted = Encoding.UTF8.GetBytes($"{Variable}={mark}\0");
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture,
                out int process) || process == Environment.ProcessId) continue;
            try
            {
                if (File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(wanted) < 0) continue;
                using Process found = Process.GetProcessById(process);
                found.Kill();
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException
                or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It is another user's, or has ended by itself.
            }
        }
    }
}
