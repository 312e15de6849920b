using Spectre.Console;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Cli.Display;

/// <summary>Shows a run in the terminal while it goes on.</summary>
internal interface IRunDisplay
{
    /// <summary>Shows what <paramref name="run"/> says to the listener it is given, until it ends.</summary>
    Task<IReadOnlyList<NotebookRun>> ShowAsync(Func<Action<RunEvent>, Task<IReadOnlyList<NotebookRun>>> run);

    /// <summary>Says that the run was asked to stop.</summary>
    void Stopping();
}

/// <summary>Picks the way of showing: bars where a person looks, lines where a file or a program reads.</summary>
internal static class RunDisplay
{
    /// <param name="output">Whether to show what cells write.</param>
    public static IRunDisplay ForThisTerminal(bool output)
    {
        bool isTerminal = AnsiConsole.Profile.Capabilities.Interactive && AnsiConsole.Profile.Capabilities.Ansi
            && !Console.IsOutputRedirected;
        return isTerminal
            ? new LiveDisplay(AnsiConsole.Console, output)
            : new PlainDisplay(Console.Out, Console.Error, output);
    }
}
