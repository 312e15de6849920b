using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// Ends the processes that cells started. On Linux also those whose parents have ended: the process that adopts orphans
/// (<c>PR_SET_CHILD_SUBREAPER</c>) finds them among its own. Elsewhere a cell's processes end when it is stopped or
/// times out,
/// and are left alone when it succeeds.
/// </summary>
public static class ProcessTree
{
    private const int SetChildSubreaper = 36;

    /// <summary>Makes this process the parent of its descendants' orphans. Does nothing but on Linux.</summary>
    public static void Adopt()
    {
        if (OperatingSystem.IsLinux()) _ = Control(SetChildSubreaper, 1, 0, 0, 0);
    }

    /// <summary>Kills every process below this one. Does nothing but on Linux.</summary>
    public static void EndDescendants()
    {
        if (!OperatingSystem.IsLinux()) return;
        // A process may start another while it is being killed: look again until there is none.
        for (int round = 0; round < 10 && EndOnce(); round++)
        {
        }
    }

    /// <summary>Removes the socket of a named pipe, which outlives a process that is killed.</summary>
    internal static void RemoveSocket(string pipe)
    {
        if (OperatingSystem.IsWindows()) return;
        try
        {
            File.Delete(Path.Combine(Path.GetTempPath(), "CoreFxPipe_" + pipe));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is a file of no bytes in the temporary folder.
        }
    }

    private static bool EndOnce()
    {
        ILookup<int, int> children = Parents().ToLookup(pair => pair.Parent, pair => pair.Process);
        Queue<int> open = new(children[Environment.ProcessId]);
        bool any = false;
        while (open.TryDequeue(out int process))
        {
            any = true;
            foreach (int child in children[process]) open.Enqueue(child);
            try
            {
                using Process found = Process.GetProcessById(process);
                found.Kill();
            }
            catch (Exception gone)
                when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It has ended by itself.
            }
        }

        return any;
    }

    private static IEnumerable<(int Process, int Parent)> Parents()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture,
                out int process)) continue;
            string text;
            try
            {
                text = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            // The name in brackets may hold anything; what follows the last one is: state, parent. A zombie is dead
            // already.
            string[] fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length > 1 && fields[0] != "Z") yield return (process,
                int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
    }

    [DllImport("libc", EntryPoint = "prctl")]
    private static extern int Control(int option, nint second, nint third, nint fourth, nint fifth);
}
