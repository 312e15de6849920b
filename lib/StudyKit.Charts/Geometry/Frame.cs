using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Geometry;

/// <summary>A plot area with its two scales: turns data into pixels.</summary>
/// <param name="Plot">The area between the axes.</param>
/// <param name="X">The scale from left to right.</param>
/// <param name="Y">The scale from bottom to top; categories run from top to bottom.</param>
internal sealed record Frame(Rect Plot, Scale X, Scale Y)
{
    public double PixelX(double value) => Plot.X + (X.Position(value) * Plot.Width);

    public double PixelY(double value) => Y is CategoryScale
        ? Plot.Y + (Y.Position(value) * Plot.Height)
        : Plot.Bottom - (Y.Position(value) * Plot.Height);
}
