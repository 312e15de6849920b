using System.Diagnostics;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// Measures a cell's own time: stands still until the session is warm, and while it restores packages.
/// </summary>
internal sealed class CellClock
{
    private readonly Stopwatch _watch = new();
    private bool _isReady;

    public TimeSpan Elapsed => _watch.Elapsed;

    public void Restart()
    {
        _watch.Reset();
        if (_isReady) _watch.Start();
    }

    public void BeReady()
    {
        _isReady = true;
        _watch.Start();
    }

    public void Stop() => _watch.Stop();

    public void Hear(SessionEvent said)
    {
        if (said is not ProgressEvent progress) return;
        if (progress.Done) _watch.Start();
        else _watch.Stop();
    }
}
