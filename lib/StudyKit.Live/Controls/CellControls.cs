using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Live.Controls;

/// <summary>
/// The controls of a cell: every parameter of the cell tagged <c>parameters</c>, and elsewhere each variable whose
/// comment says <c>slider 1..16</c> (or <c>slider 0..1 step 0.1</c>). A control writes its value into the cell's text.
/// </summary>
internal static partial class CellControls
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["scale"] = ["quick", "study", "paper"],
        ["device"] = ["auto", "cpu", "cuda"],
    };

    /// <summary>The controls of a cell, in the order of its text.</summary>
    public static IReadOnlyList<Control> Of(Cell cell)
    {
        if (cell.Kind != CellKind.Code) return [];
        bool isForm = cell.HasTag(ParametersCell.Tag);
        if (!isForm && !cell.Source.Contains("slider", StringComparison.Ordinal)) return [];
        return [.. Variables(cell.Source).Select(one => Read(one, isForm)).OfType<Control>()];
    }

    /// <summary>The cell's text with another value of a variable.</summary>
    /// <exception cref="ParameterException">The cell has no such variable, or the value does not fit it.</exception>
    public static string Set(string source, string name, string text)
    {
        (VariableDeclaratorSyntax variable, FieldDeclarationSyntax field) =
            Variables(source).FirstOrDefault(one => one.Variable.Identifier.ValueText == name);
        if (variable?.Initializer is not { } initializer)
        {
            throw new ParameterException($"The cell has no variable {name} with a value to set. Reload the page.");
        }

        string type = ParametersCell.TypeOf(field.Declaration.Type, initializer.Value);
        string literal = ParameterValues.Literal(type, text) ?? throw new ParameterException(
            $"{name} has the type {type}. Expected: a value of this type, such as {initializer.Value}. " +
            $"Received: {text}.");
        if (type == "double") literal = literal.TrimEnd('d') is var bare && bare.Contains('.') ? bare : bare + ".0";
        Microsoft.CodeAnalysis.Text.TextSpan span = initializer.Value.Span;
        return source[..span.Start] + literal + source[span.End..];
    }

    private static IEnumerable<(VariableDeclaratorSyntax Variable, FieldDeclarationSyntax Field)> Variables(
        string source) => CSharpSyntaxTree.ParseText(source, Script).GetCompilationUnitRoot().Members
            .OfType<FieldDeclarationSyntax>()
            .SelectMany(field => field.Declaration.Variables, (field, variable) => (variable, field));

    private static Control? Read((VariableDeclaratorSyntax Variable, FieldDeclarationSyntax Field) one, bool isForm)
    {
        if (one.Variable.Initializer?.Value is not { } value) return null;
        string type = ParametersCell.TypeOf(one.Field.Declaration.Type, value);
        string name = one.Variable.Identifier.ValueText;
        string note = Note(one.Field), text = ParametersCell.TextOf(value.ToString());
        bool isWhole = type is "int" or "long", isReal = type is "double" or "float" or "decimal";
        if ((isWhole || isReal) && Slider().Match(note) is { Success: true } slider)
        {
            double from = Number(slider, "from"), to = Number(slider, "to");
            double step = slider.Groups["step"].Success ? Number(slider, "step") : isWhole ? 1 : (to - from) / 100;
            string rest = Slider().Replace(note, "").Trim(' ', ',', ';', '·');
            return new Control(name, "slider", text.TrimEnd('f', 'd', 'm', 'L'), rest) { Range = (from, to, step) };
        }

        if (!isForm) return null;
        if (type == "bool") return new Control(name, "switch", text, note);
        if (isWhole || isReal) return new Control(name, "number", text, note) { IsWhole = isWhole };
        if (type != "string") return null;
        string[] choices = Known.GetValueOrDefault(name) ?? Listed(note, text);
        return choices.Length > 0 && choices.Contains(text)
            ? new Control(name, "choice", text, note) { Choices = choices }
            : new Control(name, "text", text, note);
    }

    /// <summary>"a, b or c": values to choose from, where the present one is among them.</summary>
    private static string[] Listed(string note, string value)
    {
        string[] words = note.Split(
            [",", " or "], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && words.All(word => Word().IsMatch(word)) && words.Contains(value) ? words : [];
    }

    /// <summary>The comment behind a declaration, else the lines of comment above it.</summary>
    private static string Note(FieldDeclarationSyntax field)
    {
        string behind = Comments(field.GetTrailingTrivia());
        return behind.Length > 0 ? behind : Comments(field.GetLeadingTrivia());
    }

    private static string Comments(SyntaxTriviaList trivia) => string.Join(' ', trivia
        .Where(one => one.IsKind(SyntaxKind.SingleLineCommentTrivia))
        .Select(one => one.ToString().TrimStart('/').Trim()));

    private static double Number(Match match, string group) =>
        double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bslider +(?<from>-?\d+(?:\.\d+)?) *\.\. *(?<to>-?\d+(?:\.\d+)?)" +
        @"(?: +step +(?<step>\d+(?:\.\d+)?))?")]
    private static partial Regex Slider();

    [GeneratedRegex(@"^[\w.-]+$")]
    private static partial Regex Word();
}
