using System.Diagnostics;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>Measures a cell's own time: stands still while the session restores packages.</summary>
internal sealed class CellClock
{
    private readonly Stopwatch _watch = new();

    public TimeSpan Elapsed => _watch.Elapsed;

    public void Restart() => _watch.Restart();

    public void Stop() => _watch.Stop();

    public void Hear(SessionEvent said)
    {
        if (said is not ProgressEvent progress) return;
        if (progress.Done) _watch.Start();
        else _watch.Stop();
    }
}
