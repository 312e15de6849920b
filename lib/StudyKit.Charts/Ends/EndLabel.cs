namespace StudyKit.Charts.Ends;

/// <summary>A name that stands right of the plot, beside the end of its line.</summary>
/// <param name="Text">The name.</param>
/// <param name="Color">The colour of its line, by its name in the palette.</param>
/// <param name="X">Where the line ends, in pixels.</param>
/// <param name="Y">The height at which it ends.</param>
internal sealed record EndLabel(string Text, string Color, double X, double Y);
