using StudyKit.Contracts;

namespace StudyKit.Probes;

/// <summary>
/// Finds where the tensors within one call are from, by comparing numbers: one that is there already, a sum of two or
/// three, and the same with ReLU. What is none of these the block computed by its own formula.
/// </summary>
internal sealed class ModelFlows
{
    /// <summary>How far back a sum is looked for; a shortcut goes around a few blocks.</summary>
    private const int Reach = 10, ReachOfThree = 6;

    private readonly List<(int Place, SeenTensor Tensor)> _known = [];

    private ModelFlows(ModuleCall call)
    {
        for (int i = 0; i < call.Inputs.Count; i++) _known.Add((-i, call.Inputs[i]));
        for (int step = 1; step <= call.Inner.Count; step++)
        {
            ModuleCall inner = call.Inner[step - 1];
            Arrivals.Add(Flow(inner.Inputs, (2 * step) - 1));
            if (inner.Outputs.Count > 0) _known.Add((2 * step, inner.Outputs[0]));
        }

        Leaves = Flow([.. call.Outputs.Take(1)], (2 * call.Inner.Count) + 1);
    }

    /// <summary>For each inner call where its input is from.</summary>
    public List<ModelFlow?> Arrivals { get; } = [];

    /// <summary>Where the call's output is from.</summary>
    public ModelFlow? Leaves { get; }

    public static ModelFlows Of(ModuleCall call)
    {
        using IDisposable frozen = no_grad();
        return new ModelFlows(call);
    }

    private ModelFlow? Flow(IReadOnlyList<SeenTensor> inputs, int at)
    {
        if (inputs.Count == 0) return null;
        (int[] parts, ModelFlowKind kind) = Found(inputs[0]);
        int[] also =
        [
            // A mask has other axes than what it hides.
            .. inputs.Skip(1).Where(one => one.Kind == inputs[0].Kind && one.Shape.Length == inputs[0].Shape.Length)
                .Select(One).OfType<int>().Where(place => !parts.Contains(place)).Distinct(),
        ];
        // The new tensor is a place of its own: the next shortcut may begin there.
        if (parts.Length != 1 || kind != ModelFlowKind.Sum) _known.Add((at, inputs[0]));
        return new ModelFlow(parts, kind, also);
    }

    private (int[] Parts, ModelFlowKind Kind) Found(SeenTensor tensor)
    {
        if (One(tensor) is { } place) return ([place], ModelFlowKind.Sum);
        if (!torch.is_floating_point(tensor.Kind)) return ([], ModelFlowKind.Made);
        if (tensor.Value is not { } value) return ([], ModelFlowKind.Formula);
        (int Place, Tensor Value)[] near =
        [
            .. _known.Where(one => one.Tensor.Value is not null && torch.is_floating_point(one.Tensor.Kind))
                .Reverse().Take(Reach).Select(one => (one.Place, one.Tensor.Value!)),
        ];
        int[][] ways = [.. near.Select((_, i) => (int[])[i]), .. Pairs(near.Length), .. Threes(near.Length)];
        foreach (ModelFlowKind kind in (ModelFlowKind[])[ModelFlowKind.Sum, ModelFlowKind.Relu])
        {
            foreach (int[] way in ways)
            {
                if (IsSum(value, [.. way.Select(i => near[i].Value)], kind == ModelFlowKind.Relu))
                {
                    return ([.. way.Select(i => near[i].Place).Order()], kind);
                }
            }
        }

        return ([], ModelFlowKind.Formula);
    }

    private static IEnumerable<int[]> Pairs(int count) =>
        from i in Enumerable.Range(0, count) from j in Enumerable.Range(i + 1, count - i - 1) select (int[])[i, j];

    private static IEnumerable<int[]> Threes(int count) =>
        from pair in Pairs(Math.Min(count, ReachOfThree))
        from k in Enumerable.Range(pair[1] + 1, Math.Min(count, ReachOfThree) - pair[1] - 1)
        select (int[])[.. pair, k];

    /// <summary>The latest place where just this tensor is.</summary>
    private int? One(SeenTensor tensor)
    {
        for (int i = _known.Count - 1; i >= 0; i--)
        {
            SeenTensor other = _known[i].Tensor;
            if (other.Kind != tensor.Kind || !other.Shape.SequenceEqual(tensor.Shape)) continue;
            bool isSame = other.Value is null || tensor.Value is null ? ReferenceEquals(other.Same, tensor.Same)
                : torch.is_floating_point(tensor.Kind) ? Near(other.Value, tensor.Value)
                : other.Value.Equals(tensor.Value);
            if (isSame) return _known[i].Place;
        }

        return null;
    }

    private static bool IsSum(Tensor value, Tensor[] parts, bool relu)
    {
        if (parts.Any(part => part.dtype != value.dtype || !Fits(part.shape, value.shape))) return false;
        if (parts.All(part => part.dim() < value.dim())) return false;
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = parts[0];
        foreach (Tensor part in parts.Skip(1)) sum = sum + part;
        if (relu) sum = sum.relu();
        return sum.shape.SequenceEqual(value.shape) && Near(sum, value);
    }

    private static bool Near(Tensor a, Tensor b) => a.allclose(b, rtol: 1e-5, atol: 1e-7, equal_nan: true);

    private static bool Fits(long[] part, long[] whole) => part.Length <= whole.Length
        && part.Reverse().Zip(whole.Reverse()).All(pair => pair.First == 1 || pair.First == pair.Second);
}
