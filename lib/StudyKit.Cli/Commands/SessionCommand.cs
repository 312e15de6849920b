using System.CommandLine;
using StudyKit.Notebooks.Execution.Runner;
using StudyKit.Runtime.Native;

namespace StudyKit.Cli.Commands;

/// <summary>The hidden verb with which <c>studykit run</c> starts itself again: one notebook's process.</summary>
internal static class SessionCommand
{
    public static Command Create()
    {
        Argument<string> pipe = new("pipe");
        Argument<string> folder = new("folder");
        Command command = new(ChildCommand.Verb, "One notebook's process; started by studykit run.") { pipe, folder };
        command.Hidden = true;
        command.SetAction((parsed, _) =>
        {
            ReadTorch();
            return SessionHost.RunAsync(parsed.GetRequiredValue(pipe), parsed.GetRequiredValue(folder));
        });
        return command;
    }

    /// <summary>
    /// The first cells of a reading need libtorch: it is read while the compiler of cells gets warm. Cells train, so
    /// large blocks of memory are kept for reuse.
    /// </summary>
    public static void ReadTorch() => _ = Task.Run(() =>
    {
        HeapReuse.TryEnable();
        return NativeTorch.State;
    });
}
