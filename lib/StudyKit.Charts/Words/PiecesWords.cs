using StudyKit.Charts.Model;

namespace StudyKit.Charts.Words;

/// <summary>Rows of boxes: each row's name, its boxes, and what stands behind them.</summary>
internal sealed class PiecesWords(PiecesFigure figure) : FigureWords
{
    /// <summary>A longer row is counted, not told.</summary>
    private const int LongestTold = 40;

    public override string Kind => $"Pieces in {Count(figure.Rows.Length, "row")}";

    public override string Story => Told([.. figure.Rows.Select(Row)], " rows");

    public override FigureTable Table()
    {
        bool headings = figure.Rows.Any(row => row.Heading is not null);
        bool ends = figure.Rows.Any(row => row.End is not null);
        IEnumerable<string> columns = [.. Given(headings, "group"), "row", "pieces", .. Given(ends, "in all")];
        return new FigureTable(columns, figure.Rows.Select(row => (IReadOnlyList<object?>)
            [.. Given(headings, row.Heading), row.Name, Boxes(row), .. Given(ends, row.End)]));
    }

    /// <summary>As the boxes stand, with a bar at each side: <c>| un | happy |</c>.</summary>
    private static string Boxes(PiecesRow row)
    {
        IEnumerable<string> boxes = row.Pieces.Select(
            piece => PiecesRow.Shown(piece) + (piece.Note is { } note ? $" ({note})" : ""));
        return $"| {string.Join(" | ", boxes)} |";
    }

    private static string Row(PiecesRow row)
    {
        string name = row.Heading is { } heading ? $"{heading}, {row.Name}" : row.Name;
        string boxes = string.Join(' ', row.Pieces.Select(PiecesRow.Shown));
        string told = boxes.Length <= LongestTold ? boxes : "too long to tell";
        return Short($"{name}: {told}", 70) + $" ({row.End ?? Count(row.Pieces.Length, "piece")})";
    }

    private static string Short(string text, int most) => text.Length <= most ? text : text[..most] + "…";

    private static IEnumerable<T> Given<T>(bool wanted, T value) => wanted ? [value] : [];
}
