namespace StudyKit.Charts;

/// <summary>A box in a row of a <see cref="PiecesFigure"/>, as wide as its text.</summary>
/// <param name="text">What stands in it. White space at its ends is shown as ␣.</param>
public sealed class Piece(string text)
{
    /// <summary>What stands in it.</summary>
    public string Text { get; } = text;

    /// <summary>What it stands for.</summary>
    /// <value>A token.</value>
    public PieceKind Kind { get; init; }

    /// <summary>Whether it goes on the piece before it: the two touch.</summary>
    public bool Joins { get; init; }

    /// <summary>Whether the row's step made it. In a figure that has such pieces the other tokens are hollow.</summary>
    public bool IsNew { get; init; }

    /// <summary>A second, smaller line, such as the token's number.</summary>
    public string? Note { get; init; }

    /// <summary>A colour of <see cref="Palette.Colors"/>, by name; by default tokens take turns within a row.</summary>
    public string? Color { get; init; }
}
