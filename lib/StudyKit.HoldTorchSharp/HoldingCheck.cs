using Mono.Cecil;
using Mono.Cecil.Cil;

namespace StudyKit.HoldTorchSharp;

/// <summary>
/// Looks, instruction by instruction, whether every owner of a handle is kept alive until its method returns.
/// </summary>
internal sealed class HoldingCheck
{
    private readonly NativeHandles _handles;
    private readonly List<MethodDefinition> _methods;

    public HoldingCheck(ModuleDefinition module)
    {
        _handles = new NativeHandles(module);
        _methods = [.. _handles.Methods()];
    }

    /// <summary>The methods that use handles.</summary>
    public int Count => _methods.Count;

    /// <summary>Those that let an owner go before they return.</summary>
    public IReadOnlyList<MethodDefinition> Loose() => [.. _methods.Where(LetsGo)];

    private bool LetsGo(MethodDefinition method)
    {
        List<object> owners = [.. NativeHandles.Owners(method)];
        foreach (Instruction read in method.Body.Instructions
            .Where(i => _handles.ReadsHandle(i) || _handles.ListsHandles(i)))
        {
            if (StoredBefore(read, method) is not { } local) return true;
            owners.Add(local);
        }

        foreach (Instruction select in method.Body.Instructions.Where(NativeHandles.SelectsHeld))
        {
            if (select.Previous is not { Operand: VariableDefinition list }) return true;
            owners.Add(list);
        }

        // The plain Select leaves nothing to hold; the helper's gives what it listed.
        if (method.Body.Instructions.Any(NativeHandles.SelectsHandles)) return true;
        return method.Body.Instructions.Where(i => i.OpCode == OpCodes.Ret)
            .Any(end => owners.Except(KeptBefore(end, method)).Any());
    }

    /// <summary>The local that holds what lies on the stack: <c>dup; stloc local</c> just before.</summary>
    private static VariableDefinition? StoredBefore(Instruction read, MethodDefinition method) =>
        read.Previous is { } store && Stored(store, method.Body) is { } local
            && store.Previous?.OpCode == OpCodes.Dup ? local : null;

    private static HashSet<object> KeptBefore(Instruction end, MethodDefinition method)
    {
        HashSet<object> kept = [];
        for (Instruction? call = end.Previous; call is not null && IsKeeper(call); call = call.Previous.Previous)
        {
            if (Loaded(call.Previous, method) is { } value) kept.Add(value);
        }

        return kept;
    }

    private static bool IsKeeper(Instruction i) => i.OpCode == OpCodes.Call && i.Operand switch
    {
        GenericInstanceMethod { Name: "Span", DeclaringType.Name: HeldObjects.TypeName } => true,
        MethodReference { Name: "KeepAlive", DeclaringType.FullName: "System.GC" } => true,
        _ => false,
    };

    private static VariableDefinition? Stored(Instruction i, MethodBody body) => i.OpCode.Code switch
    {
        Code.Stloc_0 or Code.Stloc_1 or Code.Stloc_2 or Code.Stloc_3 => body.Variables[i.OpCode.Code - Code.Stloc_0],
        Code.Stloc or Code.Stloc_S => (VariableDefinition)i.Operand,
        _ => null,
    };

    private static object? Loaded(Instruction i, MethodDefinition method) => i.OpCode.Code switch
    {
        Code.Ldloc_0 or Code.Ldloc_1 or Code.Ldloc_2 or Code.Ldloc_3 =>
            method.Body.Variables[i.OpCode.Code - Code.Ldloc_0],
        Code.Ldloc or Code.Ldloc_S or Code.Ldarg or Code.Ldarg_S => i.Operand,
        Code.Ldarg_0 or Code.Ldarg_1 or Code.Ldarg_2 or Code.Ldarg_3 => Argument(i.OpCode.Code - Code.Ldarg_0, method),
        _ => null,
    };

    private static ParameterDefinition Argument(int index, MethodDefinition method)
    {
        if (!method.HasThis) return method.Parameters[index];
        return index == 0 ? method.Body.ThisParameter : method.Parameters[index - 1];
    }
}
