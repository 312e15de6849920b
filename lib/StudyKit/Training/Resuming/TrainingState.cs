using StudyKit.Training.Logging;

namespace StudyKit.Training.Resuming;

/// <summary>Where a training stands, beside its tensors.</summary>
internal sealed class TrainingState
{
    public long Step { get; private set; }

    /// <summary>The epoch of the next batch, from 0.</summary>
    public int Epoch { get; private set; }

    /// <summary>The next batch within the epoch, from 0.</summary>
    public int Batch { get; private set; }

    public double Seconds { get; set; }

    public TrainingLog Log { get; init; } = new();

    /// <summary>The steps since the last line of the log.</summary>
    public LogWindow Window { get; init; } = new();

    /// <summary>What the caller recorded.</summary>
    public TrainingRecords Records { get; init; } = new();

    /// <summary>How the training ended; null while it goes on.</summary>
    public TrainingEnd? End { get; set; }

    public void MoveTo(long step, int epoch, int batch) => (Step, Epoch, Batch) = (step, epoch, batch);
}

/// <summary>How a training ended.</summary>
/// <param name="Stop">Why it ended early; null when all steps were made.</param>
/// <param name="Estimate">Seconds that it was said to take; null when it was over before that.</param>
internal sealed record TrainingEnd(string? Stop, double? Estimate);
