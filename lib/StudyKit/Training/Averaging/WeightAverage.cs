using StudyKit.Training.Optimization;

namespace StudyKit.Training.Averaging;

/// <summary>
/// An average of a module's weights over the course of training, and its exchange with the weights themselves.
/// </summary>
public sealed class WeightAverage : IDisposable
{
    private readonly FlatParameters _parameters;
    private readonly AverageOptions _options;

    /// <summary>Begins an average.</summary>
    /// <param name="parameters">The parameters to average.</param>
    /// <param name="options">Which average.</param>
    public WeightAverage(FlatParameters parameters, AverageOptions options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(options);
        _parameters = parameters;
        _options = options;
        using (no_grad()) Values = parameters.Data.clone().DetachFromDisposeScope();
    }

    /// <summary>The averaged weights, [N]. Owned by this object.</summary>
    public Tensor Values { get; }

    /// <summary>How many sets of weights went into it; an exponential one counts its updates.</summary>
    public long Count { get; internal set; }

    /// <summary>Takes the present weights in, when it is their turn.</summary>
    /// <param name="step">The step just made, from 1.</param>
    /// <param name="totalSteps">The last step of the training.</param>
    public void Take(long step, long totalSteps)
    {
        if (!_options.Takes(step, totalSteps)) return;
        Count++;
        using (no_grad())
        {
            // The running mean of n sets needs only the last mean and n; the first set replaces the initial weights.
            double share = _options.Decay is { } decay ? 1 - decay : 1.0 / Count;
            using Tensor difference = _parameters.Data - Values;
            Values.add_(difference, share);
        }
    }

    /// <summary>Puts the average in the weights' place until the returned object is disposed.</summary>
    /// <example><code>using (trainer.Average!.SwapIn()) bleu = Score(model);</code></example>
    /// <exception cref="InvalidOperationException">When no weights were averaged yet.</exception>
    public IDisposable SwapIn()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException($"No weights were averaged yet ({_options}): the training ended " +
                "before it was their turn.");
        }

        Exchange();
        return new Back(this);
    }

    /// <inheritdoc/>
    public void Dispose() => Values.Dispose();

    private void Exchange()
    {
        using (no_grad())
        {
            using Tensor weights = _parameters.Data.clone();
            _parameters.Data.copy_(Values);
            Values.copy_(weights);
        }
    }

    private sealed class Back(WeightAverage average) : IDisposable
    {
        private bool _done;

        public void Dispose()
        {
            if (_done) return;
            _done = true;
            average.Exchange();
        }
    }
}
