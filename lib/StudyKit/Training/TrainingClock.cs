using System.Diagnostics;
using StudyKit.Contracts;
using StudyKit.Runtime;

namespace StudyKit.Training;

/// <summary>
/// Keeps a training's time: how long it has taken, how long it should take, and whether its time is up.
/// </summary>
internal sealed class TrainingClock(double secondsBefore, double? maxSeconds)
{
    // The first steps are slower: libtorch makes its threads and asks the system for memory.
    private const int WarmUpSteps = 2;
    private readonly long _started = Stopwatch.GetTimestamp();
    private double _timed;
    private int _steps;

    /// <summary>Seconds so far, earlier parts of a resumed run included.</summary>
    public double Seconds => secondsBefore + Stopwatch.GetElapsedTime(_started).TotalSeconds;

    /// <summary>Seconds that the whole training should take; null before the first steps were timed.</summary>
    public double? Estimate { get; private set; }

    public bool IsUp => maxSeconds is { } limit && Seconds >= limit;

    public string UpReason(long step, long total) =>
        $"The time budget of {Quantity.Duration(maxSeconds ?? 0)} was used up at step {NumberText.Of(step)} of " +
        $"{NumberText.Of(total)}; where that falls depends on the machine, so this run is not repeatable.";

    /// <summary>Adds a step's time; true when the estimate has just been made.</summary>
    public bool Add(double seconds, long stepsLeft)
    {
        if (Estimate is not null) return false;
        _steps++;
        if (_steps > WarmUpSteps) _timed += seconds;
        int counted = _steps - WarmUpSteps;
        if (counted < 3 || (counted < 10 && _timed < 1)) return false;
        Estimate = Seconds + _timed / counted * stepsLeft;
        return true;
    }
}
