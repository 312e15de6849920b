using StudyKit.Charts;

namespace StudyKit.Probes;

/// <summary>
/// How large the gradient of each parameter is after a backward pass: what reaches the first layers, and what does not.
/// </summary>
/// <param name="Parameters">In the order of the model.</param>
public sealed record GradientFlow(IReadOnlyList<ParameterGradient> Parameters)
{
    /// <summary>The length of the whole gradient, √Σg².</summary>
    public double Norm => Root(Parameters);

    /// <summary>Parameters that got no gradient at all.</summary>
    public IReadOnlyList<string> Untouched => [.. Parameters.Where(p => p.Norm is null).Select(p => p.Name)];

    /// <summary>Measures the gradients that are there now.</summary>
    /// <param name="model">Any module after <c>backward()</c>.</param>
    public static GradientFlow Measure(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using (no_grad())
        {
            using DisposeScope scope = NewDisposeScope();
            return new GradientFlow([.. model.named_parameters().Where(p => p.parameter.requires_grad).Select(p =>
                new ParameterGradient(
                    p.name, p.parameter.numel(), Length(p.parameter)!.Value, Length(p.parameter.grad)))]);
        }
    }

    /// <summary>
    /// The gradient's length for each layer: parameters with the same path up to the layer's number, or up to the first
    /// dot.
    /// </summary>
    public IReadOnlyList<(string Layer, double Norm)> ByLayer() =>
        [.. Parameters.GroupBy(p => LayerOf(p.Name)).Select(group => (group.Key, Root(group)))];

    /// <summary>The layers' gradients as bars.</summary>
    public BarFigure Figure()
    {
        IReadOnlyList<(string Layer, double Norm)> layers = ByLayer();
        return Charts.Figure.Bar().Categories(layers.Select(l => l.Layer))
            .Y("gradient norm").Series("gradient", layers.Select(l => l.Norm));
    }

    private static double? Length(Tensor? tensor) => tensor?.detach().to(ScalarType.Float64).norm().item<double>();

    private static double Root(IEnumerable<ParameterGradient> parameters) =>
        Math.Sqrt(parameters.Sum(p => (p.Norm ?? 0) * (p.Norm ?? 0)));

    private static string LayerOf(string name)
    {
        string[] parts = name.Split('.');
        int number = Array.FindIndex(parts, part => part.All(char.IsAsciiDigit));
        return string.Join('.', parts.Take(number >= 0 ? number + 1 : 1));
    }
}
