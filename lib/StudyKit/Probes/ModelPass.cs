using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Module = TorchSharp.torch.nn.Module;

namespace StudyKit.Probes;

/// <summary>A tensor as it was when it passed: a later in-place operation changes the tensor.</summary>
/// <param name="Same">The tensor itself, to be recognized where there are no numbers.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Kind">What its numbers are.</param>
/// <param name="Value">Its numbers, on the processor; null where they are too many, or on the meta device.</param>
internal sealed record SeenTensor(Tensor Same, long[] Shape, ScalarType Kind, Tensor? Value);

/// <summary>One call of a module.</summary>
/// <param name="Module">The module.</param>
internal sealed record ModuleCall(Module? Module)
{
    public IReadOnlyList<SeenTensor> Inputs { get; init; } = [];

    public IReadOnlyList<SeenTensor> Outputs { get; set; } = [];

    /// <summary>The calls that it made, in their order.</summary>
    public List<ModuleCall> Inner { get; } = [];
}

/// <summary>Listens to all modules of a model, by TorchSharp's hooks: they run at <c>call</c>.</summary>
internal sealed class ModelPass : IDisposable
{
    /// <summary>Larger tensors are not compared: a model to be looked at is a small one.</summary>
    private const long MostNumbers = 300_000;

    private readonly List<Action> _detach = [];
    private readonly List<Tensor> _kept = [];
    private readonly Stack<ModuleCall> _open = new();

    public ModelPass(Module model)
    {
        _open.Push(Outside);
        HashSet<Module> seen = new(ReferenceEqualityComparer.Instance);
        Listen(model, seen);
    }

    /// <summary>What was called from outside the model, as calls of nobody.</summary>
    public ModuleCall Outside { get; } = new(Module: null);

    public void Dispose()
    {
        foreach (Action remove in _detach) remove();
        foreach (Tensor one in _kept) one.Dispose();
    }

    private void Listen(Module module, HashSet<Module> seen)
    {
        if (!seen.Add(module)) return;
        for (Type? type = module.GetType(); type is not null; type = type.BaseType)
        {
            if (!type.IsGenericType || type.Name.Split('`')[0] != "Module") continue;
            Type[] arguments = type.GetGenericArguments();
            MethodInfo? listen = typeof(ModelPass).GetMethods(BindingFlags.Instance | BindingFlags.NonPublic)
                .FirstOrDefault(one => one.Name == nameof(To) && one.GetGenericArguments().Length == arguments.Length);
            listen?.MakeGenericMethod(arguments).Invoke(this, [module]);
            break;
        }

        foreach ((_, Module child) in module.named_children()) Listen(child, seen);
    }

    private void To<T, TResult>(Module<T, TResult> module)
    {
        var before = module.register_forward_pre_hook((_, x) =>
        {
            Enter(module, x);
            return x;
        });
        var after = module.register_forward_hook((_, _, y) => Leave(y));
        _detach.AddRange([before.remove, after.remove]);
    }

    private void To<T1, T2, TResult>(Module<T1, T2, TResult> module)
    {
        var before = module.register_forward_pre_hook((_, a, b) =>
        {
            Enter(module, a, b);
            return null;
        });
        var after = module.register_forward_hook((_, _, _, y) => Leave(y));
        _detach.AddRange([before.remove, after.remove]);
    }

    private void To<T1, T2, T3, TResult>(Module<T1, T2, T3, TResult> module)
    {
        var before = module.register_forward_pre_hook((_, a, b, c) =>
        {
            Enter(module, a, b, c);
            return null;
        });
        var after = module.register_forward_hook((_, _, _, _, y) => Leave(y));
        _detach.AddRange([before.remove, after.remove]);
    }

    private void To<T1, T2, T3, T4, TResult>(Module<T1, T2, T3, T4, TResult> module)
    {
        var before = module.register_forward_pre_hook((_, a, b, c, d) =>
        {
            Enter(module, a, b, c, d);
            return null;
        });
        var after = module.register_forward_hook((_, _, _, _, _, y) => Leave(y));
        _detach.AddRange([before.remove, after.remove]);
    }

    private void To<T1, T2, T3, T4, T5, TResult>(Module<T1, T2, T3, T4, T5, TResult> module)
    {
        var before = module.register_forward_pre_hook((_, a, b, c, d, e) =>
        {
            Enter(module, a, b, c, d, e);
            return null;
        });
        var after = module.register_forward_hook((_, _, _, _, _, _, y) => Leave(y));
        _detach.AddRange([before.remove, after.remove]);
    }

    private void Enter(Module module, params object?[] inputs)
    {
        ModuleCall call = new(module) { Inputs = [.. inputs.SelectMany(Tensors).Select(Keep)] };
        _open.Peek().Inner.Add(call);
        _open.Push(call);
    }

    private TResult Leave<TResult>(TResult result)
    {
        _open.Pop().Outputs = [.. Tensors(result).Select(Keep)];
        return result;
    }

    private static IEnumerable<Tensor> Tensors(object? value) => value switch
    {
        Tensor tensor => [tensor],
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Tensors(tuple[i])),
        string => [],
        IEnumerable many => many.Cast<object?>().SelectMany(Tensors),
        _ => [],
    };

    private SeenTensor Keep(Tensor tensor)
    {
        bool has = tensor.device_type != DeviceType.META && tensor.numel() is > 0 and <= MostNumbers
            && !tensor.is_sparse;
        Tensor? value = null;
        if (has)
        {
            using Tensor detached = tensor.detach();
            using Tensor near = detached.cpu();
            value = near.clone().DetachFromDisposeScope();
            _kept.Add(value);
        }

        return new SeenTensor(tensor, tensor.shape, tensor.dtype, value);
    }
}
