namespace StudyKit.Probes;

/// <summary>One convolution or linear layer of a net and what it costs.</summary>
/// <param name="Name">Its place in the net.</param>
/// <param name="Output">The shape it gave, without the batch.</param>
/// <param name="MultiplyAdds">Multiplications, each with its addition, for one input.</param>
/// <param name="Parameters">Weights and biases.</param>
public sealed record LayerCost(string Name, IReadOnlyList<long> Output, long MultiplyAdds, long Parameters);

/// <summary>
/// Counts the multiply-adds of a net from its own layers, as papers do: those of convolutions and linear layers.
/// Norms, activations and pooling are left out, which is below 1% in a ResNet.
/// </summary>
public static class Complexity
{
    /// <summary>Runs the net once and notes what each layer costs.</summary>
    /// <param name="model">The net, on any device but the meta device, where libtorch has no convolution.</param>
    /// <param name="input">The shape of one input without the batch: 3, 224, 224.</param>
    /// <returns>The layers in the order in which they ran. A layer that ran twice stands there twice.</returns>
    public static IReadOnlyList<LayerCost> Measure(Module<Tensor, Tensor> model, params ReadOnlySpan<long> input)
    {
        ArgumentNullException.ThrowIfNull(model);
        List<LayerCost> costs = [];
        List<Action> detach = [];
        bool training = model.training;
        foreach ((string name, Module module) in model.named_modules())
        {
            (Tensor? weight, Tensor? bias) = module switch
            {
                Conv2d conv => (conv.weight, conv.bias),
                Linear linear => (linear.weight, linear.bias),
                _ => (null, null),
            };
            if (weight is null || module is not Module<Tensor, Tensor> layer) continue;
            var hook = layer.register_forward_hook((_, _, output) => Note(name, output, weight, bias, costs));
            detach.Add(hook.remove);
        }

        try
        {
            model.eval();
            using DisposeScope scope = NewDisposeScope();
            using var mode = no_grad();
            model.call(zeros([1, .. input], device: model.parameters().First().device));
        }
        finally
        {
            foreach (Action remove in detach) remove();
            if (training) model.train();
        }

        return costs;
    }

    // Each number of the output is a sum over one filter: as many multiply-adds as the filter has weights.
    private static Tensor Note(string name, Tensor output, Tensor weight, Tensor? bias, List<LayerCost> costs)
    {
        costs.Add(new LayerCost(
            name,
            [.. output.shape.Skip(1)],
            output.numel() / output.shape[0] * (weight.numel() / weight.shape[0]),
            weight.numel() + (bias?.numel() ?? 0)));
        return output;
    }
}
