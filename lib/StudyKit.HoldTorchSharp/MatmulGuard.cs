using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace StudyKit.HoldTorchSharp;

/// <summary>
/// Puts <see cref="MatmulCheck"/> before the native call in every method that multiplies by <c>THSTensor_matmul</c>.
/// </summary>
internal sealed class MatmulGuard(ModuleDefinition module)
{
    private const string Native = "THSTensor_matmul";

    /// <returns>How many methods check now.</returns>
    /// <exception cref="InvalidOperationException">
    /// No method calls it, or one with other arguments than two tensors.
    /// </exception>
    public int Rewrite()
    {
        MethodDefinition[] callers = [.. module.GetTypes()
            .SelectMany(type => type.Methods).Where(method => method.HasBody && method.Body.Instructions.Any(Calls))];
        if (callers.Length == 0)
        {
            throw new InvalidOperationException($"No method of this TorchSharp.dll calls {Native}: the guard of " +
                "matmul has lost its place.");
        }

        MethodDefinition check = new Transplant(module).Copy(typeof(MatmulCheck), "TorchSharp").Methods
            .Single(method => method.Name == nameof(MatmulCheck.Require));
        foreach (MethodDefinition caller in callers) Guard(caller, check);
        return callers.Length;
    }

    private static bool Calls(Instruction i) =>
        i.OpCode == OpCodes.Call && i.Operand is MethodReference { Name: Native };

    private static void Guard(MethodDefinition caller, MethodDefinition check)
    {
        if (caller is not { HasThis: true, Parameters: [{ ParameterType.Name: "Tensor" }] })
        {
            throw new InvalidOperationException($"{caller.FullName} calls {Native} and is no method of a tensor with " +
                "one other tensor.");
        }

        TypeDefinition tensor = caller.DeclaringType;
        caller.Body.SimplifyMacros();
        ILProcessor il = caller.Body.GetILProcessor();
        Instruction first = caller.Body.Instructions[0];
        // Enumerations and integers lie on the stack as they are.
        foreach (string property in new[] { "shape", "dtype", "device_type", "device_index" })
        {
            MethodDefinition getter = tensor.Properties.Single(one => one.Name == property).GetMethod;
            foreach (ParameterDefinition owner in new[] { caller.Body.ThisParameter, caller.Parameters[0] })
            {
                il.InsertBefore(first, il.Create(OpCodes.Ldarg, owner));
                il.InsertBefore(first, il.Create(OpCodes.Callvirt, getter));
            }
        }

        il.InsertBefore(first, il.Create(OpCodes.Call, check));
        caller.Body.OptimizeMacros();
    }
}
