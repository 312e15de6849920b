using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>What the compiler says about a cell while it is typed.</summary>
internal static class CellDiagnostics
{
    private const int Most = 200;

    // Assemblies of several versions side by side: true of every notebook, and nothing that its reader can change.
    private static readonly string[] Unsaid = ["CS1701", "CS1702", "CS1705", "CS8019"];

    public static async Task<IReadOnlyList<CellDiagnostic>> OfAsync(Document document, CancellationToken cancellation)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync(cancellation))!;
        SyntaxTree tree = (await document.GetSyntaxTreeAsync(cancellation))!;
        return
        [
            .. compilation.GetDiagnostics(cancellation)
                .Where(one => one.Severity > DiagnosticSeverity.Hidden && !Unsaid.Contains(one.Id))
                .Select(one => Of(one, tree)).OfType<CellDiagnostic>().Distinct()
                .OrderBy(one => one.Start).Take(Most),
        ];
    }

    private static CellDiagnostic? Of(Diagnostic diagnostic, SyntaxTree tree)
    {
        string severity = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "information",
        };
        if (diagnostic.Location.SourceTree != tree) return null;
        TextSpan span = diagnostic.Location.SourceSpan;
        return new CellDiagnostic(severity, diagnostic.Id, diagnostic.GetMessage(), span.Start, span.End);
    }
}
