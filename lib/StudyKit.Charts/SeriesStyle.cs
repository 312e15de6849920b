namespace StudyKit.Charts;

/// <summary>How a line is broken.</summary>
public enum Dash
{
    /// <summary>An unbroken line.</summary>
    Solid,

    /// <summary>Dashes.</summary>
    Dashed,

    /// <summary>Dots.</summary>
    Dotted,

    /// <summary>Dashes and dots in turn.</summary>
    DashDot,
}

/// <summary>The shape of a point.</summary>
public enum Marker
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A triangle that points up.</summary>
    Triangle,

    /// <summary>A diamond.</summary>
    Diamond,

    /// <summary>Two crossed strokes.</summary>
    Cross,

    /// <summary>A triangle that points down.</summary>
    TriangleDown,
}

/// <summary>How a series looks: colour, dash and marker together, so that colour never stands alone.</summary>
/// <param name="Color">The name of a colour of the <see cref="Palette"/>, for example <c>blue</c>.</param>
/// <param name="Dash">How its line is broken.</param>
/// <param name="Marker">The shape of its points.</param>
public sealed record SeriesStyle(string Color, Dash Dash, Marker Marker);
