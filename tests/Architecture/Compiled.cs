using Mono.Cecil;
using Mono.Cecil.Cil;

namespace StudyKit.Tests.Architecture;

/// <summary>
/// What the types of the built libraries refer to, read from their IL: it holds every name that the compiler bound,
/// also those written without a using directive or by an alias, and those inferred by <c>var</c>. Cecil and not
/// ArchUnitNET, because one rule asks for single instructions (who tests an object for a type), which ArchUnitNET does
/// not keep.
/// </summary>
internal static class Compiled
{
    public static readonly string[] Projects =
        ["StudyKit.Contracts", "StudyKit.Text", "StudyKit.World",
            "StudyKit.Charts", "StudyKit", "StudyKit.Notebooks", "StudyKit.Jupyter", "StudyKit.Live", "StudyKit.Cli"];

    private static readonly Dictionary<string, ModuleDefinition> Modules = Projects.ToDictionary(
        name => name, name => ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")));

    /// <summary>The types that stand in the source: nested and generated ones belong to the type around them.</summary>
    public static IEnumerable<TypeDefinition> Types(string project) =>
        Modules[project].Types.Where(type => type.Namespace.StartsWith("StudyKit", StringComparison.Ordinal));

    /// <summary>The kit's own types that a type refers to: project, folder (with dots) and name.</summary>
    public static IEnumerable<(string Project, string Folder, string Type)> References(TypeDefinition type) =>
        All(type).SelectMany(Named).Select(Outermost)
            .Where(used => used.Namespace.StartsWith("StudyKit", StringComparison.Ordinal))
            .Select(used => (Project: ProjectOf(used), used))
            .Where(used => Modules.ContainsKey(used.Project))
            .Select(used => (used.Project, FolderOf(used.Project, used.used.Namespace), used.used.Name))
            .Distinct();

    /// <summary>The folder inside its project, with dots; empty for the project's own folder.</summary>
    public static string FolderOf(string project, string space) =>
        space.StartsWith($"{project}.", StringComparison.Ordinal) ? space[(project.Length + 1)..] : "";

    /// <summary>Each method of a type and of those nested in it.</summary>
    public static IEnumerable<MethodDefinition> Methods(
        TypeDefinition type) => [.. type.Methods, .. type.NestedTypes.SelectMany(Methods)];

    /// <summary>The type that stands in the source.</summary>
    public static TypeReference Outermost(TypeReference type) =>
        type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string ProjectOf(TypeReference type) =>
        type.Scope is ModuleDefinition module
            ? module.Assembly.Name.Name
            : type.Scope.Name.Replace(".dll", "", StringComparison.Ordinal);

    private static IEnumerable<TypeReference?> All(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(one => one.InterfaceType),
        .. type.CustomAttributes.SelectMany(Attribute),
        .. type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(one => one.ConstraintType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Properties.SelectMany(property => property.CustomAttributes).SelectMany(Attribute),
        .. type.Methods.SelectMany(Method),
        .. type.NestedTypes.SelectMany(All),
    ];

    private static IEnumerable<TypeReference?> Attribute(CustomAttribute attribute) =>
    [
        attribute.AttributeType,
        .. attribute.ConstructorArguments.Select(argument => argument.Value as TypeReference),
        .. attribute.Properties.Select(property => property.Argument.Value as TypeReference),
    ];

    private static IEnumerable<TypeReference?> Method(MethodDefinition method)
    {
        IEnumerable<TypeReference?> signature =
        [
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method.GenericParameters.SelectMany(parameter => parameter.Constraints)
                .Select(one => one.ConstraintType),
            .. method.CustomAttributes.SelectMany(Attribute),
        ];
        if (!method.HasBody) return signature;
        return
        [
            .. signature,
            .. method.Body.Variables.Select(variable => variable.VariableType),
            .. method.Body.ExceptionHandlers.Select(handler => handler.CatchType),
            .. method.Body.Instructions.SelectMany(Operand),
        ];
    }

    private static IEnumerable<TypeReference?> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method =>
[
            method.DeclaringType, method.ReturnType, .. method.Parameters.Select(one => one.ParameterType),
        ],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    /// <summary>The named types in a type: of <c>List&lt;Tensor[]&gt;</c> the list and the tensor.</summary>
    private static IEnumerable<TypeReference> Named(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. Named(generic.ElementType), .. generic.GenericArguments.SelectMany(Named)],
        RequiredModifierType modified => [.. Named(modified.ElementType), .. Named(modified.ModifierType)],
        TypeSpecification wrapped => Named(wrapped.ElementType),
        _ => [type],
    };
}
