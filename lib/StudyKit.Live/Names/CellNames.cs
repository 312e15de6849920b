using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StudyKit.Live.Names;

/// <summary>The names that a cell gives to those after it, and the names that it takes from those before it.</summary>
/// <param name="Defines">What it declares or assigns at its top level.</param>
/// <param name="Uses">What it reads and does not itself declare, at the top or in a function.</param>
internal sealed record CellNames(IReadOnlySet<string> Defines, IReadOnlySet<string> Uses)
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>Reads the names off a cell's text; a text that does not compile gives those that can be made
    /// out.</summary>
    public static CellNames Of(string source)
    {
        CompilationUnitSyntax root = CSharpSyntaxTree.ParseText(source, Script).GetCompilationUnitRoot();
        HashSet<string> defines = new(StringComparer.Ordinal), inner = new(StringComparer.Ordinal),
            assigned = new(StringComparer.Ordinal), declared = new(StringComparer.Ordinal);
        foreach (MemberDeclarationSyntax member in root.Members) AddDeclared(member, defines);
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } set when !IsInFunction(set):
                    assigned.Add(target.Identifier.ValueText);
                    break;
                // A declaration by pattern, out variable or tuple at the top level lives on as a variable does.
                case SingleVariableDesignationSyntax named:
                    bool isOpen = !IsInFunction(named) && !named.Ancestors().Any(above => above is BlockSyntax);
                    (isOpen ? defines : inner).Add(named.Identifier.ValueText);
                    if (isOpen) declared.Add(named.Identifier.ValueText);
                    break;
                case ParameterSyntax parameter: inner.Add(parameter.Identifier.ValueText); break;
                case ForEachStatementSyntax each: inner.Add(each.Identifier.ValueText); break;
                case VariableDeclaratorSyntax variable when !defines.Contains(variable.Identifier.ValueText):
                    inner.Add(variable.Identifier.ValueText);
                    break;
                case LocalFunctionStatementSyntax function: inner.Add(function.Identifier.ValueText); break;
            }
        }

        // A loop at the top may add to a variable of an earlier cell.
        defines.UnionWith(assigned.Except(inner));
        foreach (MemberDeclarationSyntax member in root.Members) AddDeclared(member, declared);
        IEnumerable<string> uses = root.DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => !IsVar(name) && IsFree(name)).Select(name => name.Identifier.ValueText)
            .Where(name => !declared.Contains(name) && !inner.Contains(name));
        return new CellNames(defines, uses.ToHashSet(StringComparer.Ordinal));
    }

    private static void AddDeclared(MemberDeclarationSyntax member, HashSet<string> names)
    {
        switch (member)
        {
            case FieldDeclarationSyntax field:
                names.UnionWith(field.Declaration.Variables.Select(one => one.Identifier.ValueText));
                break;
            case MethodDeclarationSyntax method: names.Add(method.Identifier.ValueText); break;
            case BaseTypeDeclarationSyntax type: names.Add(type.Identifier.ValueText); break;
            case PropertyDeclarationSyntax property: names.Add(property.Identifier.ValueText); break;
            case DelegateDeclarationSyntax function: names.Add(function.Identifier.ValueText); break;
            case GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax local }:
                names.UnionWith(local.Declaration.Variables.Select(one => one.Identifier.ValueText));
                break;
            case GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax function }:
                names.Add(function.Identifier.ValueText);
                break;
        }
    }

    /// <summary>Whether the node is not run with the cell, or sets a member of a new object.</summary>
    private static bool IsInFunction(SyntaxNode node) => node.Ancestors().Any(above =>
        above is AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
            or BaseTypeDeclarationSyntax or InitializerExpressionSyntax);

    private static bool IsVar(SimpleNameSyntax name) => name is IdentifierNameSyntax { IsVar: true };

    /// <summary>Whether a name stands for itself, and is no member of something else.</summary>
    private static bool IsFree(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        MemberBindingExpressionSyntax or QualifiedNameSyntax or NameColonSyntax or NameEqualsSyntax => false,
        UsingDirectiveSyntax => false,
        // What is only written to is not read.
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } set => set.Left != name,
        _ => true,
    };
}
