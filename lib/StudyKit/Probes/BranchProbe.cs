namespace StudyKit.Probes;

/// <summary>
/// How large what a residual block adds is, against what comes in: ‖F(x)‖ / ‖x‖ for each block. Near 0 the block is
/// near the identity.
/// </summary>
public sealed class BranchProbe : IDisposable
{
    private readonly List<Action> _detach = [];
    private readonly Dictionary<string, double> _inputs = [];
    private readonly Dictionary<string, (double Branch, double Input)> _squares = [];
    private readonly List<string> _names = [];

    /// <summary>Attaches to blocks.</summary>
    /// <param name="blocks">The blocks with their names.</param>
    /// <param name="branchEnd">
    /// The name, within a block, of the module whose output is F(x): <c>bn2</c> in a basic block, <c>bn3</c> in a
    /// bottleneck.
    /// </param>
    /// <exception cref="ArgumentException">A block has no such module.</exception>
    public BranchProbe(IEnumerable<(string Name, Module<Tensor, Tensor> Block)> blocks, string branchEnd)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        foreach ((string name, Module<Tensor, Tensor> block) in blocks)
        {
            if (block.named_children().FirstOrDefault(child => child.name == branchEnd).module
                is not Module<Tensor, Tensor> end)
                throw new ArgumentException($"branchEnd must name a layer of each block. Block '{name}' has no " +
                    $"'{branchEnd}'; it has {string.Join(", ", block.named_children().Select(child => child.name))}.",
                    nameof(branchEnd));
            _names.Add(name);
            var before = block.register_forward_pre_hook((_, x) =>
            {
                _inputs[name] = Square(x);
                return x;
            });
            var after = end.register_forward_hook((_, _, f) =>
            {
                (double branch, double input) = _squares.GetValueOrDefault(name);
                _squares[name] = (branch + Square(f), input + _inputs[name]);
                return f;
            });
            _detach.AddRange([before.remove, after.remove]);
        }
    }

    /// <summary>The blocks, in their order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>‖F(x)‖ / ‖x‖ of each block over all that was seen. NaN for a block that did not run.</summary>
    public IReadOnlyList<double> Ratios =>
        [.. _names.Select(name => _squares.TryGetValue(name, out var s) ? Math.Sqrt(s.Branch / s.Input) : double.NaN)];

    /// <summary>Detaches from the model; what was seen stays.</summary>
    public void Dispose()
    {
        foreach (Action remove in _detach) remove();
        _detach.Clear();
    }

    private static double Square(Tensor x)
    {
        using var mode = no_grad();
        using Tensor norm = x.detach().norm();
        double length = norm.ToDouble();
        return length * length;
    }
}
