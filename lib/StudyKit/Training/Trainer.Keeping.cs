using StudyKit.Contracts;
using StudyKit.Runtime;
using StudyKit.Runtime.Progress;
using StudyKit.Training.Resuming;

namespace StudyKit.Training;

/// <content>The checkpoint that a training keeps by itself while a notebook runs.</content>
public sealed partial class Trainer<TBatch>
{
    /// <summary>Finds what an earlier process left of this training; null when none is to be kept.</summary>
    private OwnCheckpoint? KeepByItself()
    {
        // Machines that train together share no folder, and a training that was begun already has a state of its own.
        if (_options.CheckpointPath is not null || RunFolder.Current is not { } folder || ShareGradients is not null
            || _state.Step > 0) return null;
        KeyValuePair<string, string>[] description =
            [.. _description, new("label", _options.Label), new("batch", typeof(TBatch).ToString())];
        OwnCheckpoint own = new(folder, TrainingKey.First(_module, description), _options.Label, _checkpoint);
        if (!own.MustLook) return own;

        LookAtFirstBatch(own);
        if (own.Load(TotalSteps) is { } state)
        {
            _state = state;
            if (state.End is null) Log.Remark($"Resumed after step {NumberText.Of(_state.Step)}.");
        }

        return own;
    }

    /// <summary>Computes the first loss as the first step would, and leaves no trace of it.</summary>
    private void LookAtFirstBatch(OwnCheckpoint own)
    {
        using BatchStream<TBatch> stream = new(_batches, 0, 0);
        Tensor[] buffers = [.. _module.buffers()];
        Tensor[] kept = [.. buffers.Select(buffer => buffer.clone())];
        try
        {
            if (!stream.TryNext(_options.Epochs, out TBatch? batch)) return;
            using (batch)
            {
                double value = TrainingStep<TBatch>.Try(_loss, batch, out BatchLoss found);
                own.Name(batch, found, value);
            }
        }
        finally
        {
            SetSeed();
            using (no_grad())
            {
                for (int i = 0; i < buffers.Length; i++)
                {
                    buffers[i].copy_(kept[i]);
                    kept[i].Dispose();
                }
            }
        }
    }

    /// <summary>The result of a training that had ended before the run was stopped.</summary>
    private TrainingResult Past(TrainingEnd end)
    {
        using BatchStream<TBatch> stream = new(_batches, _state.Epoch, _state.Batch);
        using ProgressBar bar = new(_options.Label, TotalSteps, alreadyDone: _state.Step);
        const string note = "taken from the run that was stopped";
        if (end.Stop is null) bar.Finish(note);
        else bar.Stop($"{end.Stop} ({note})");
        return new(_state.Step, TotalSteps, stream.Gone, end.Stop, _state.Seconds, end.Estimate, Log);
    }

    private void Save(TrainingClock clock, OwnCheckpoint own)
    {
        _state.Seconds = clock.Seconds;
        own.Save(_state);
    }

    private void Finish(OwnCheckpoint own, TrainingEnd end)
    {
        _state.End = end;
        own.Finish(_state, Parameters.Count * Parameters.Data.element_size() * (Average is null ? 1 : 2));
    }
}
