using StudyKit.Charts.Geometry;
using StudyKit.Charts.Svg.Drawing;
using StudyKit.Charts.Svg.Names;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Pieces;

/// <summary>Draws rows of boxes: first the boxes, colour by colour, then the texts.</summary>
internal sealed class PiecesPicture(PiecesFigure figure) : FigurePicture
{
    /// <summary>Tokens are data: a page in another language leaves them as they are.</summary>
    private const string Kept = " translate=\"no\"";

    public override double Draw(SvgCanvas canvas, int width)
    {
        double size = canvas.Fonts.Label, noteSize = canvas.Fonts.Tick - 1;
        double top = Header.Title(canvas, figure.TitleText, width);
        PieceLayout layout = PieceLayout.For(figure.Rows, width, top, size, noteSize);
        bool showsNew = figure.ShowsNew;
        foreach (IGrouping<PieceLook, PlacedPiece> look in
            layout.Pieces.GroupBy(placed => PieceLook.Of(placed, showsNew)))
        {
            if (look.Key.Color is not { } color) continue;
            canvas.Open(color, "stroke=\"currentColor\" fill=\"currentColor\" " +
                $"fill-opacity=\"{look.Key.Opacity}\" stroke-width=\"{look.Key.Stroke}\"");
            foreach (PlacedPiece placed in look)
            {
                Rect box = placed.Box;
                canvas.Rectangle(
                    new Rect(box.X + 0.5, box.Y + 0.5, box.Width - 1, box.Height - 1),
                    $"rx=\"{(placed.Piece.Kind == PieceKind.Step ? "10" : "3")}\"");
            }

            canvas.Close();
        }

        // Steps stand in columns of parts that all join: bars would say nothing.
        if (!showsNew) Seams(canvas, layout);
        Texts(canvas, size, layout.Pieces.Where(placed => placed.Piece.Kind == PieceKind.Token), Kept);
        Texts(canvas, size, layout.Pieces.Where(placed => placed.Piece.Kind != PieceKind.Token), "");
        Notes(canvas, noteSize, layout.Pieces.Where(placed => placed.Note is not null));
        foreach (PieceText kind in Enum.GetValues<PieceText>())
        {
            PlacedText[] texts = [.. layout.Texts.Where(text => text.Kind == kind)];
            if (texts.Length == 0) continue;
            canvas.Open(kind == PieceText.End ? "muted" : "fg", $"fill=\"currentColor\" font-size=\"{N(size)}\"" +
                (kind == PieceText.Heading ? " font-weight=\"600\"" : ""));
            foreach (PlacedText text in texts) canvas.Text(text.Text, text.X, text.Y);
            canvas.Close();
        }

        return layout.Bottom;
    }

    /// <summary>A bar over the seam shows that a piece goes on the one before it.</summary>
    private static void Seams(SvgCanvas canvas, PieceLayout layout)
    {
        PlacedPiece[] joined = [.. layout.Pieces.Where(placed => placed.TouchesLast)];
        if (joined.Length == 0) return;
        canvas.Open("fg", "fill=\"currentColor\"");
        foreach (Rect box in joined.Select(placed => placed.Box))
        {
            canvas.Rectangle(new Rect(box.X - 3, box.Y + (box.Height / 2) - 1.5, 6, 3), "rx=\"1.5\"");
        }

        canvas.Close();
    }

    private static void Texts(SvgCanvas canvas, double size, IEnumerable<PlacedPiece> pieces, string attributes)
    {
        PlacedPiece[] all = [.. pieces];
        if (all.Length == 0) return;
        canvas.Open("fg", $"fill=\"currentColor\" font-size=\"{N(size)}\" text-anchor=\"middle\"{attributes}");
        foreach (PlacedPiece placed in all)
        {
            Rect box = placed.Box;
            double y = placed.Note is null ? box.Y + (box.Height / 2) + (size * 0.35) : box.Y + (size * 1.3);
            canvas.Text(placed.Text, box.X + (box.Width / 2), y);
        }

        canvas.Close();
    }

    private static void Notes(SvgCanvas canvas, double size, IEnumerable<PlacedPiece> pieces)
    {
        PlacedPiece[] all = [.. pieces];
        if (all.Length == 0) return;
        canvas.Open("muted", $"fill=\"currentColor\" font-size=\"{N(size)}\" text-anchor=\"middle\"");
        foreach (PlacedPiece placed in all)
        {
            canvas.Text(placed.Note!, placed.Box.X + (placed.Box.Width / 2), placed.Box.Bottom - (size * 0.55));
        }

        canvas.Close();
    }
}
