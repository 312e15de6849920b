using System.Diagnostics;

namespace StudyKit.Training.Resuming;

/// <summary>
/// The checkpoint that a training keeps by itself while a notebook runs: written now and then, read when the notebook
/// is
/// run again after a kill. It never ends a training: what cannot be written or read is told in one line.
/// </summary>
/// <remarks>
/// The time between two checkpoints is at least <see cref="RunFolder.Interval"/> (20 s) and at least 50 times what the
/// last
/// one took, so keeping them costs 2% of the training's time at the most. A training that is over in less than a
/// twentieth of the interval (1 s) is made again instead.
/// </remarks>
internal sealed class OwnCheckpoint(string folder, string first, string label, TrainingCheckpoint checkpoint)
{
    private const int LongestShare = 50;
    private const int ShortestShare = 20;

    private readonly TimeSpan _interval = RunFolder.Interval;
    private string? _path;
    private long _last = Stopwatch.GetTimestamp();
    private TimeSpan _cost;
    private bool _failed;

    /// <summary>Whether the first batch's loss has to be known before the first step: an earlier process left something
    /// that may be this training's.</summary>
    public bool MustLook { get; } = RunFolder.Holds(folder, first);

    /// <summary>Whether the key is complete.</summary>
    public bool IsNamed => _path is not null;

    /// <summary>Whether the time for the next checkpoint has come.</summary>
    public bool IsDue => _path is not null && !_failed
        && (_interval == TimeSpan.Zero || Stopwatch.GetElapsedTime(_last) >= Max(_interval, _cost * LongestShare));

    /// <summary>Completes the key with what the first batch gave.</summary>
    public void Name(object batch, BatchLoss loss, double value) =>
        _path ??= RunFolder.FileOf(folder, $"{first}-{TrainingKey.Second(batch, value, loss.Count)}");

    /// <summary>The state that an earlier process left, put into the module; null when it left none that can be
    /// used.</summary>
    public TrainingState? Load(long totalSteps)
    {
        if (_path is null || !File.Exists(_path)) return null;
        try
        {
            if (checkpoint.Load(_path) is not { } state) return null;
            RunFolder.Note(folder, state.End is null ? "went on" : "taken", label, state.Step, totalSteps);
            return state;
        }
        catch (Exception problem)
            when (problem is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"{label}: its checkpoint cannot be used, so it is trained anew. {FirstLine(problem)}");
            return null;
        }
    }

    /// <summary>Writes the state.</summary>
    public void Save(TrainingState state)
    {
        if (_path is null || _failed) return;
        long started = Stopwatch.GetTimestamp();
        try
        {
            checkpoint.Save(_path, state, keepPrevious: false);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _failed = true;
            Console.WriteLine($"{label}: no checkpoint is kept, so a run that is stopped now trains it anew. " +
                $"{FirstLine(problem)}");
        }

        _last = Stopwatch.GetTimestamp();
        _cost = Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Writes the state of the end, without what only further steps need; leaves out trainings that are made
    /// again as quickly.</summary>
    public void Finish(TrainingState state, long bytes)
    {
        bool short_ = state.Seconds < _interval.TotalSeconds / ShortestShare;
        if (!short_ && RunFolder.HasRoomFor(folder, bytes)) Save(state);
        else if (_path is not null) File.Delete(_path);
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static string FirstLine(Exception problem) => problem.Message.Split('\n')[0].Trim();
}
