namespace StudyKit.Charts.Geometry;

/// <summary>How a box is filled and outlined.</summary>
/// <param name="Color">A colour of the theme; <c>null</c> for a sign, which has no box.</param>
/// <param name="Opacity">Of the fill.</param>
/// <param name="Stroke">The width of the outline.</param>
internal sealed record PieceLook(string? Color, string Opacity, string Stroke)
{
    private static readonly string[] s_turns = ["blue", "orange", "green", "purple", "sky", "vermillion"];

    /// <param name="placed">The box.</param>
    /// <param name="showsNew">Whether the figure tells apart what a step made.</param>
    public static PieceLook Of(PlacedPiece placed, bool showsNew) => placed.Piece switch
    {
        { Kind: PieceKind.Sign } => new PieceLook(null, "0", "0"),
        { Kind: PieceKind.Step } => new PieceLook("muted", "0", "1"),
        { Kind: PieceKind.Special } => new PieceLook("ink", ".1", "1"),
        { IsNew: true } piece => new PieceLook(piece.Color ?? "blue", ".22", "1.6"),
        { Color: { } color } => new PieceLook(color, ".16", "1.2"),
        _ when showsNew => new PieceLook("axis", "0", "1"),
        _ => new PieceLook(s_turns[placed.Turn % s_turns.Length], ".16", "1.2"),
    };
}
