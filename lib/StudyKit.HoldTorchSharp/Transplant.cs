using Mono.Cecil;
using Mono.Cecil.Cil;

namespace StudyKit.HoldTorchSharp;

/// <summary>Copies a static class of this program into another module.</summary>
/// <remarks>
/// Only what <see cref="MatmulCheck"/> needs: methods over numbers, arrays of numbers, texts and exceptions. What it
/// meets beyond that is refused when the tool runs, and with it the build.
/// </remarks>
internal sealed class Transplant(ModuleDefinition target)
{
    private readonly Dictionary<string, MethodDefinition> _made = [];

    /// <summary>Adds the class to the module, internal and under the given namespace.</summary>
    public TypeDefinition Copy(Type type, string toNamespace)
    {
        using ModuleDefinition source = ModuleDefinition.ReadModule(type.Assembly.Location);
        TypeDefinition from = source.GetType(type.FullName);
        const TypeAttributes Internal =
            TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit;
        TypeDefinition to = new(toNamespace, from.Name, Internal, target.TypeSystem.Object);
        target.Types.Add(to);
        // All heads first, since the bodies call one another.
        foreach (MethodDefinition method in from.Methods) to.Methods.Add(_made[method.FullName] = Head(method));
        foreach (MethodDefinition method in from.Methods) Body(method, _made[method.FullName]);
        return to;
    }

    private MethodDefinition Head(MethodDefinition from)
    {
        MethodDefinition to = new(
            from.Name,
            from.Attributes & ~MethodAttributes.MemberAccessMask | MethodAttributes.Assembly,
            Type(from.ReturnType));
        foreach (ParameterDefinition p in from.Parameters)
        {
            to.Parameters.Add(new ParameterDefinition(p.Name, p.Attributes, Type(p.ParameterType)));
        }

        return to;
    }

    private void Body(MethodDefinition from, MethodDefinition to)
    {
        if (from.Body.HasExceptionHandlers) throw Unknown("an exception handler", from);
        to.Body.InitLocals = from.Body.InitLocals;
        foreach (VariableDefinition variable in from.Body.Variables)
        {
            to.Body.Variables.Add(new VariableDefinition(Type(variable.VariableType)));
        }

        ILProcessor il = to.Body.GetILProcessor();
        Dictionary<Instruction, Instruction> copies = [];
        foreach (Instruction i in from.Body.Instructions)
        {
            Instruction copy = il.Create(OpCodes.Nop);
            (copy.OpCode, copy.Operand) = (i.OpCode, i.Operand);
            copies.Add(i, copy);
            il.Append(copy);
        }

        foreach (Instruction copy in copies.Values)
        {
            copy.Operand = copy.Operand switch
            {
                Instruction jump => copies[jump],
                Instruction[] jumps => jumps.Select(jump => copies[jump]).ToArray(),
                VariableDefinition variable => to.Body.Variables[variable.Index],
                ParameterDefinition parameter => to.Parameters[parameter.Index],
                MethodReference method => Method(method, from),
                TypeReference type => Type(type),
                FieldReference field => throw Unknown(field.FullName, from),
                object other => other,
                null => null!,
            };
        }
    }

    private MethodReference Method(MethodReference from, MethodDefinition within)
    {
        if (_made.TryGetValue(from.FullName, out MethodDefinition? own)) return own;
        if (from is GenericInstanceMethod || from.DeclaringType is GenericInstanceType)
        {
            throw Unknown(from.FullName, within);
        }

        MethodReference to = new(from.Name, Type(from.ReturnType), Type(from.DeclaringType)) { HasThis = from.HasThis };
        foreach (ParameterDefinition p in from.Parameters)
        {
            to.Parameters.Add(new ParameterDefinition(Type(p.ParameterType)));
        }

        return to;
    }

    /// <summary>The type as the target refers to it: never by an assembly of this program's own framework.</summary>
    private TypeReference Type(TypeReference from)
    {
        if (from is ArrayType array) return new ArrayType(Type(array.ElementType));
        return from.FullName switch
        {
            "System.Void" => target.TypeSystem.Void,
            "System.Boolean" => target.TypeSystem.Boolean,
            "System.Int32" => target.TypeSystem.Int32,
            "System.Int64" => target.TypeSystem.Int64,
            "System.String" => target.TypeSystem.String,
            "System.Object" => target.TypeSystem.Object,
            _ => target.GetTypeReferences().FirstOrDefault(type => type.FullName == from.FullName)
                ?? throw new InvalidOperationException($"The code to copy uses {from.FullName}, which TorchSharp " +
                    "does not refer to."),
        };
    }

    private static InvalidOperationException Unknown(string what, MethodDefinition where) =>
        new($"The code to copy uses {what} in {where.Name}, which this tool does not copy. Write it with numbers " +
            "and texts.");
}
