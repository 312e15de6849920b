using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>Where the name at a place is declared: in a cell, or in a file that a cell loads.</summary>
internal static class Definitions
{
    public static async Task<IReadOnlyList<DefinitionPlace>> AtAsync(
        OpenCell open, int position, CancellationToken cancellation)
    {
        ISymbol? symbol = await SymbolFinder.FindSymbolAtPositionAsync(open.Document, position, cancellation);
        if (symbol is IAliasSymbol alias) symbol = alias.Target;
        if (symbol is null) return [];
        return [.. symbol.OriginalDefinition.Locations.Where(at => at.IsInSource).Select(at => Of(at, open))];
    }

    private static DefinitionPlace Of(Location location, OpenCell open)
    {
        LinePosition start = location.GetLineSpan().StartLinePosition;
        int length = location.SourceSpan.Length;
        DocumentId? document = open.Document.Project.Solution.GetDocumentId(location.SourceTree);
        if (document == open.Document.Id) return Place(null, null, location.SourceSpan.Start, start, length);
        if (document is not null && open.Cells.TryGetValue(document, out (CellRequest Cell, string Path) from)
            && !File.Exists(from.Path))
        {
            // A piece that was run has its lines where the cell had them, but not its offsets.
            return Place(from.Cell, null, Offset(from.Cell.Code, start), start, length);
        }

        return Place(null, location.SourceTree!.FilePath, location.SourceSpan.Start, start, length);
    }

    private static DefinitionPlace Place(CellRequest? cell, string? file, int at, LinePosition start, int length) =>
        new(cell, file, at, at + length, start.Line, start.Character);

    private static int Offset(string code, LinePosition place)
    {
        TextLineCollection lines = SourceText.From(code).Lines;
        return place.Line < lines.Count
            ? Math.Min(lines[place.Line].Start + place.Character, code.Length)
            : code.Length;
    }
}
