using Mono.Cecil;
using Mono.Cecil.Cil;

namespace StudyKit.HoldTorchSharp;

/// <summary>
/// The class <c>TorchSharp.HeldObjects</c> that a rewritten TorchSharp carries: two helpers that GC.KeepAlive cannot
/// do, and the sign by which a program sees that it runs on a rewritten one.
/// </summary>
internal sealed class HeldObjects
{
    /// <summary>Its name.</summary>
    public const string TypeName = "HeldObjects";

    private readonly ModuleDefinition _module;

    public HeldObjects(ModuleDefinition module)
    {
        _module = module;
        Type = new("TorchSharp", TypeName, TypeAttributes.Abstract | TypeAttributes.Sealed, module.TypeSystem.Object);
        ToArray = Enumerable("ToArray", _ => true);
        Span = AddSpan();
        Select = AddSelect(Enumerable("Select", NativeHandles.TakesItemOnly));
        module.Types.Add(Type);
    }

    /// <summary>The class.</summary>
    public TypeDefinition Type { get; }

    /// <summary><c>Enumerable.ToArray&lt;T&gt;</c>, as TorchSharp refers to it.</summary>
    public MethodReference ToArray { get; }

    /// <summary>
    /// <c>Span&lt;T&gt;(ReadOnlySpan&lt;T&gt;)</c>: empty and never inlined, so what is passed lives until then.
    /// </summary>
    public MethodDefinition Span { get; }

    /// <summary>
    /// <c>Select&lt;T&gt;(source, handle, out held)</c>: the sequence becomes an array first, which the caller then
    /// holds.
    /// </summary>
    public MethodDefinition Select { get; }

    private MethodDefinition AddSpan()
    {
        MethodDefinition span = Add("Span", MethodImplAttributes.NoInlining | MethodImplAttributes.NoOptimization);
        span.Parameters.Add(new ParameterDefinition(Of("System.ReadOnlySpan`1", span.GenericParameters[0])));
        span.Body.GetILProcessor().Emit(OpCodes.Ret);
        return span;
    }

    private MethodDefinition AddSelect(MethodReference plain)
    {
        MethodDefinition select = Add("Select", MethodImplAttributes.IL);
        GenericParameter item = select.GenericParameters[0];
        TypeReference pointer = _module.TypeSystem.IntPtr;
        select.ReturnType = Of("System.Collections.Generic.IEnumerable`1", pointer);
        select.Parameters.Add(new ParameterDefinition(Of("System.Collections.Generic.IEnumerable`1", item)));
        select.Parameters.Add(new ParameterDefinition(Of("System.Func`2", item, pointer)));
        select.Parameters.Add(new ParameterDefinition(new ByReferenceType(_module.TypeSystem.Object)));
        select.Body.InitLocals = true;
        select.Body.Variables.Add(new VariableDefinition(new ArrayType(item)));
        ILProcessor il = select.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, new GenericInstanceMethod(ToArray) { GenericArguments = { item } });
        il.Emit(OpCodes.Stloc_0);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldloc_0);
        il.Emit(OpCodes.Stind_Ref);
        il.Emit(OpCodes.Ldloc_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, new GenericInstanceMethod(plain) { GenericArguments = { item, pointer } });
        il.Emit(OpCodes.Ret);
        return select;
    }

    private MethodDefinition Add(string name, MethodImplAttributes how)
    {
        const MethodAttributes Internal =
            MethodAttributes.Static | MethodAttributes.Assembly | MethodAttributes.HideBySig;
        MethodDefinition method = new(name, Internal, _module.TypeSystem.Void) { ImplAttributes = how };
        method.GenericParameters.Add(new GenericParameter("T", method));
        Type.Methods.Add(method);
        return method;
    }

    private GenericInstanceType Of(string name, params TypeReference[] arguments)
    {
        GenericInstanceType made = new(_module.GetTypeReferences().First(type => type.FullName == name));
        foreach (TypeReference argument in arguments) made.GenericArguments.Add(argument);
        return made;
    }

    /// <summary>A method of LINQ that TorchSharp itself calls: so no reference to another version comes in.</summary>
    private MethodReference Enumerable(string name, Func<GenericInstanceMethod, bool> fits) => _module.GetTypes()
        .SelectMany(type => type.Methods).Where(method => method.HasBody)
        .SelectMany(method => method.Body.Instructions).Select(i => i.Operand).OfType<GenericInstanceMethod>()
        .First(call => call.Name == name && call.DeclaringType.FullName == "System.Linq.Enumerable"
            && fits(call)).ElementMethod;
}
