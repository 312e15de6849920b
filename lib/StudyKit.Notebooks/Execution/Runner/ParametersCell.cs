using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>A variable declared in the cell tagged <c>parameters</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as written, or as its default shows where <c>var</c> is written.</param>
/// <param name="Default">Its default as written; empty when it has none.</param>
internal sealed record DeclaredParameter(string Name, string Type, string Default);

/// <summary>
/// Papermill's convention: the cell tagged <c>parameters</c> declares, the cell tagged <c>injected-parameters</c> after
/// it assigns.
/// </summary>
internal static class ParametersCell
{
    public const string Tag = "parameters", InjectedTag = "injected-parameters";

    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>The parameters of a notebook, in order; empty when no cell has the tag.</summary>
    public static IReadOnlyList<DeclaredParameter> Read(Notebook notebook)
    {
        if (notebook.Cells.FirstOrDefault(cell => cell.HasTag(Tag)) is not { Kind: CellKind.Code } cell) return [];
        return [.. CSharpSyntaxTree.ParseText(cell.Source, Script).GetCompilationUnitRoot().Members
            .OfType<FieldDeclarationSyntax>()
            .SelectMany(
                field => field.Declaration.Variables, (field, variable) => Declared(field.Declaration.Type, variable))];
    }

    /// <summary>
    /// Puts the assignments into a cell of their own after the parameters, in place of those of an earlier run.
    /// </summary>
    public static void Inject(Notebook notebook, IReadOnlyList<KeyValuePair<string, string>> assignments)
    {
        for (int i = notebook.Cells.Count - 1; i >= 0; i--)
        {
            if (notebook.Cells[i].HasTag(InjectedTag)) notebook.RemoveAt(i);
        }

        if (assignments.Count == 0) return;
        int place = notebook.Cells.TakeWhile(cell => !cell.HasTag(Tag)).Count() + 1;
        string source = "// Given to this run.\n" +
            string.Join('\n', assignments.Select(pair => $"{pair.Key} = {pair.Value};"));
        string id = CellIds.Unused([.. notebook.Cells.Select(cell => cell.Id)], InjectedTag);
        notebook.Insert(place, Cell.Create(CellKind.Code, id, source, InjectedTag));
    }

    /// <summary>
    /// A value as a person reads it: a string without its quotes, a number without its suffix, anything else as
    /// written.
    /// </summary>
    public static string TextOf(string code) =>
        SyntaxFactory.ParseExpression(code) is LiteralExpressionSyntax { Token.Value: { } value } ? Convert.ToString(
            value is bool truth ? (truth ? "true" : "false") : value,
            System.Globalization.CultureInfo.InvariantCulture)! : code;

    private static DeclaredParameter Declared(TypeSyntax type, VariableDeclaratorSyntax variable)
    {
        ExpressionSyntax? value = variable.Initializer?.Value;
        return new DeclaredParameter(variable.Identifier.ValueText, TypeOf(type, value), value?.ToString() ?? "");
    }

    /// <summary>The type of a declaration; behind <c>var</c> that of its literal.</summary>
    /// <param name="type">As it is written.</param>
    /// <param name="value">What it begins with.</param>
    internal static string TypeOf(TypeSyntax type, ExpressionSyntax? value)
    {
        if (!type.IsVar) return type.ToString();
        if (value is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus)
        {
            value = minus.Operand;
        }

        return (value as LiteralExpressionSyntax)?.Token.Value switch
        {
            string => "string",
            bool => "bool",
            int => "int",
            long => "long",
            double => "double",
            float => "float",
            decimal => "decimal",
            _ => "var",
        };
    }
}
