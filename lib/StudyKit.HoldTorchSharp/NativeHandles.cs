using Mono.Cecil;
using Mono.Cecil.Cil;

namespace StudyKit.HoldTorchSharp;

/// <summary>
/// Where a module uses the handles of native objects, and which of a method's values own such handles.
/// </summary>
/// <param name="module">TorchSharp's.</param>
internal sealed class NativeHandles(ModuleDefinition module)
{
    private const string Pointer = "System.IntPtr";

    /// <summary>The methods with a body in which a handle is read, listed, or passed to native code.</summary>
    /// <remarks>A finalizer is left alone: its object is gone already, and holding it would change nothing.</remarks>
    public IEnumerable<MethodDefinition> Methods() => module.GetTypes()
        .Where(type => type.Name != HeldObjects.TypeName)
        .SelectMany(type => type.Methods)
        .Where(method => method.HasBody && method.Name != "Finalize" && method.Body.Instructions.Any(Uses));

    /// <summary>Calls a P/Invoke method, so that all arguments must outlive the call.</summary>
    public bool CallsNative(Instruction i) =>
        i.OpCode == OpCodes.Call && i.Operand is MethodReference reference && reference.DeclaringType.Scope == module
        && reference.Resolve() is { IsPInvokeImpl: true };

    /// <summary>Reads a property or a field of one of TorchSharp's classes that gives a pointer.</summary>
    public bool ReadsHandle(Instruction i) => i.Operand switch
    {
        MethodReference { HasParameters: false, HasThis: true, ReturnType.FullName: Pointer } read =>
            i.OpCode.Code is Code.Call or Code.Callvirt && IsClass(read.DeclaringType),
        // The fields of closures are copies of pointers, not owners.
        FieldReference { FieldType.FullName: Pointer } field =>
            i.OpCode == OpCodes.Ldfld && IsClass(field.DeclaringType) && !field.DeclaringType.Name.StartsWith('<'),
        _ => false,
    };

    /// <summary>Makes pointers of a sequence with <c>Enumerable.Select(source, x => x.Handle)</c>.</summary>
    public static bool SelectsHandles(Instruction i) =>
        i.Operand is GenericInstanceMethod { Name: "Select", DeclaringType.FullName: "System.Linq.Enumerable" } select
        && select.GenericArguments[1].FullName == Pointer && TakesItemOnly(select);

    /// <summary>The same after the rewriting: what was listed comes out as <c>held</c>.</summary>
    public static bool SelectsHeld(Instruction i) =>
        i.Operand is GenericInstanceMethod { Name: "Select", DeclaringType.Name: HeldObjects.TypeName };

    /// <summary>Calls a method of TorchSharp that makes an array of pointers of a list of tensors.</summary>
    public bool ListsHandles(Instruction i) =>
        i.OpCode == OpCodes.Call
        && i.Operand
            is MethodReference { HasThis: false, ReturnType.FullName: "System.IntPtr[]", Parameters.Count: 1 } maker
        && maker.DeclaringType.Scope == module && IsObject(maker.Parameters[0].ParameterType);

    /// <summary>The parameters (with <c>this</c>) that may own a handle.</summary>
    public static IEnumerable<ParameterDefinition> Owners(MethodDefinition method)
    {
        if (method is { HasThis: true, DeclaringType.IsValueType: false }) yield return method.Body.ThisParameter;
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            if (IsObject(parameter.ParameterType) || IsSpan(parameter.ParameterType)) yield return parameter;
        }
    }

    /// <summary>A reference that may lead to an owner: no value, no pointer, no text, no array of numbers.</summary>
    public static bool IsObject(TypeReference type)
    {
        if (type.IsByReference || type.IsPointer || type.IsPinned || type.IsValueType || type.IsGenericParameter)
        {
            return false;
        }

        if (type.FullName is "System.String" or Pointer) return false;
        return type is not ArrayType { ElementType: var element }
            || !(element.IsPrimitive || element.FullName is "System.String" or Pointer);
    }

    /// <summary>
    /// A span of objects (<c>torch.cat(ReadOnlySpan&lt;Tensor&gt;)</c>); it cannot be boxed for KeepAlive.
    /// </summary>
    public static bool IsSpan(TypeReference type) =>
        type is GenericInstanceType { Name: "ReadOnlySpan`1" } span
        && span.GenericArguments[0] is { IsValueType: false, IsGenericParameter: false };

    /// <summary>Whether it is the overload of Select whose function takes the item and not its number.</summary>
    public static bool TakesItemOnly(GenericInstanceMethod select) =>
        select.ElementMethod.Parameters[1].ParameterType is GenericInstanceType { GenericArguments.Count: 2 };

    private bool Uses(Instruction i) =>
        CallsNative(i) || ReadsHandle(i) || SelectsHandles(i) || SelectsHeld(i) || ListsHandles(i);

    private bool IsClass(TypeReference type) =>
        type.Scope == module && type.Resolve() is { IsValueType: false, IsInterface: false };
}
