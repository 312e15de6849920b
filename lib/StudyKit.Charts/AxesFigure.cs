using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;
using StudyKit.Contracts;

namespace StudyKit.Charts;

/// <summary>
/// What every figure with an x and a y axis can be told: axis names with units, reference lines and notes.
/// </summary>
/// <typeparam name="TSelf">The kind of figure, so that calls can be chained.</typeparam>
public abstract class AxesFigure<TSelf> : FigureBuilder<TSelf>, IScaledAxes
    where TSelf : AxesFigure<TSelf>
{
    private protected AxesFigure(string? title) => TitleText = title;

    private protected Axis XAxis { get; set; } = new();

    private protected Axis YAxis { get; set; } = new();

    private protected Reference[] References { get; set; } = [];

    private protected Note[] Notes { get; set; } = [];

    Axis IAxes.X => XAxis;

    Axis IAxes.Y => YAxis;

    IReadOnlyList<Reference> IAxes.References => References;

    IReadOnlyList<Note> IAxes.Notes => Notes;

    IReadOnlyList<INamed> IAxes.Named => Named;

    string? IAxes.ValueTitle => ValueTitle;

    bool IAxes.ValuesRunAcross => ValuesRunAcross;

    bool IAxes.WantsVerticalGrid => WantsVerticalGrid;

    AxisRange IScaledAxes.DataX() => DataX();

    AxisRange IScaledAxes.DataY() => DataY();

    PlotScales IScaledAxes.ScalesFor(AxisRange x, AxisRange y) => ScalesFor(x, y);

    private protected abstract IReadOnlyList<INamed> Named { get; }

    private protected virtual string? ValueTitle => YAxis.Title;

    private protected virtual bool ValuesRunAcross => false;

    private protected virtual bool WantsVerticalGrid => XAxis.Log;

    private protected abstract AxisRange DataX();

    private protected abstract AxisRange DataY();

    private protected abstract PlotScales ScalesFor(AxisRange x, AxisRange y);

    /// <summary>Names the x axis.</summary>
    /// <param name="name">What is measured, for example <c>step</c>.</param>
    /// <param name="unit">Its unit, shown in brackets after the name.</param>
    /// <param name="log">Whether the axis is logarithmic; all values must then be above zero.</param>
    /// <param name="from">Where the axis begins; by default the data decide.</param>
    /// <param name="to">Where the axis ends; by default the data decide.</param>
    public TSelf X(string name, string? unit = null, bool log = false, double? from = null, double? to = null) =>
        With(copy => copy.XAxis = Axis.Checked("x", name, unit, log, from, to));

    /// <summary>Names the y axis.</summary>
    /// <inheritdoc cref="X"/>
    public TSelf Y(string name, string? unit = null, bool log = false, double? from = null, double? to = null) =>
        With(copy => copy.YAxis = Axis.Checked("y", name, unit, log, from, to));

    /// <summary>Draws a horizontal reference line at <paramref name="value"/> with a label.</summary>
    public TSelf HorizontalLine(double value, string label) =>
        Refer(new Reference(value, label, Vertical: false, Published: false));

    /// <summary>Draws a vertical reference line at <paramref name="value"/> with a label.</summary>
    public TSelf VerticalLine(double value, string label) =>
        Refer(new Reference(value, label, Vertical: true, Published: false));

    /// <summary>
    /// Draws the published value beside ours: a horizontal line in the colour that "published" has everywhere.
    /// </summary>
    /// <param name="value">The published value, on the y axis.</param>
    /// <param name="label">Its label; by default "published" and the value.</param>
    public TSelf Published(double value, string? label = null) =>
        Refer(new Reference(value, label ?? $"published {NumberText.Of(value)}", Vertical: false, Published: true));

    /// <summary>Writes a short text at a point of the data.</summary>
    public TSelf Note(double x, double y, string text) =>
        With(copy =>
            copy.Notes = [.. copy.Notes, new Note(Check.Finite(x, "A note's x"), Check.Finite(y, "A note's y"), text)]);

    internal override Figure WithScalesOf(IReadOnlyList<Figure> all)
    {
        PlotScales scales = SharedScales.Of(this, [.. all.Where(other => other.GetType() == GetType())
            .OfType<IScaledAxes>()]);
        (Scale across, Scale values) = ValuesRunAcross ? (scales.Y, scales.X) : (scales.X, scales.Y);
        return With(copy =>
        {
            // Names have their own places.
            if (across is not CategoryScale) copy.XAxis = XAxis with { From = across.From, To = across.To };
            copy.YAxis = YAxis with { From = values.From, To = values.To };
        });
    }

    private TSelf Refer(Reference line)
    {
        Check.Finite(line.Value, "A reference line's value");
        return With(copy => copy.References = [.. copy.References, line]);
    }
}
