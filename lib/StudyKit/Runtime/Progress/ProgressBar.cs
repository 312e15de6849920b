using System.Collections.ObjectModel;
using StudyKit.Contracts;

namespace StudyKit.Runtime.Progress;

/// <summary>
/// Shows how long work goes on: in a notebook one bar that is updated, in a terminal a line now and then.
/// Updates are throttled, so reporting after every step costs nothing.
/// </summary>
public sealed class ProgressBar : IDisposable
{
    // An editor draws its page anew for each, on the cores that train: two or three a second look like movement.
    private static readonly TimeSpan ShownInterval = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan GroupInterval = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly long _alreadyDone;
    private readonly TimeSpan _interval;
    private readonly Action<object> _show;
    private ProgressReport _last;
    private long _lastShown;

    /// <summary>Shows an empty bar.</summary>
    /// <param name="label">What is being done.</param>
    /// <param name="total">How many units there are.</param>
    /// <param name="unit">What is counted, in the plural.</param>
    /// <param name="alreadyDone">
    /// Units done before, by a run that is now resumed; they do not count for the speed.
    /// </param>
    /// <param name="note">A remark to begin with, for instance how long it should take.</param>
    /// <param name="time">The clock; the system's when null.</param>
    public ProgressBar(
        string label, long total, string unit = "steps", long alreadyDone = 0, string? note = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(unit);
        _time = time ?? TimeProvider.System;
        _started = _lastShown = _time.GetTimestamp();
        _alreadyDone = alreadyDone;
        _last = new ProgressReport(
            label, alreadyDone, total, unit, ReadOnlyDictionary<string, double>.Empty, 0, null,
            ProgressState.Running, note);
        if (SeedProgress.Current is { } group)
        {
            _interval = GroupInterval;
            _show = report => group.Report((ProgressReport)report);
            _show(_last);
        }
        else if (NotebookDisplay.Show is { } show)
        {
            _interval = ShownInterval;
            _show = show(_last);
        }
        else
        {
            _interval = LineInterval;
            _show = Console.WriteLine;
            _show(_last);
        }
    }

    /// <summary>Whether a report would be shown now. Ask first when the values are costly to gather.</summary>
    public bool IsDue => _last.State == ProgressState.Running && _time.GetElapsedTime(_lastShown) >= _interval;

    /// <summary>What was last reported, shown or not.</summary>
    public ProgressReport Last => _last;

    /// <summary>Reports progress; shown when enough time has passed since the last one.</summary>
    /// <param name="done">Units done so far, those done before a resume included.</param>
    /// <param name="values">Named numbers to show; the last ones stay when null.</param>
    /// <param name="note">A remark; the last one stays when null.</param>
    public void Report(long done, IReadOnlyDictionary<string, double>? values = null, string? note = null)
    {
        if (_last.State != ProgressState.Running) return;
        bool due = IsDue || note is not null;
        double elapsed = _time.GetElapsedTime(_started).TotalSeconds;
        long here = done - _alreadyDone;
        double? left = here > 0 ? elapsed / here * Math.Max(0, _last.Total - done) : null;
        _last = _last with
        {
            Done = done,
            Values =
            values ?? _last.Values,
            ElapsedSeconds = elapsed,
            LeftSeconds = left,
            Note = note ?? _last.Note
        };
        if (due) ShowLast();
    }

    /// <summary>Says that all was done, and how long it took.</summary>
    /// <param name="note">A remark.</param>
    public void Finish(string? note = null) => End(ProgressState.Done, note);

    /// <summary>Says that the work ended early.</summary>
    /// <param name="reason">Why, one sentence.</param>
    public void Stop(string reason) => End(ProgressState.Stopped, reason);

    /// <summary>
    /// Marks the bar as stopped when neither <see cref="Finish"/> nor <see cref="Stop"/> was reached.
    /// </summary>
    public void Dispose() => End(ProgressState.Stopped, null);

    private void End(ProgressState state, string? note)
    {
        if (_last.State != ProgressState.Running) return;
        _last = _last with
        {
            State = state,
            ElapsedSeconds = _time.GetElapsedTime(_started).TotalSeconds,
            LeftSeconds =
            state == ProgressState.Done ? 0 : _last.LeftSeconds,
            Note = note
        };
        ShowLast();
    }

    private void ShowLast()
    {
        _lastShown = _time.GetTimestamp();
        _show(_last);
    }
}
