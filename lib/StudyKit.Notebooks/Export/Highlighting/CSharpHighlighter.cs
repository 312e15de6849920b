using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Highlighting;

/// <summary>
/// C# script, coloured by the compiler's own tokens. Types and methods are told by their place in the syntax; nothing
/// is resolved.
/// </summary>
internal static class CSharpHighlighter
{
    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default
        .WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Preview);

    public static string ToHtml(string code)
    {
        StringBuilder html = new();
        foreach (SyntaxToken token in CSharpSyntaxTree.ParseText(code, Options).GetRoot().DescendantTokens())
        {
            foreach (SyntaxTrivia trivia in token.LeadingTrivia) Append(html, trivia);
            Append(html, token.Text, Kind(token));
            foreach (SyntaxTrivia trivia in token.TrailingTrivia) Append(html, trivia);
        }

        return html.ToString();
    }

    private static void Append(StringBuilder html, SyntaxTrivia trivia)
    {
        char? kind = trivia.Kind() switch
        {
            SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                or SyntaxKind.DisabledTextTrivia => 'c',
            SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => 'c',
            _ when trivia.IsDirective => 'p',
            _ => null,
        };
        Append(html, trivia.ToFullString(), kind);
    }

    private static void Append(StringBuilder html, string text, char? kind)
    {
        if (text.Length == 0) return;
        html.Append(kind is { } c ? Highlighter.Span(c, text) : Escaping.Html(text));
    }

    private static char? Kind(SyntaxToken token)
    {
        if (token.IsKeyword() || SyntaxFacts.IsContextualKeyword(token.Kind())) return 'k';
        return token.Kind() switch
        {
            SyntaxKind.NumericLiteralToken => 'n',
            SyntaxKind.CharacterLiteralToken => 's',
            SyntaxKind.IdentifierToken => Identifier(token),
            _ when token.Kind().ToString().Contains("String", StringComparison.Ordinal) => 's',
            _ => null,
        };
    }

    private static char? Identifier(SyntaxToken token) => token.Parent switch
    {
        _ when token.Text is "var" or "dynamic" or "nint" or "nuint" => 'k',
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax
            or ConstructorDeclarationSyntax => 't',
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => 'f',
        SimpleNameSyntax name => Name(name),
        _ => null,
    };

    private static char? Name(SimpleNameSyntax name)
    {
        if (name.Parent is InvocationExpressionSyntax) return 'f';
        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            return access.Parent is InvocationExpressionSyntax ? 'f' : null;
        }

        return name is GenericNameSyntax || IsTypePlace(name) ? 't' : null;
    }

    private static bool IsTypePlace(SyntaxNode node) => node.Parent switch
    {
        TypeArgumentListSyntax or NullableTypeSyntax or ArrayTypeSyntax or TupleElementSyntax or SimpleBaseTypeSyntax
            or PrimaryConstructorBaseTypeSyntax => true,
        ObjectCreationExpressionSyntax or TypeOfExpressionSyntax or AttributeSyntax or TypeConstraintSyntax => true,
        VariableDeclarationSyntax declaration => declaration.Type == node,
        ParameterSyntax parameter => parameter.Type == node,
        PropertyDeclarationSyntax property => property.Type == node,
        MethodDeclarationSyntax method => method.ReturnType == node,
        LocalFunctionStatementSyntax function => function.ReturnType == node,
        CastExpressionSyntax cast => cast.Type == node,
        DeclarationPatternSyntax pattern => pattern.Type == node,
        DeclarationExpressionSyntax expression => expression.Type == node,
        ForEachStatementSyntax loop => loop.Type == node,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression or (int)SyntaxKind.IsExpression } binary =>
            binary.Right == node,
        QualifiedNameSyntax qualified => IsTypePlace(qualified),
        _ => false,
    };
}
