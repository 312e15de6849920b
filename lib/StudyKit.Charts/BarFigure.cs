using System.Numerics;
using StudyKit.Charts.Model;
using StudyKit.Charts.Plotly;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg;
using StudyKit.Charts.Svg.Axes;
using StudyKit.Charts.Svg.Marks;
using StudyKit.Charts.Words;

namespace StudyKit.Charts;

/// <summary>Bars or dots over named categories, grouped by series; made by <see cref="Figure.Bar"/>.</summary>
public sealed class BarFigure : AxesFigure<BarFigure>
{
    internal BarFigure(string? title)
        : base(title)
    {
    }

    internal string[] CategoryNames { get; private set; } = [];

    internal BarSeries[] AllSeries { get; private set; } = [];

    internal bool IsHorizontal { get; private set; }

    internal bool DrawsDots { get; private set; }

    /// <summary>Names the categories, in the order they are drawn. Comes before the series.</summary>
    public BarFigure Categories(params IEnumerable<string> names) =>
        With(copy => copy.CategoryNames = Check.Labels([.. names], "categories"));

    /// <summary>Adds one value for each category. NaN leaves a gap.</summary>
    /// <param name="name">
    /// The name of the series; a known name has the same colour in all papers, see <see cref="Palette"/>.
    /// </param>
    /// <param name="values">One value for each category, in their order.</param>
    /// <param name="interval">Ends of the error bars (a confidence interval), one pair for each category.</param>
    /// <param name="like">The name whose colour it takes, when its own name does not say it.</param>
    public BarFigure Series<T>(
        string name, IEnumerable<T> values, (IEnumerable<double> Low, IEnumerable<double> High)? interval = null,
        string? like = null)
        where T : INumberBase<T>
    {
        BarSeries series = BarSeries.Checked(name, values, interval, like, CategoryNames);
        return With(copy => copy.AllSeries = [.. copy.AllSeries, series]);
    }

    /// <summary>Draws the categories from top to bottom and the bars from left to right: room for long names.</summary>
    public BarFigure Horizontal() => With(copy => copy.IsHorizontal = true);

    /// <summary>Draws dots instead of bars: the axis need not begin at zero, so that small differences show.</summary>
    public BarFigure Dots() => With(copy => copy.DrawsDots = true);

    /// <summary>The share of a category's room that its bars fill.</summary>
    internal const double Filled = 0.74;

    /// <summary>What stands at the bars' ends, by series: all values alike.</summary>
    internal string[][] ValueLabels =>
        [.. TickText.Alike([.. AllSeries.SelectMany(series => series.Values)]).Chunk(CategoryNames.Length)];

    internal override FigurePicture Picture => new AxesPicture(this, new BarMarks(this), TitleText);

    internal override FigureChart Chart => new AxesChart(this, this, new BarTraces(this));

    internal override FigureWords Words => new BarWords(this);

    private protected override IReadOnlyList<INamed> Named => AllSeries;

    private protected override bool ValuesRunAcross => IsHorizontal;

    private protected override bool WantsVerticalGrid => IsHorizontal;

    private protected override AxisRange DataX() => AxisRange.Empty;

    private protected override AxisRange DataY() => AxisRange.Of(AllSeries.SelectMany(series =>
        (IEnumerable<double>)[.. series.Values, .. series.Low ?? [], .. series.High ?? []]));

    private protected override PlotScales ScalesFor(AxisRange x, AxisRange y)
    {
        CategoryScale names = new(CategoryNames);

        // Room for a number above the tallest bar.
        Scale values = y.ToScale(YAxis, 0.08, baseline: !DrawsDots, nearZero: PlotScales.NearZero);
        return IsHorizontal ? new PlotScales(values, names) : new PlotScales(names, values);
    }

    internal override void EnsureDrawable()
    {
        Check.HasSeries(this, AllSeries.Length);
        foreach (BarSeries series in AllSeries)
        {
            Check.LogAxis(YAxis, series.Name, "the values", series.Values);
            Check.LogAxis(YAxis, series.Name, "the interval", series.Low ?? []);
        }

        if (XAxis.Log)
        {
            throw new InvalidOperationException("The x axis of a bar figure holds names, so it cannot be " +
                "logarithmic. Expected log: false. Received log: true. Set log on .Y(...), or use Figure.Scatter for " +
                "numbers on both axes.");
        }

        Check.LogReferences(this);
    }
}
