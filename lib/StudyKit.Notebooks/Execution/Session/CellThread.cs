using System.Collections.Concurrent;
using System.Runtime;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// The thread on which cells run. libtorch keeps its worker threads and gradient mode per thread, so all cells share
/// one. Code that does not end when asked is aborted; code that can't even be aborted (inside a native call) is left
/// behind with its thread.
/// </summary>
internal sealed class CellThread : IDisposable
{
    private const int StackSize = 16 * 1024 * 1024;

    private readonly BlockingCollection<Action> _work = [];

    public CellThread()
    {
        Thread thread = new(Loop, StackSize) { IsBackground = true, Name = "cells" };
        thread.Start();
    }

    /// <summary>Calls the function on the thread.</summary>
    /// <param name="start">Runs a cell up to its first await.</param>
    /// <param name="abort">Stops the function at the next managed instruction.</param>
    /// <returns>The cell's task.</returns>
    /// <exception cref="OperationCanceledException">The function was aborted.</exception>
    public Task<Task<object?>> Run(Func<Task<object?>> start, CancellationToken abort)
    {
        TaskCompletionSource<Task<object?>> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ExecutionContext? context = ExecutionContext.Capture();
        void Work()
        {
            if (context is null) Call(start, result, abort);
            else ExecutionContext.Run(context, _ => Call(start, result, abort), null);
        }

        // Not the token: a cell that was interrupted before it began still gives its answer.
        _work.Add(Work, CancellationToken.None);
        return result.Task;
    }

    public void Dispose() => _work.CompleteAdding();

    private static void Call(
        Func<Task<object?>> start, TaskCompletionSource<Task<object?>> result, CancellationToken abort)
    {
        try
        {
            Task<object?>? cell = null;
            // Made for hosts of a reader's own code, which have no other way to end a loop that looks at no token.
#pragma warning disable SYSLIB0046
            ControlledExecution.Run(() => cell = start(), abort);
#pragma warning restore SYSLIB0046
            result.SetResult(cell!);
        }
        catch (OperationCanceledException error) when (abort.IsCancellationRequested)
        {
            result.SetException(new OperationCanceledException(error.Message, error, abort));
        }
        catch (Exception error)
        {
            result.SetException(error);
        }
    }

    private void Loop()
    {
        foreach (Action work in _work.GetConsumingEnumerable()) work();
        _work.Dispose();
    }
}
