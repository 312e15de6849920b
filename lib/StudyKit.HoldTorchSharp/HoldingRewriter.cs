using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace StudyKit.HoldTorchSharp;

/// <summary>
/// Makes every method of TorchSharp that passes native handles hold the objects they belong to until it returns.
/// </summary>
/// <remarks>
/// TorchSharp passes bare pointers. Once the JIT has optimized a method, its objects are garbage from the moment their
/// handles were read; a collection that another thread starts then frees the tensor while libtorch reads it.
/// GC.KeepAlive before each return is no call: it only tells the JIT how long a reference is used.
/// </remarks>
internal sealed class HoldingRewriter
{
    /// <summary>
    /// TorchSharp 0.107.0 has 1,257. Far fewer mean that handles are passed in a way this tool does not know.
    /// </summary>
    private const int FewestMethods = 1000;

    private readonly ModuleDefinition _module;
    private readonly NativeHandles _handles;
    private readonly HeldObjects _helpers;
    private readonly MethodReference _keepAlive;

    public HoldingRewriter(ModuleDefinition module)
    {
        if (module.GetType("TorchSharp", HeldObjects.TypeName) is not null)
        {
            throw new InvalidOperationException(
                "This TorchSharp.dll holds its objects already. Take the one of the package.");
        }

        _module = module;
        _handles = new NativeHandles(module);
        _helpers = new HeldObjects(module);
        _keepAlive = new MethodReference(
            "KeepAlive",
            module.TypeSystem.Void,
            new TypeReference("System", "GC", module, module.TypeSystem.CoreLibrary));
        _keepAlive.Parameters.Add(new ParameterDefinition(module.TypeSystem.Object));
    }

    /// <returns>How many methods were changed.</returns>
    public int Rewrite()
    {
        List<MethodDefinition> methods = [.. _handles.Methods()];
        if (methods.Count < FewestMethods)
        {
            throw new InvalidOperationException($"Only {methods.Count} methods pass native handles; at least " +
                $"{FewestMethods} were expected. "
                + "This is another TorchSharp than the tool knows: look at how it passes handles before using it.");
        }

        foreach (MethodDefinition method in methods) Rewrite(method);
        return methods.Count;
    }

    private void Rewrite(MethodDefinition method)
    {
        MethodBody body = method.Body;
        body.SimplifyMacros();
        ILProcessor il = body.GetILProcessor();
        List<VariableDefinition> held =
        [
            .. body.Variables.Where(variable => NativeHandles.IsObject(variable.VariableType)),
        ];
        foreach (Instruction i in body.Instructions.Where(_handles.ReadsHandle).ToList()) HoldOwner(il, i, Local);
        foreach (Instruction i in body.Instructions.Where(NativeHandles.SelectsHandles).ToList())
        {
            HoldSelected(il, i, Local);
        }

        foreach (Instruction i in body.Instructions.Where(_handles.ListsHandles).ToList()) HoldList(il, i, Local);
        body.InitLocals = true;
        foreach (Instruction end in body.Instructions.Where(i => i.OpCode == OpCodes.Ret).ToList())
        {
            KeepUntil(il, end, method, held);
        }

        body.OptimizeMacros();

        VariableDefinition Local(TypeReference type)
        {
            VariableDefinition variable = new(type);
            body.Variables.Add(variable);
            held.Add(variable);
            return variable;
        }
    }

    /// <summary>
    /// The object whose handle is read goes into a local variable: it may be a temporary that nothing else holds.
    /// </summary>
    private static void HoldOwner(ILProcessor il, Instruction read, Func<TypeReference, VariableDefinition> local)
    {
        VariableDefinition owner = local(((MemberReference)read.Operand).DeclaringType);
        // The read itself becomes "dup", so that a jump to it (weight?.Handle ?? 0) passes the store too.
        Instruction moved = il.Create(OpCodes.Nop);
        (moved.OpCode, moved.Operand, read.OpCode, read.Operand) = (read.OpCode, read.Operand, OpCodes.Dup, null!);
        il.InsertAfter(read, moved);
        il.InsertAfter(read, il.Create(OpCodes.Stloc, owner));
    }

    private void HoldSelected(ILProcessor il, Instruction call, Func<TypeReference, VariableDefinition> local)
    {
        GenericInstanceMethod mine =
            new(_helpers.Select) { GenericArguments = { ((GenericInstanceMethod)call.Operand).GenericArguments[0] } };
        (call.OpCode, call.Operand) = (OpCodes.Ldloca, local(_module.TypeSystem.Object));
        il.InsertAfter(call, il.Create(OpCodes.Call, mine));
    }

    /// <summary>The pointers of a list are made elsewhere: the list is held here, and a lazy one as an array.</summary>
    private void HoldList(ILProcessor il, Instruction call, Func<TypeReference, VariableDefinition> local)
    {
        MethodReference maker = (MethodReference)call.Operand;
        List<Instruction> code = [];
        if (maker.Parameters[0].ParameterType is GenericInstanceType { Name: "IEnumerable`1" } lazy)
        {
            code.Add(il.Create(
                OpCodes.Call,
                new GenericInstanceMethod(_helpers.ToArray) { GenericArguments = { lazy.GenericArguments[0] } }));
        }

        VariableDefinition list = local(_module.TypeSystem.Object);
        code.AddRange([il.Create(OpCodes.Dup), il.Create(OpCodes.Stloc, list), il.Create(OpCodes.Call, maker)]);
        Replace(il, call, code);
    }

    private void KeepUntil(ILProcessor il, Instruction end, MethodDefinition method, List<VariableDefinition> held)
    {
        List<Instruction> code = [];
        foreach (ParameterDefinition owner in NativeHandles.Owners(method))
        {
            code.AddRange([il.Create(OpCodes.Ldarg, owner), il.Create(OpCodes.Call, Keeper(owner.ParameterType))]);
        }

        foreach (VariableDefinition variable in held)
        {
            code.AddRange([il.Create(OpCodes.Ldloc, variable), il.Create(OpCodes.Call, _keepAlive)]);
        }

        if (code.Count == 0) return;
        code.Add(il.Create(OpCodes.Ret));
        // The return becomes the first of them, so that jumps to it pass them all.
        Replace(il, end, code);
    }

    private MethodReference Keeper(TypeReference type) => NativeHandles.IsSpan(type)
        ? new GenericInstanceMethod(_helpers.Span)
        {
            GenericArguments =
            { ((GenericInstanceType)type).GenericArguments[0] }
        }
        : _keepAlive;

    private static void Replace(ILProcessor il, Instruction old, List<Instruction> code)
    {
        (old.OpCode, old.Operand) = (code[0].OpCode, code[0].Operand);
        Instruction last = old;
        foreach (Instruction next in code.Skip(1))
        {
            il.InsertAfter(last, next);
            last = next;
        }
    }
}
