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

    public void MoveTo(long step, int epoch, int batch) => (Step, Epoch, Batch) = (step, epoch, batch);
}
