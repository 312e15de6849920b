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
/// How samples are distributed, in bins that all samples share; made by <see cref="Figure.Histogram"/>.
/// </summary>
public sealed class HistogramFigure : AxesFigure<HistogramFigure>
{
    private const int MostBins = 200;

    internal HistogramFigure(string? title)
        : base(title)
    {
    }

    internal Sample[] Samples { get; private set; } = [];

    internal int? BinCount { get; private set; }

    internal bool IsShare { get; private set; }

    /// <summary>Adds a sample. NaN is left out, and the table says how many there were.</summary>
    /// <param name="name">
    /// The name of the sample; a known name has the same colour in all papers, see <see cref="Palette"/>.
    /// </param>
    /// <param name="values">The values.</param>
    /// <param name="like">The name whose colour it takes, when its own name does not say it.</param>
    public HistogramFigure Series<T>(string name, IEnumerable<T> values, string? like = null)
        where T : INumberBase<T>
    {
        Sample sample = Sample.Checked(name, values, like);
        return With(copy => copy.Samples = [.. copy.Samples, sample]);
    }

    /// <summary>Sets about how many bins to use, 1 to 200; their edges are then moved to round numbers.</summary>
    public HistogramFigure Bins(int count)
    {
        if (count is < 1 or > MostBins)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"A histogram has between 1 and {MostBins} bins. " +
                $"Received {count}. Leave .Bins(...) out to have the number chosen from the data.");
        }

        return With(copy => copy.BinCount = count);
    }

    /// <summary>
    /// Shows the share of each sample in per cent instead of counts, so that samples of different sizes compare.
    /// </summary>
    public HistogramFigure Share() => With(copy => copy.IsShare = true);

    internal override FigurePicture Picture => new AxesPicture(this, new HistogramMarks(this), TitleText);

    internal override FigureChart Chart => new AxesChart(this, this, new HistogramTraces(this));

    internal override FigureWords Words => new HistogramWords(this);

    private protected override IReadOnlyList<INamed> Named => Samples;

    private protected override string? ValueTitle => base.ValueTitle ?? (IsShare ? "share (%)" : "count");

    private protected override AxisRange DataX()
    {
        Bins bins = Scales.Bins.For(this);
        return new AxisRange(bins.Edge(0), bins.Edge(bins.Count));
    }

    private protected override AxisRange DataY()
    {
        Bins bins = Scales.Bins.For(this);
        return AxisRange.Of(Samples.SelectMany(sample => bins.Heights(sample, IsShare))).With(0);
    }

    private protected override PlotScales ScalesFor(AxisRange x, AxisRange y) =>
        new(x.ToScale(XAxis, 0), y.ToScale(YAxis, 0.04, baseline: true));

    internal override void EnsureDrawable()
    {
        Check.HasSeries(this, Samples.Length);
        if (XAxis.Log || YAxis.Log)
        {
            throw new InvalidOperationException("A histogram has linear axes. Expected log: false. Received log: " +
                "true. Pass the logarithms of the values instead and name them so, for example .X(\"log10 of " +
                "the norm\").");
        }
    }
}
