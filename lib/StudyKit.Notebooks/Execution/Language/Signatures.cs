using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>How what is being called at a place can be called.</summary>
internal static class Signatures
{
    private static readonly SymbolDisplayFormat Parameter = SymbolDisplayFormat.MinimallyQualifiedFormat;

    private static readonly SymbolDisplayFormat Name = Parameter
        .WithParameterOptions(SymbolDisplayParameterOptions.None)
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeContainingType);

    public static async Task<SignatureAnswer> AtAsync(Document document, int position, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation))!;
        if (Call(root, position) is not { } arguments) return SignatureAnswer.None;

        SemanticModel model = (await document.GetSemanticModelAsync(cancellation))!;
        (IReadOnlyList<ISymbol> all, ISymbol? chosen) = Candidates(model, arguments, cancellation);
        ISymbol[] overloads =
            [.. all.Where(one => model.IsAccessible(position, one)).OrderBy(one => Parameters(one).Length)];
        if (overloads.Length == 0) return SignatureAnswer.None;

        int argument = Argument(arguments, position);
        int active = chosen is null ? -1
            : Array.FindIndex(overloads, one => SymbolEqualityComparer.Default.Equals(one, chosen));
        if (active < 0) active = Array.FindIndex(overloads, one => Takes(one, argument, arguments));
        return new SignatureAnswer(
            [.. overloads.Select(one => Of(one, cancellation))], Math.Max(0, active), argument);
    }

    /// <summary>The innermost list of arguments around a place.</summary>
    private static SyntaxNode? Call(SyntaxNode root, int position)
    {
        SyntaxNode? node = root.FindToken(Math.Max(0, position - 1)).Parent;
        for (; node is not null; node = node.Parent)
        {
            if (node is not (BaseArgumentListSyntax or AttributeArgumentListSyntax)) continue;
            SyntaxToken open = node.GetFirstToken(), close = node.GetLastToken(includeZeroWidth: true);
            bool closed = close.Kind() is SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken
                && !close.IsMissing;
            if (open.Span.End <= position && (!closed || position <= close.SpanStart)) return node;
        }

        return null;
    }

    private static (IReadOnlyList<ISymbol> All, ISymbol? Chosen) Candidates(
        SemanticModel model, SyntaxNode arguments, CancellationToken cancellation)
    {
        switch (arguments.Parent)
        {
            case InvocationExpressionSyntax call:
                SymbolInfo info = model.GetSymbolInfo(call, cancellation);
                ISymbol[] group = [.. model.GetMemberGroup(call.Expression, cancellation)];
                if (group.Length > 0) return (group, info.Symbol);
                // A delegate in a variable.
                return model.GetTypeInfo(call.Expression, cancellation).Type is INamedTypeSymbol
                { DelegateInvokeMethod: { } invoke } ? ([invoke], invoke) : (info.CandidateSymbols, info.Symbol);
            case BaseObjectCreationExpressionSyntax creation:
                return (
                    (model.GetTypeInfo(creation, cancellation).Type as INamedTypeSymbol)?.InstanceConstructors
                        .Cast<ISymbol>().ToArray() ?? [],
                    model.GetSymbolInfo(creation, cancellation).Symbol);
            case ElementAccessExpressionSyntax element:
                return (
                    Members(model.GetTypeInfo(element.Expression, cancellation).Type).OfType<IPropertySymbol>()
                        .Where(one => one.IsIndexer).Cast<ISymbol>().ToArray(),
                    model.GetSymbolInfo(element, cancellation).Symbol);
            case { } other:
                SymbolInfo any = model.GetSymbolInfo(other, cancellation);
                return (any.Symbol is null ? any.CandidateSymbols : [any.Symbol], any.Symbol);
            default:
                return ([], null);
        }
    }

    private static IEnumerable<ISymbol> Members(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers()) yield return member;
        }
    }

    /// <summary>How many commas stand between the opening bracket and the place.</summary>
    private static int Argument(SyntaxNode arguments, int position) => arguments.ChildTokens()
        .Count(token => token.IsKind(SyntaxKind.CommaToken) && token.SpanStart < position);

    private static bool Takes(ISymbol symbol, int argument, SyntaxNode arguments)
    {
        ImmutableArray<IParameterSymbol> parameters = Parameters(symbol);
        int given = arguments.ChildNodes().Count();
        return parameters.Length >= Math.Max(given, given > 0 ? argument + 1 : 0)
            || (parameters.Length > 0 && parameters[^1].IsParams);
    }

    private static ImmutableArray<IParameterSymbol> Parameters(ISymbol symbol) =>
        symbol switch
        {
            IMethodSymbol method => method.Parameters,
            IPropertySymbol property => property.Parameters,
            _ => [],
        };

    private static Signature Of(ISymbol symbol, CancellationToken cancellation)
    {
        string? comment = symbol.GetDocumentationCommentXml(cancellationToken: cancellation);
        SignatureParameter[] parameters =
        [
            .. Parameters(symbol).Select(one => new SignatureParameter(
                one.ToDisplayString(Parameter), XmlMarkdown.Parameter(comment, one.Name))),
        ];
        bool isIndexer = symbol is IPropertySymbol;
        string list = string.Join(", ", parameters.Select(one => one.Label));
        string label = isIndexer
            ? $"{((IPropertySymbol)symbol).Type.ToDisplayString(Parameter)} this[{list}]"
            : $"{NameOf((IMethodSymbol)symbol)}({list})";
        return new Signature(label, XmlMarkdown.Summary(comment), parameters);
    }

    private static string NameOf(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor
        ? method.ContainingType.ToDisplayString(Parameter)
        : method.ToDisplayString(Name).TrimEnd('(', ')');
}
