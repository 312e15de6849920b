using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>Runs cells one after another, in the order in which they were sent.</summary>
internal sealed class CellQueue(CSharpSession session, Action<CellRequest, CellOutcome> ended) : IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _interrupt = new();
    private Task _work = Task.CompletedTask;

    /// <summary>Does something before the first cell.</summary>
    public void Begin(Func<Task> work) => Add(_ => work());

    /// <summary>Runs a cell when those before it have ended.</summary>
    public void Add(CellRequest cell) =>
        Add(async interrupt => ended(cell, await session.RunAsync(cell, interrupt)));

    /// <summary>Stops the cell that runs; those that wait end as interrupted without being begun.</summary>
    public void Interrupt()
    {
        CancellationTokenSource now;
        lock (_gate) (now, _interrupt) = (_interrupt, new CancellationTokenSource());
        now.Cancel();
    }

    public void Dispose() => _interrupt.Dispose();

    private void Add(Func<CancellationToken, Task> work)
    {
        lock (_gate)
        {
            CancellationToken interrupt = _interrupt.Token;
            _work = _work.ContinueWith(_ => work(interrupt), TaskScheduler.Default).Unwrap();
        }
    }
}
