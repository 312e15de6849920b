using StudyKit.Contracts;
using StudyKit.Papers;

namespace StudyKit.Probes;

/// <summary>A model's modules and what a pass did with them, as blocks.</summary>
internal sealed class ModelTree
{
    /// <summary>Calls of one module beyond these are counted and not drawn.</summary>
    private const int MostCalls = 64;

    private readonly ModelPass _pass;
    private readonly ModelShapes _shapes;
    private readonly bool _ran;
    private readonly Func<string, string?>? _note;
    private readonly Module _model;
    private readonly Dictionary<Module, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Module, int> _calls = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Module, int> _drawn = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Type, string?> _sources = [];

    public ModelTree(
        Module model, ModelPass pass, ModelShapes shapes, bool ran, Func<string, string?>? note)
    {
        (_model, _pass, _shapes, _ran, _note) = (model, pass, shapes, ran, note);
        Name(model, "");
        Count(pass.Outside);
    }

    /// <summary>The block of a module.</summary>
    /// <param name="at">Its name; null: the model.</param>
    public ModelBlock Of(string? at)
    {
        Module module = at is null ? _model : _names.FirstOrDefault(one => one.Value == at).Key
            ?? throw new ArgumentException($"at must name a module of the model. It has none that is called '{at}'; " +
                $"it has {string.Join(", ", _names.Values.Where(name => name.Length > 0).Take(12))}, ….", nameof(at));
        if (!_ran) return Built(module, "");
        if (Find(_pass.Outside, module) is { } call) return Ran(call, "", isRoot: true);
        return at is null
            ? Built(_model, "") with { HasPass = true, Call = 1, Blocks = Inside(_pass.Outside, _model, "") }
            : throw new ArgumentException($"The pass must call the module that is drawn. It did not call '{at}'; " +
                "use call and not forward, and a pass that reaches it.", nameof(at));
    }

    private static ModuleCall? Find(ModuleCall within, Module module)
    {
        foreach (ModuleCall call in within.Inner)
        {
            if (call.Module == module) return call;
            if (Find(call, module) is { } found) return found;
        }

        return null;
    }

    private void Name(Module module, string name)
    {
        if (!_names.TryAdd(module, name)) return;
        foreach ((string child, Module inner) in module.named_children())
        {
            Name(inner, name.Length == 0 ? child : $"{name}.{child}");
        }
    }

    private void Count(ModuleCall call)
    {
        foreach (ModuleCall inner in call.Inner)
        {
            _calls[inner.Module!] = _calls.GetValueOrDefault(inner.Module!) + 1;
            Count(inner);
        }
    }

    private ModelBlock Ran(ModuleCall call, string around, bool isRoot = false)
    {
        Module module = call.Module!;
        int number = _drawn[module] = _drawn.GetValueOrDefault(module) + 1;
        return Built(module, around, withBlocks: false) with
        {
            Name = isRoot ? _names[module] : Relative(module, around),
            HasPass = true,
            Note = _note?.Invoke(_names[module]) ?? MaskOf(call),
            Call = number,
            Calls = _calls[module],
            Inputs = Shapes(call.Inputs),
            Outputs = Shapes(call.Outputs),
            Blocks = Inside(call, module, _names[module]),
            Leaves = call.Inner.Count == 0 ? null : ModelFlows.Of(call).Leaves,
        };
    }

    /// <summary>A mask is 0 where one may look; layers that differ in nothing else differ in it.</summary>
    private static string? MaskOf(ModuleCall call)
    {
        foreach (SeenTensor input in call.Inputs.Skip(1).Where(input => input.Shape.Length == 4))
        {
            if (input.Value is not { } value || !torch.is_floating_point(input.Kind)) continue;
            using DisposeScope scope = NewDisposeScope();
            long open = value.eq(0).sum().item<long>(), all = value.numel();
            bool isMask = value.gt(0).sum().item<long>() == 0 && open < all;
            if (isMask) return $"sees {open} of {all} pairs";
        }

        return null;
    }

    private string[] Shapes(IReadOnlyList<SeenTensor> tensors) =>
        [.. tensors.Select(tensor => _shapes.OfPass(tensor.Shape))];

    private ModelBlock[] Inside(ModuleCall call, Module module, string around)
    {
        ModelFlows? flows = call.Inner.Count == 0 ? null : ModelFlows.Of(call);
        List<ModelBlock> blocks = [];
        for (int i = 0; i < call.Inner.Count && blocks.Count < 4000; i++)
        {
            if (_drawn.GetValueOrDefault(call.Inner[i].Module!) >= MostCalls) continue;
            blocks.Add(Ran(call.Inner[i], around) with { Arrives = flows!.Arrivals[i] });
        }

        blocks.AddRange(Unused(module).Select(one => Built(one, around) with { HasPass = true }));
        return [.. blocks];
    }

    /// <summary>What the pass did not call within a module, at its outermost; lists are called by nobody.</summary>
    private IEnumerable<Module> Unused(Module module)
    {
        foreach ((_, Module child) in module.named_children())
        {
            if (_calls.ContainsKey(child)) continue;
            if (!IsCalledWithin(child)) yield return child;
            else
            {
                foreach (Module inner in Unused(child)) yield return inner;
            }
        }
    }

    private bool IsCalledWithin(Module module) =>
        _calls.ContainsKey(module) || module.named_children().Any(child => IsCalledWithin(child.module));

    private ModelBlock Built(Module module, string around, bool withBlocks = true)
    {
        (string Name, long[] Shape)[] own =
            [.. module.named_parameters(recurse: false).Select(one => (one.name, one.parameter.shape))];
        string type = module.GetType().Name.Split('`')[0];
        return new ModelBlock(Relative(module, around), type)
        {
            Own = [.. own.Select(one => _shapes.OfParameter(one.Name, one.Shape))],
            OwnCount = own.Sum(one => one.Shape.Aggregate(1L, (a, b) => a * b)),
            Count = module.parameters().GroupBy(one => one.Handle).Sum(one => one.First().numel()),
            Source = SourceOf(module.GetType()),
            Note = _note?.Invoke(_names[module]),
            Blocks = withBlocks ? Children(module) : [],
        };
    }

    // Lists are no layers: what they hold stands in the block that has them, with both names.
    private ModelBlock[] Children(Module module) =>
        [.. Lifted(module).Select(child => Built(child, _names[module]))];

    private static IEnumerable<Module> Lifted(Module module) => module.named_children().SelectMany(child =>
        child.module.GetType().Name.StartsWith("ModuleList", StringComparison.Ordinal)
            ? Lifted(child.module) : [child.module]);

    private string Relative(Module module, string around)
    {
        string name = _names.GetValueOrDefault(module, "");
        return around.Length > 0 && name.StartsWith(around + ".", StringComparison.Ordinal)
            ? name[(around.Length + 1)..] : name;
    }

    private string? SourceOf(Type type) =>
        _sources.TryGetValue(type, out string? known) ? known : _sources[type] = PlaceOf(type);

    /// <summary>File and line of a class; null for a class of another library.</summary>
    internal static string? PlaceOf(Type type)
    {
        if (type.Assembly != typeof(ModelTree).Assembly) return null;
        SourceListing listing = Source.Of(type);
        return $"lib/{listing.File}, line {listing.Line}";
    }
}
