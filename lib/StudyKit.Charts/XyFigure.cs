using System.Numerics;
using StudyKit.Charts.Model;
using StudyKit.Charts.Plotly;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg;
using StudyKit.Charts.Svg.Axes;
using StudyKit.Charts.Svg.Marks;
using StudyKit.Charts.Words;

namespace StudyKit.Charts;

/// <summary>
/// Lines with bands and points with error bars over numeric axes; made by <see cref="Figure.Line"/> and
/// <see cref="Figure.Scatter"/>.
/// </summary>
public sealed class XyFigure : AxesFigure<XyFigure>
{
    internal XyFigure(string? title, MarkKind kind)
        : base(title) => Kind = kind;

    internal MarkKind Kind { get; }

    internal XySeries[] AllSeries { get; private set; } = [];

    /// <summary>Adds a series: a line in a line figure, points in a scatter figure. NaN in y leaves a gap.</summary>
    /// <param name="name">
    /// Its name. A known name ("residual", "pre-norm", "test") has the same colour in all papers, see
    /// <see cref="Palette"/>.
    /// </param>
    /// <param name="x">The x values.</param>
    /// <param name="y">The y values, as many as x.</param>
    /// <param name="band">Lower and upper bounds of y (a confidence interval), as many as y each.</param>
    /// <param name="like">The name whose colour it takes, when its own name does not say it.</param>
    public XyFigure Series<TX, TY>(
        string name, IEnumerable<TX> x, IEnumerable<TY> y,
        (IEnumerable<double> Low, IEnumerable<double> High)? band = null, string? like = null)
        where TX : INumberBase<TX>
        where TY : INumberBase<TY> => Add(XySeries.Checked(name, Kind, x, y, band, like));

    /// <summary>Adds points, in a line figure too: for example published values beside our curve.</summary>
    /// <param name="name">The name of the series.</param>
    /// <param name="x">The x values.</param>
    /// <param name="y">The y values, as many as x.</param>
    /// <param name="band">Ends of the error bars, as many as y each.</param>
    /// <param name="like">The name whose colour it takes, when its own name does not say it.</param>
    public XyFigure Points<TX, TY>(
        string name, IEnumerable<TX> x, IEnumerable<TY> y,
        (IEnumerable<double> Low, IEnumerable<double> High)? band = null, string? like = null)
        where TX : INumberBase<TX>
        where TY : INumberBase<TY> => Add(XySeries.Checked(name, MarkKind.Points, x, y, band, like));

    internal override FigurePicture Picture => new AxesPicture(this, new XyMarks(this), TitleText);

    internal override FigureChart Chart => new AxesChart(this, this, new XyTraces(this));

    internal override FigureWords Words => new XyWords(this);

    private protected override IReadOnlyList<INamed> Named => AllSeries;

    private protected override bool WantsVerticalGrid => base.WantsVerticalGrid || Kind == MarkKind.Points;

    private protected override AxisRange DataX() => AxisRange.Of(AllSeries.SelectMany(series => series.X));

    private protected override AxisRange DataY() => AxisRange.Of(AllSeries.SelectMany(series =>
        (IEnumerable<double>)[.. series.Y, .. series.Low ?? [], .. series.High ?? []]));

    private protected override PlotScales ScalesFor(AxisRange x, AxisRange y)
    {
        // A line ends with its data, points need room for their shapes.
        bool points = AllSeries.Any(series => series.Kind == MarkKind.Points || series.X.Length == 1);
        bool whole = AllSeries.SelectMany(series => series.X).All(double.IsInteger);
        return new PlotScales(
            x.ToScale(XAxis, points ? 0.04 : 0, whole: whole), y.ToScale(YAxis, 0.05, nearZero: PlotScales.NearZero));
    }

    internal override void EnsureDrawable()
    {
        Check.HasSeries(this, AllSeries.Length);
        foreach (XySeries series in AllSeries)
        {
            Check.LogAxis(XAxis, series.Name, "x", series.X);
            Check.LogAxis(YAxis, series.Name, "y", series.Y);
            Check.LogAxis(YAxis, series.Name, "the band", series.Low ?? []);
        }

        Check.LogReferences(this);
    }

    private XyFigure Add(XySeries series) => With(copy => copy.AllSeries = [.. copy.AllSeries, series]);
}
