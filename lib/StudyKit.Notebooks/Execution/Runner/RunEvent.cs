
namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>What a run says to whoever watches it: a terminal, a test.</summary>
public abstract record RunEvent
{
    private protected RunEvent()
    {
    }
}

/// <summary>A notebook was read; its process is starting.</summary>
/// <param name="Notebook">The file.</param>
/// <param name="Cells">How many cells will run.</param>
/// <param name="Parameters">Every parameter of the notebook with the value in C# that it will have.</param>
public sealed record NotebookStarted(string Notebook,
    int Cells, IReadOnlyList<KeyValuePair<string, string>> Parameters) : RunEvent;

/// <summary>Something to know that stops nothing.</summary>
/// <param name="Text">One or two sentences.</param>
public sealed record RunWarning(string Text) : RunEvent;

/// <summary>Something good to know.</summary>
/// <param name="Text">One or two sentences.</param>
public sealed record RunNote(string Text) : RunEvent;

/// <summary>A cell begins.</summary>
/// <param name="Number">Its number among the cells that run, from 1.</param>
/// <param name="Cells">How many cells run.</param>
/// <param name="Title">The heading above it and its first line of code: what a person knows it by.</param>
public sealed record CellStarted(int Number, int Cells, string Title) : RunEvent;

/// <summary>A cell says something.</summary>
/// <param name="Number">Its number among the cells that run, from 1.</param>
/// <param name="Event">What it says.</param>
public sealed record CellSaid(int Number, SessionEvent Event) : RunEvent;

/// <summary>A cell ended.</summary>
/// <param name="Number">Its number among the cells that run, from 1.</param>
/// <param name="Elapsed">How long it took, restoring packages left out.</param>
/// <param name="Succeeded">Whether the run goes on.</param>
public sealed record CellEnded(int Number, TimeSpan Elapsed, bool Succeeded) : RunEvent;

/// <summary>A notebook's run ended.</summary>
/// <param name="Run">How, and what it left behind.</param>
public sealed record NotebookEnded(NotebookRun Run) : RunEvent;
