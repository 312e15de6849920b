namespace StudyKit.Training.Optimization;

/// <summary>
/// Gradient descent with momentum over the flat parameters; a handful of operations on whole tensors.
/// </summary>
internal sealed class FlatSgd : IOptimizer
{
    private readonly SgdOptions _options;
    private readonly DecayRun[] _runs;
    private readonly Tensor? _momentum;

    public FlatSgd(FlatParameters parameters, SgdOptions options)
    {
        _options = options;
        Parameters = parameters;
        _runs = DecayRuns.Of(parameters, options);
        _momentum = options.Momentum > 0 ? zeros_like(parameters.Data).DetachFromDisposeScope() : null;
        State = _momentum is null
            ? new Dictionary<string, Tensor>()
            : new Dictionary<string, Tensor> { ["momentum"] = _momentum };
    }

    public FlatParameters Parameters { get; }

    public long Steps { get; set; }

    public IReadOnlyDictionary<string, Tensor> State { get; }

    public void Update(double learningRate, double gradientScale = 1)
    {
        Steps++;
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach (DecayRun run in _runs)
        {
            long count = run.To - run.From;
            Tensor data = Parameters.Data.narrow(0, run.From, count);
            Tensor direction = Parameters.Gradient.narrow(0, run.From, count) * gradientScale;
            if (run.Decay > 0) direction.add_(data, run.Decay);
            if (_momentum is not null)
            {
                // From a momentum of zero the first update is the gradient itself, as in torch.optim.SGD.
                Tensor momentum = _momentum.narrow(0, run.From, count);
                momentum.mul_(_options.Momentum).add_(direction);
                direction = _options.Nesterov ? direction.add_(momentum, _options.Momentum) : momentum;
            }

            data.add_(direction, -learningRate);
        }
    }

    public void Dispose() => _momentum?.Dispose();
}
