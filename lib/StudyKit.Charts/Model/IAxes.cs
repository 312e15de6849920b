namespace StudyKit.Charts.Model;

/// <summary>The part of a figure with x and y axes that drawing code needs, whatever its kind.</summary>
internal interface IAxes
{
    Axis X { get; }

    Axis Y { get; }

    IReadOnlyList<Reference> References { get; }

    IReadOnlyList<Note> Notes { get; }
}

/// <summary>A line across the plot at one value, for example a published result.</summary>
internal sealed record Reference(double Value, string Label, bool Vertical, bool Published);

/// <summary>A short text at a point of the data.</summary>
internal sealed record Note(double X, double Y, string Text);
