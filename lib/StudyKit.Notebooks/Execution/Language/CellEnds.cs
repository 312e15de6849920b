using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>Whether a cell can be run as it stands.</summary>
internal static class CellEnds
{
    private const string Step = "    ";

    public static CompletenessAnswer Of(string code)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(CellMask.Of(code), ScriptCompiler.Syntax);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
        {
            return new CompletenessAnswer(Completeness.Incomplete, Indent(code));
        }

        bool isInvalid = tree.GetDiagnostics().Any(one => one.Severity == DiagnosticSeverity.Error);
        return new CompletenessAnswer(isInvalid ? Completeness.Invalid : Completeness.Complete, "");
    }

    /// <summary>As far in as the last line, one step more behind an opening bracket.</summary>
    private static string Indent(string code)
    {
        string last = code.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')[^1];
        string indent = last[..(last.Length - last.TrimStart().Length)];
        return last.TrimEnd().EndsWith('{') || last.TrimEnd().EndsWith('(') || last.TrimEnd().EndsWith('[')
            ? indent + Step
            : indent;
    }
}
