namespace StudyKit.Training.Optimization;

/// <summary>
/// Adam over the flat parameters. On the processor one pass over the memory does the whole update: torch.optim.Adam as
/// TorchSharp has it makes about ten native calls per parameter and took a fifth of a small Transformer's step.
/// </summary>
internal sealed unsafe class FlatAdam : IOptimizer
{
    private readonly AdamOptions _options;
    private readonly DecayRun[] _runs;
    private readonly Tensor _firstMoment;
    private readonly Tensor _secondMoment;

    public FlatAdam(FlatParameters parameters, AdamOptions options)
    {
        _options = options;
        Parameters = parameters;
        _runs = DecayRuns.Of(parameters, options);
        _firstMoment = zeros_like(parameters.Data).DetachFromDisposeScope();
        _secondMoment = zeros_like(parameters.Data).DetachFromDisposeScope();
        State = new Dictionary<string, Tensor> { ["first_moment"] = _firstMoment, ["second_moment"] = _secondMoment };
    }

    public FlatParameters Parameters { get; }

    public long Steps { get; set; }

    public IReadOnlyDictionary<string, Tensor> State { get; }

    public void Update(double learningRate, double gradientScale = 1)
    {
        Steps++;
        double correction1 = 1 - Math.Pow(_options.Beta1, Steps);
        double correction2 = 1 - Math.Pow(_options.Beta2, Steps);
        AdamStep step = new(
            (float)_options.Beta1,
            (float)_options.Beta2,
            (float)(1 - _options.Beta1),
            (float)(1 - _options.Beta2),
            (float)(1 / Math.Sqrt(correction2)),
            (float)_options.Epsilon,
            (float)(-learningRate / correction1),
            (float)gradientScale,
            (float)learningRate,
            _options.Decoupled);
        if (Parameters.Data.device_type == DeviceType.CPU && Parameters.Data.dtype == ScalarType.Float32)
        {
            StepOnProcessor(step);
        }
        else StepWithTensors(step);
    }

    public void Dispose()
    {
        _firstMoment.Dispose();
        _secondMoment.Dispose();
    }

    private void StepOnProcessor(AdamStep step)
    {
        // The addresses are asked for anew each time: swapping averaged weights in may replace no memory, but costs
        // nothing to be sure.
        IntPtr data = FlatMemory.Address(Parameters.Data);
        IntPtr gradient = FlatMemory.Address(Parameters.Gradient);
        IntPtr first = FlatMemory.Address(_firstMoment);
        IntPtr second = FlatMemory.Address(_secondMoment);
        FlatMemory.ForEachPart(Parameters.Count, (from, to) =>
        {
            foreach (DecayRun run in DecayRuns.Within(_runs, from, to))
            {
                step.Apply((float*)data + run.From, (float*)gradient + run.From,
                    (float*)first + run.From, (float*)second + run.From, run.To - run.From, run.Decay);
            }
        });
    }

    private void StepWithTensors(AdamStep step)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach (DecayRun run in _runs)
        {
            long count = run.To - run.From;
            Tensor data = Parameters.Data.narrow(0, run.From, count);
            Tensor gradient = Parameters.Gradient.narrow(0, run.From, count) * step.GradientScale;
            if (run.Decay > 0 && step.Decoupled) data.mul_(1 - step.LearningRate * run.Decay);
            else if (run.Decay > 0) gradient.add_(data, run.Decay);
            Tensor first = _firstMoment.narrow(0, run.From, count);
            Tensor second = _secondMoment.narrow(0, run.From, count);
            first.mul_(step.Beta1).add_(gradient, step.Rest1);
            second.mul_(step.Beta2).addcmul_(gradient, gradient, step.Rest2);
            data.addcdiv_(first, second.sqrt().mul_(step.RootScale).add_(step.Epsilon), step.Rate);
        }
    }
}
