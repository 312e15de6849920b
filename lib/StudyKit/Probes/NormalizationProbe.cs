using StudyKit.Nn.Normalization;

namespace StudyKit.Probes;

/// <summary>
/// Records what goes into one normalization of a model: mean and variance of each feature over all real positions of
/// the batches seen while the probe is attached. For BatchNorm these are what it subtracts and divides by in training.
/// </summary>
public sealed class NormalizationProbe : IDisposable
{
    private readonly Module<Tensor, Tensor?, Tensor>.HookRemover _hook;
    private double[] _sum = [], _squares = [];
    private readonly List<double> _tokenMeans = [], _tokenVariances = [];
    private long _positions;

    /// <summary>Attaches to a normalization.</summary>
    /// <param name="model">Any model.</param>
    /// <param name="name">The normalization's place, as <c>encoder.layers.0.norm1</c>.</param>
    /// <exception cref="ArgumentException">There is no normalization of that name.</exception>
    public NormalizationProbe(Module model, string name)
    {
        ArgumentNullException.ThrowIfNull(model);
        SequenceNorm norm = model.named_modules().FirstOrDefault(m => m.name == name).module as SequenceNorm
            ?? throw new ArgumentException($"The model has no normalization '{name}'. It has " +
                $"{string.Join(", ", model.named_modules().Where(m => m.module is SequenceNorm).Select(m => m.name))}.",
                nameof(name));
        _hook = norm.register_forward_pre_hook((_, x, real) =>
        {
            Look(x, real);
            return null;
        });
    }

    /// <summary>How many positions were seen.</summary>
    public long Positions => _positions;

    /// <summary>Mean of each feature, [C].</summary>
    public double[] Mean => [.. _sum.Select(s => s / _positions)];

    /// <summary>Variance of each feature, [C], with n below the line.</summary>
    public double[] Variance => [.. _sum.Zip(_squares, (s, q) => (q / _positions) - (s / _positions * s / _positions))];

    /// <summary>
    /// Mean of each real position over its features, in the order seen: what LayerNorm subtracts there.
    /// </summary>
    public IReadOnlyList<double> TokenMeans => _tokenMeans;

    /// <summary>Variance of each real position over its features, with C below the line.</summary>
    public IReadOnlyList<double> TokenVariances => _tokenVariances;

    /// <summary>Detaches from the model; what was seen stays.</summary>
    public void Dispose() => _hook.remove();

    private void Look(Tensor x, Tensor? real)
    {
        using var mode = no_grad();
        using DisposeScope scope = NewDisposeScope();
        // [B·T, C]
        Tensor rows = x.detach().flatten(0, -2).to(ScalarType.Float64);
        if (real is not null) rows = rows.index_select(0, real.flatten().nonzero().squeeze(1));
        double[] sum = [.. rows.sum(dim: 0).cpu().data<double>()],
            squares = [.. rows.square().sum(dim: 0).cpu().data<double>()];
        _tokenMeans.AddRange(rows.mean([1]).cpu().data<double>());
        _tokenVariances.AddRange(rows.var([1], unbiased: false).cpu().data<double>());
        (_sum, _squares) = _positions == 0
            ? (sum, squares)
            : ([.. _sum.Zip(sum, (a, b) => a + b)], [.. _squares.Zip(squares, (a, b) => a + b)]);
        _positions += rows.shape[0];
    }
}
