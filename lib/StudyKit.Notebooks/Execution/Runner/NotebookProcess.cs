using System.Diagnostics;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>Makes a process one of notebooks, whoever it serves.</summary>
public static class NotebookProcess
{
    /// <summary>
    /// Cells may use the kit's libraries without a <c>#r</c>, what the library shows appears in the cell, and what
    /// cells start can be ended with them. To be called before the first session.
    /// </summary>
    public static void Begin()
    {
        ProcessTree.Adopt();
        KitLibraries.Connect();
    }

    /// <summary>
    /// Says whether the listener answers <see cref="InputEvent"/>, for the cells that begin from now on. Where it does
    /// not, a read of the console finds its end, and the library asks nobody.
    /// </summary>
    public static void LetAsk(CSharpSession session, bool isAnswered)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.CanAsk = isAnswered;
        KitLibraries.LetAsk(isAnswered);
    }

    /// <summary>Ends the process and all that its cells have started; what still runs does not hold it up.</summary>
    public static void End()
    {
        ProcessTree.EndDescendants();
        Environment.Exit(0);
    }

    /// <summary>Whether a process is there.</summary>
    /// <param name="process">Its number.</param>
    public static bool Lives(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
