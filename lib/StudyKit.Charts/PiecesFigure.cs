using StudyKit.Charts.Model;
using StudyKit.Charts.Plotly;
using StudyKit.Charts.Svg;
using StudyKit.Charts.Svg.Pieces;
using StudyKit.Charts.Words;

namespace StudyKit.Charts;

/// <summary>
/// Rows of boxes: words cut into pieces, step by step or at once; made by <see cref="Figure.Pieces"/>.
/// </summary>
public sealed class PiecesFigure : FigureBuilder<PiecesFigure>
{
    /// <summary>Stands in a WordPiece token that goes on a word (Devlin et al., 2019).</summary>
    private const string Continuation = "##";

    internal PiecesFigure(string? title) => TitleText = title;

    internal PiecesRow[] Rows { get; private set; } = [];

    /// <summary>Whether some pieces are told apart as those that a step made.</summary>
    internal bool ShowsNew => Rows.Any(row => row.Pieces.Any(piece => piece.IsNew));

    private string? Group { get; set; }

    /// <summary>Names the rows that follow, for example a word whose steps they are.</summary>
    /// <param name="name">What stands above them.</param>
    public PiecesFigure Heading(string name)
    {
        Check.Name(name, "heading");
        return With(copy => copy.Group = name);
    }

    /// <summary>A word and the pieces that it is cut into, with their number at the end.</summary>
    /// <param name="word">The word.</param>
    /// <param name="pieces">
    /// The pieces in order, as the vocabulary writes them. They are drawn joined; ## in front of one is not written.
    /// </param>
    public PiecesFigure Word(string word, params IEnumerable<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        string[] texts = [.. pieces];
        return Row(word, texts.Select((text, i) => new Piece(Bare(text, i)) { Joins = i > 0 }),
            Contracts.Quantity.Count(texts.Length, "piece"));
    }

    /// <summary>A row of boxes.</summary>
    /// <param name="name">What stands before it.</param>
    /// <param name="pieces">The boxes from left to right; a row that is too long goes on in the next line.</param>
    /// <param name="end">What stands behind it, for example how many there are.</param>
    public PiecesFigure Row(string name, IEnumerable<Piece> pieces, string? end = null)
    {
        PiecesRow row = PiecesRow.Checked(Group, name, pieces, end);
        return With(copy => copy.Rows = [.. Rows, row]);
    }

    internal override FigurePicture Picture => new PiecesPicture(this);

    internal override FigureChart Chart => new PiecesChart(this);

    internal override FigureWords Words => new PiecesWords(this);

    internal override void EnsureDrawable() => PiecesRow.EnsureSome(Rows, TitleText);

    private static string Bare(string text, int place) =>
        place > 0 && text?.Length > Continuation.Length && text.StartsWith(Continuation, StringComparison.Ordinal)
            ? text[Continuation.Length..]
            : text!;
}
