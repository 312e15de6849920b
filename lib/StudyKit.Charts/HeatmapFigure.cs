using StudyKit.Charts.Colors;
using StudyKit.Charts.Model;
using StudyKit.Charts.Plotly;
using StudyKit.Charts.Svg;
using StudyKit.Charts.Svg.Heat;
using StudyKit.Charts.Words;

namespace StudyKit.Charts;

/// <summary>
/// A matrix as colours, first row at the top; made by
/// <see cref="Figure.Heatmap(double[,], IEnumerable{string}, IEnumerable{string})"/>.
/// </summary>
public sealed class HeatmapFigure : FigureBuilder<HeatmapFigure>, IHeat
{
    internal HeatmapFigure(double[,] values, IEnumerable<string>? rows, IEnumerable<string>? columns)
    {
        Values = values;
        RowLabels = Check.MatrixLabels(rows, values.GetLength(0), "rows");
        ColumnLabels = Check.MatrixLabels(columns, values.GetLength(1), "columns");
    }

    /// <summary>The matrix, [rows, columns]; never written to.</summary>
    internal double[,] Values { get; }

    internal string[]? RowLabels { get; }

    internal string[]? ColumnLabels { get; }

    double[,] IHeat.Values => Values;

    Axis IHeat.ColorAxis => ColorAxis;

    bool IHeat.IsDiverging => IsDiverging;

    internal Axis XAxis { get; private set; } = new();

    internal Axis YAxis { get; private set; } = new();

    /// <summary>What the rows are, with the way they run; null without a name.</summary>
    internal string? RowTitle => YAxis.Title is { } name ? $"{name} ↓" : null;

    /// <summary>What the columns are, with the way they run; null without a name.</summary>
    internal string? ColumnTitle => XAxis.Title is { } name ? $"{name} →" : null;

    internal Axis ColorAxis { get; private set; } = new();

    internal bool IsDiverging { get; private set; }

    internal bool? WritesValues { get; private set; }

    /// <summary>Names what the columns are, for example <c>key</c>.</summary>
    public HeatmapFigure X(string name) => With(copy => copy.XAxis = Axis.Checked("x", name));

    /// <summary>Names what the rows are, for example <c>query</c>.</summary>
    public HeatmapFigure Y(string name) => With(copy => copy.YAxis = Axis.Checked("y", name));

    /// <summary>Names what the colours mean, for example <c>attention weight</c>.</summary>
    /// <param name="name">What is measured.</param>
    /// <param name="unit">Its unit, shown in brackets after the name.</param>
    /// <param name="from">The value of the first colour; by default the smallest value.</param>
    /// <param name="to">The value of the last colour; by default the largest value.</param>
    public HeatmapFigure Scale(string name, string? unit = null, double? from = null, double? to = null) =>
        With(copy => copy.ColorAxis = Axis.Checked("colour", name, unit, false, from, to));

    /// <summary>Uses two hues that part at zero: for differences and correlations.</summary>
    public HeatmapFigure Diverging() => With(copy => copy.IsDiverging = true);

    /// <summary>
    /// Writes the value into each cell, or never; by default they are written where they fit, and not in a grid's maps.
    /// </summary>
    public HeatmapFigure ShowValues(bool show = true) => With(copy => copy.WritesValues = show);

    internal override FigurePicture Picture => new HeatmapPicture(this);

    internal override FigureChart Chart => new HeatmapChart(this);

    internal override FigureWords Words => new HeatmapWords(this);

    internal override Figure WithScalesOf(IReadOnlyList<Figure> all)
    {
        HeatScale scale = HeatScale.For([.. all.OfType<IHeat>()]);
        return With(copy => copy.ColorAxis = ColorAxis with { From = scale.From, To = scale.To });
    }

    internal override void EnsureDrawable()
    {
    }
}
