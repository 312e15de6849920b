namespace StudyKit.Charts;

/// <summary>What a <see cref="Piece"/> stands for, which decides its look.</summary>
public enum PieceKind
{
    /// <summary>A part of a text: a coloured box.</summary>
    Token,

    /// <summary>A token that stands for no text, such as a start token: a grey box.</summary>
    Special,

    /// <summary>What is done with the row, such as a layer: a hollow box with round ends.</summary>
    Step,

    /// <summary>A sign between boxes, such as an arrow: no box.</summary>
    Sign,
}
