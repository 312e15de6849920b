namespace StudyKit.Probes;

/// <summary>
/// How high the loss rises on the straight line between two trainings of one model: near 0 where both ended in one
/// basin, large where a ridge lies between them.
/// </summary>
/// <remarks>
/// "What is being transferred in transfer learning?" (Neyshabur, Sedghi and Zhang, 2020, arXiv 2008.11687): two
/// fine-tunings from one pre-trained start have no barrier between them, two trainings from random starts have.
/// <code>barrier = max_t L((1 − t)·a + t·b) − ((1 − t)·L(a) + t·L(b)),  0 ≤ t ≤ 1</code>
/// </remarks>
public static class LossBarrier
{
    /// <summary>A copy of all weights of a model, one after another in the order of its parameters.</summary>
    /// <param name="model">The model.</param>
    /// <returns>[N], on the model's device; the caller's to dispose.</returns>
    public static Tensor Weights(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        // cat of one tensor hands back that tensor's own memory.
        return cat([.. model.parameters().Select(parameter => parameter.detach().reshape(-1))]).clone()
            .DetachFromDisposeScope();
    }

    /// <summary>Measures the loss on the line from a to b. The model keeps the weights that it had.</summary>
    /// <param name="model">A model of the same form, into which the weights are put.</param>
    /// <param name="a">[N], as from <see cref="Weights"/>.</param>
    /// <param name="b">[N].</param>
    /// <param name="loss">The loss of the model as it now stands.</param>
    /// <param name="points">How many places of the line are looked at, both ends included.</param>
    /// <returns>The loss at each place, from a to b.</returns>
    /// <exception cref="ArgumentException">The weights are not those of such a model.</exception>
    public static double[] Line(Module model, Tensor a, Tensor b, Func<double> loss, int points = 11)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 3);
        using Tensor before = Weights(model);
        foreach (Tensor given in (Tensor[])[a, b])
        {
            if (given.shape.Length != 1 || given.shape[0] != before.shape[0])
            {
                throw new ArgumentException($"Weights must be those of the model, [{before.shape[0]}]. Received " +
                    $"[{string.Join(", ", given.shape)}]: take them with LossBarrier.Weights from a model of the " +
                    "same configuration.");
            }
        }

        double[] losses = new double[points];
        try
        {
            for (int i = 0; i < points; i++)
            {
                using DisposeScope scope = NewDisposeScope();
                double t = i / (points - 1.0);
                Put(model, a * (1 - t) + b * t);
                losses[i] = loss();
            }
        }
        finally
        {
            Put(model, before);
        }

        return losses;
    }

    /// <summary>The largest rise above the straight line between the losses at both ends; never below 0.</summary>
    /// <param name="losses">The losses at places of equal distance, from <see cref="Line"/>.</param>
    public static double Height(IReadOnlyList<double> losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        ArgumentOutOfRangeException.ThrowIfLessThan(losses.Count, 2);
        double last = losses.Count - 1;
        return losses.Select((loss, i) => loss - (losses[0] * (last - i) + losses[^1] * i) / last).Max();
    }

    private static void Put(Module model, Tensor weights)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        long at = 0;
        foreach (Parameter parameter in model.parameters())
        {
            long count = parameter.numel();
            parameter.copy_(weights.narrow(0, at, count).view(parameter.shape));
            at += count;
        }
    }
}
