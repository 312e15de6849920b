using StudyKit.Runtime;
using StudyKit.Training.Optimization;

namespace StudyKit.Training;

/// <summary>One update: gradients of some batches, the seam where machines would share them, clipping, the
/// optimizer.</summary>
internal sealed class TrainingStep<TBatch>(Func<TBatch, BatchLoss> loss, IOptimizer optimizer, TrainingOptions options,
    Func<Tensor, double, double>? shareGradients)
    where TBatch : IDisposable
{
    private FlatParameters Parameters => optimizer.Parameters;

    /// <summary>Is told of the first batch and its loss, before the first update; null when nobody listens.</summary>
    public Action<TBatch, BatchLoss, double>? FirstSeen { get; set; }

    /// <summary>The loss of a batch, computed as in a step and thrown away.</summary>
    public static double Try(Func<TBatch, BatchLoss> loss, TBatch batch, out BatchLoss found)
    {
        using DisposeScope scope = NewDisposeScope();
        found = loss(batch);
        Check(found);
        return found.Loss.ToDouble();
    }

    /// <summary>Makes the update number <paramref name="step"/>; null when the stream has no batch left.</summary>
    public StepEnd? Run(long step, BatchStream<TBatch> stream, int? epochs, Action<StepEnd>? beforeUpdate)
    {
        Parameters.ZeroGradient();
        // Gradients of mean losses are added with their counts and divided by the whole count once, at the update.
        bool weighted = options.Accumulation > 1 || shareGradients is not null;
        double lossTimesCount = 0;
        double count = 0;
        for (int i = 0; i < options.Accumulation; i++)
        {
            (int epoch, int number) = (stream.Epoch, stream.Batch);
            if (!stream.TryNext(epochs, out TBatch? batch)) break;
            using (batch)
            using (NewDisposeScope())
            {
                BatchLoss found = loss(batch);
                Check(found);
                double value = found.Loss.ToDouble();
                if (!double.IsFinite(value)) throw NonFinite.InLoss(value, step, epoch, number, Parameters);
                FirstSeen?.Invoke(batch, found, value);
                FirstSeen = null;
                (weighted ? found.Loss * found.Count : found.Loss).backward();
                lossTimesCount += value * found.Count;
                count += found.Count;
            }
        }

        if (count == 0) return null;
        double meanLoss = lossTimesCount / count;
        double total = shareGradients?.Invoke(Parameters.Gradient, count) ?? count;
        double scale = weighted ? 1 / total : 1;
        double norm = Parameters.GradientNorm() * scale;
        if (!double.IsFinite(norm)) throw NonFinite.InGradient(norm, step, Parameters);
        if (options.ClipNorm is { } longest && norm > longest) scale *= longest / norm;

        StepEnd end = new(step, meanLoss, count, options.Schedule.At(step), norm);
        beforeUpdate?.Invoke(end);
        optimizer.Update(end.LearningRate, scale);
        return end;
    }

    private static void Check(BatchLoss found)
    {
        Shapes.Check(found.Loss, "loss", [], "Return the mean over the batch.");
        if (!(found.Count > 0)) throw new ArgumentException($"A batch's Count must be more than 0: it is what the " +
            $"mean loss was taken over. Received {found.Count}.");
        if (!found.Loss.requires_grad)
        {
            throw new ArgumentException("The loss does not depend on any trainable parameter. Compute it from the " +
                "module's output, without detach(), ToSingle() or no_grad(), and see that no no_grad() stands " +
                "without 'using'.");
        }
    }
}
