namespace StudyKit.Training;

/// <summary>Runs a module as it is used, not as it is trained.</summary>
public static class Evaluating
{
    /// <summary>
    /// Calls <paramref name="measure"/> with the module in evaluation mode (no dropout, running statistics) and without
    /// gradients. Afterwards every layer is in the mode it was in and libtorch's generator where it was, so measuring
    /// changes no training.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="measure">What to do. Tensors that it makes and does not return are its own to dispose.</param>
    /// <returns>What <paramref name="measure"/> returned.</returns>
    public static T Run<T>(nn.Module module, Func<T> measure)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(measure);
        (nn.Module Module, bool Training)[] modes =
        [
            (module, module.training), .. module.modules().Select(part => (part, part.training)),
        ];
        using Tensor generator = get_rng_state();
        try
        {
            module.eval();
            using (no_grad()) return measure();
        }
        finally
        {
            set_rng_state(generator);
            // Outer layers come first, so a layer that had a mode of its own gets it back after its parent set all.
            foreach ((nn.Module part, bool training) in modes)
            {
                if (part.training != training) part.train(training);
            }
        }
    }

    /// <summary>
    /// The mean loss over one epoch of a source, weighted by each batch's count; e to its power is the perplexity.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="batches">The data; its epoch 0 is taken.</param>
    /// <param name="loss">The loss of one batch.</param>
    /// <returns>The mean; NaN when the source is empty.</returns>
    public static double MeanLoss<TBatch>(
        nn.Module module, Data.IBatchSource<TBatch> batches, Func<TBatch, BatchLoss> loss)
        where TBatch : IDisposable
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(loss);
        return Run(module, () =>
        {
            double sum = 0;
            double count = 0;
            foreach (TBatch batch in batches.Batches(0))
            {
                using (batch)
                using (NewDisposeScope())
                {
                    BatchLoss found = loss(batch);
                    sum += found.Loss.ToDouble() * found.Count;
                    count += found.Count;
                }
            }

            return sum / count;
        });
    }
}
