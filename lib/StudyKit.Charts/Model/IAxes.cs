
namespace StudyKit.Charts.Model;

/// <summary>What drawing code needs to know of a figure with an x and a y axis, whatever its kind.</summary>
internal interface IAxes
{
    Axis X { get; }

    Axis Y { get; }

    IReadOnlyList<Reference> References { get; }

    IReadOnlyList<Note> Notes { get; }

    /// <summary>The named series, in their order.</summary>
    IReadOnlyList<INamed> Named { get; }

    /// <summary>What the values measure: the title of the y axis, or what the kind says by itself.</summary>
    string? ValueTitle { get; }

    /// <summary>Whether the values run from left to right (lying bars).</summary>
    bool ValuesRunAcross { get; }

    /// <summary>Whether readers look up a mark's place along x as well.</summary>
    bool WantsVerticalGrid { get; }

    /// <summary>Whether given ends of the axes may leave data outside.</summary>
    bool CutsData => (X.From ?? X.To ?? Y.From ?? Y.To) is not null;
}

/// <summary>A line across the plot at one value, for example a published result.</summary>
internal sealed record Reference(double Value, string Label, bool Vertical, bool Published);

/// <summary>A short text at a point of the data.</summary>
internal sealed record Note(double X, double Y, string Text);
