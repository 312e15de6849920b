namespace StudyKit.Charts.Model;

/// <summary>A row of boxes: the heading it stands under, its name, its boxes, and what stands behind them.</summary>
internal sealed record PiecesRow(string? Heading, string Name, Piece[] Pieces, string? End)
{
    public static PiecesRow Checked(string? heading, string name, IEnumerable<Piece> pieces, string? end)
    {
        Check.Name(name, "row of pieces");
        ArgumentNullException.ThrowIfNull(pieces);
        Piece[] row = [.. pieces];
        if (row.Length == 0)
        {
            throw new ArgumentException($"Row \"{name}\" needs at least one piece. Expected the pieces of a word. " +
                "Received none. Leave the row out, or look where its pieces should have come from.", nameof(pieces));
        }

        int empty = Array.FindIndex(row, piece => string.IsNullOrEmpty(piece?.Text));
        if (empty >= 0)
        {
            throw new ArgumentException($"Row \"{name}\": a piece must have a text. Expected at least one " +
                $"character. Received none at index {empty}. Leave the piece out.", nameof(pieces));
        }

        string? color = row.Select(piece => piece.Color)
            .FirstOrDefault(given => given is not null && Palette.Colors.All(known => known.Name != given));
        return color is null ? new PiecesRow(heading, name, row, end)
            : throw new ArgumentException($"Row \"{name}\": a colour must be one of the palette's. Expected " +
                $"{string.Join(", ", Palette.Colors.Select(known => known.Name))}. Received \"{color}\".",
                nameof(pieces));
    }

    public static void EnsureSome(PiecesRow[] rows, string? title)
    {
        if (rows.Length == 0)
        {
            throw new InvalidOperationException($"The figure {(title is null ? "" : $"\"{title}\" ")}has nothing to " +
                "draw. Expected at least one row of pieces. Received none. Call .Word(...) or .Row(...); each call " +
                "returns a new figure, so in a loop write figure = figure.Word(...).");
        }
    }

    /// <summary>The text of a box as it is drawn: SVG and HTML would drop white space at its ends.</summary>
    public static string Shown(Piece piece)
    {
        string text = piece.Text, inner = text.Trim();
        if (inner.Length == text.Length) return text;
        int start = inner.Length == 0 ? text.Length : text.IndexOf(inner, StringComparison.Ordinal);
        return new string('␣', start) + inner + new string('␣', text.Length - start - inner.Length);
    }
}
