using StudyKit.Charts.Model;

namespace StudyKit.Charts.Geometry;

/// <summary>A box with its place; <paramref name="Turn"/> counts the tokens of its row.</summary>
internal sealed record PlacedPiece(Piece Piece, Rect Box, string Text, string? Note, int Turn, bool TouchesLast);

/// <summary>What a text beside the boxes is.</summary>
internal enum PieceText
{
    Heading,
    Name,
    End,
}

/// <summary>A text beside the boxes, held at its start, on its base line.</summary>
internal sealed record PlacedText(PieceText Kind, string Text, double X, double Y);

/// <summary>
/// Where the boxes of a pieces figure stand at one width: names before the boxes, or above them where they are long;
/// a row that is too long goes on in the next line.
/// </summary>
internal sealed class PieceLayout
{
    private const double Padding = 7, Apart = 5, BesideSign = 7, BeforeEnd = 9;
    private readonly List<PlacedPiece> _pieces = [];
    private readonly List<PlacedText> _texts = [];
    private readonly double _width, _size, _noteSize;

    private PieceLayout(double width, double size, double noteSize) =>
        (_width, _size, _noteSize) = (width, size, noteSize);

    public IReadOnlyList<PlacedPiece> Pieces => _pieces;

    public IReadOnlyList<PlacedText> Texts => _texts;

    public double Bottom { get; private set; }

    /// <param name="rows">The rows.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="top">Where the first row may begin.</param>
    /// <param name="size">The size of texts.</param>
    /// <param name="noteSize">The size of notes.</param>
    public static PieceLayout For(
        IReadOnlyList<PiecesRow> rows, double width, double top, double size, double noteSize)
    {
        PieceLayout layout = new(width, size, noteSize);
        double widest = rows.Max(row => TextWidth.Of(row.Name, size));
        bool before = widest <= width * 0.26;
        double left = before ? Math.Ceiling(widest) + 12 : 0, y = top + 4;
        double[] wide = [];
        for (int i = 0; i < rows.Count; i++)
        {
            bool goesOn = i > 0 && rows[i].Heading == rows[i - 1].Heading;
            wide = layout.Widths(rows[i], left, goesOn ? wide : []);
            if (rows[i].Heading is { } heading && !goesOn)
            {
                y += i == 0 ? 0 : 8;
                layout.Text(PieceText.Heading, heading, y + size);
                y += size * 1.75;
            }

            if (!before)
            {
                layout.Text(PieceText.Name, rows[i].Name, y + size);
                y += size * 1.5;
            }

            double tall = layout.Height(rows[i]);
            if (before) layout.Text(PieceText.Name, rows[i].Name, y + Middle(tall, size));
            y = layout.Row(rows[i], wide, left, y, tall) + (before ? 6 : 10);
        }

        layout.Bottom = y;
        return layout;
    }

    /// <summary>
    /// Each box is as wide as its text. One that a step made is at least as wide as those it was made of, so that steps
    /// stand in columns.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="left">Where boxes begin.</param>
    /// <param name="before">The widths of the row before, when the two are steps of one word.</param>
    private double[] Widths(PiecesRow row, double left, double[] before)
    {
        int made = row.Pieces.Count(piece => piece.IsNew), gone = before.Length - row.Pieces.Length, at = 0;
        int each = made > 0 && gone > 0 && gone % made == 0 ? (gone / made) + 1 : 0;
        double[] wide = new double[row.Pieces.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            Piece piece = row.Pieces[i];
            double text = TextWidth.Of(PiecesRow.Shown(piece), _size), around = Around(piece);
            double inner = Math.Max(text, TextWidth.Of(piece.Note ?? "", _noteSize));
            wide[i] = Math.Ceiling(Math.Min(Room(left, piece), inner)) + (2 * around);
            if (each == 0) continue;
            int parts = piece.IsNew ? each : 1;
            wide[i] = Math.Min(Math.Max(wide[i], before[at..(at + parts)].Sum()), Room(left, piece) + (2 * around));
            at += parts;
        }

        return wide;
    }

    /// <summary>Places the boxes of a row and returns where its last line ends.</summary>
    private double Row(PiecesRow row, double[] wide, double left, double y, double tall)
    {
        double x = left;
        int turn = 0;
        for (int i = 0; i < row.Pieces.Length; i++)
        {
            Piece piece = row.Pieces[i];
            double room = Room(left, piece);
            double gap = i == 0 ? 0 : Gap(row.Pieces[i - 1], piece);
            bool breaks = x > left && x + gap + wide[i] > _width - 1;
            if (breaks) (x, y, gap) = (left, y + tall + 3, 0);
            _pieces.Add(new PlacedPiece(
                piece, new Rect(x + gap, y, wide[i], tall), TextWidth.Fit(PiecesRow.Shown(piece), _size, room),
                piece.Note is { } note ? TextWidth.Fit(note, _noteSize, room) : null, turn,
                piece.Joins && i > 0 && !breaks));
            if (piece.Kind == PieceKind.Token) turn++;
            x += gap + wide[i];
        }

        if (row.End is not { Length: > 0 } end) return y + tall;
        if (x + BeforeEnd + TextWidth.Of(end, _size) > _width) (x, y) = (left - BeforeEnd, y + tall + 3);
        _texts.Add(new PlacedText(
            PieceText.End, TextWidth.Fit(end, _size, _width - left), x + BeforeEnd, y + Middle(tall, _size)));
        return y + tall;
    }

    private void Text(PieceText kind, string text, double y) =>
        _texts.Add(new PlacedText(kind, TextWidth.Fit(text, _size * 1.06, _width), 0, y));

    private double Height(PiecesRow row) =>
        row.Pieces.Any(piece => piece.Note is not null) ? (_size * 1.3) + (_noteSize * 1.3) + 8 : _size * 1.8;

    private static double Middle(double tall, double size) => (tall / 2) + (size * 0.35);

    private static double Around(Piece piece) => piece.Kind == PieceKind.Sign ? 0 : Padding;

    /// <summary>The widest text that a box can have.</summary>
    private double Room(double left, Piece piece) => Math.Floor(_width - left - (2 * Around(piece)) - 1);

    private static double Gap(Piece last, Piece next) =>
        last.Kind == PieceKind.Sign || next.Kind == PieceKind.Sign ? BesideSign : next.Joins ? 0 : Apart;
}
