using StudyKit.Nn.Normalization;

namespace StudyKit.Probes;

/// <summary>
/// How strongly each layer responds: the standard deviation of what its BatchNorm gives, before ReLU and addition
/// ("Deep Residual Learning", Figure 7). Layers stand in the order in which they ran.
/// </summary>
public sealed class LayerResponseProbe : IDisposable
{
    private readonly List<Action> _detach = [];
    private readonly List<string> _names = [];
    private readonly Dictionary<string, (double Sum, int Batches)> _seen = [];

    /// <summary>Attaches to every <see cref="ImageBatchNorm"/> and every <c>BatchNorm2d</c> of a model.</summary>
    /// <param name="model">Any model.</param>
    /// <param name="wanted">
    /// Which of them, by name; null for all. For Figure 7 leave out those of the shortcuts.
    /// </param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public LayerResponseProbe(Module model, Func<string, bool>? wanted = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach ((string name, Module module) in model.named_modules())
        {
            bool isNorm = module is ImageBatchNorm or TorchSharp.Modules.BatchNorm2d;
            if (!isNorm || wanted?.Invoke(name) == false) continue;
            var hook = ((Module<Tensor, Tensor>)module).register_forward_hook((_, _, output) => Look(name, output));
            _detach.Add(hook.remove);
        }

        if (_detach.Count == 0)
        {
            throw new ArgumentException(
                "The model must have a BatchNorm to look at, with a name that is wanted. It has none.", nameof(model));
        }
    }

    /// <summary>The layers that ran, in their order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The standard deviation of each layer's responses, mean over the batches seen.</summary>
    public IReadOnlyList<double> Deviations => [.. _names.Select(name => _seen[name].Sum / _seen[name].Batches)];

    /// <summary>Detaches from the model; what was seen stays.</summary>
    public void Dispose()
    {
        foreach (Action remove in _detach) remove();
        _detach.Clear();
    }

    // The number is taken at once: a later in-place ReLU changes the tensor.
    private Tensor Look(string name, Tensor output)
    {
        using var mode = no_grad();
        using Tensor deviation = output.detach().std();
        if (!_seen.TryGetValue(name, out (double Sum, int Batches) before)) _names.Add(name);
        _seen[name] = (before.Sum + deviation.ToDouble(), before.Batches + 1);
        return output;
    }
}
