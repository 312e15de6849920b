using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;
using StudyKit.Contracts;

namespace StudyKit.Charts.Words;

/// <summary>Samples: how many values, their mean, deviation and range.</summary>
internal sealed class HistogramWords(HistogramFigure figure) : FigureWords
{
    private IAxes Axes => figure;

    public override string Kind => $"Histogram of {Axes.X.Title ?? "values"}";

    public override string Story => Told([.. figure.Samples.Select(Distribution)]);

    public override FigureTable Table()
    {
        Bins bins = Bins.For(figure);
        string x = Axes.X.Title ?? "value";
        string[] columns = [$"{x}, from", "to", .. figure.Samples.Select(sample =>
            $"{sample.Name}: {Axes.ValueTitle}{(sample.Missing > 0 ? $", {sample.Missing} × NaN left out" : "")}")];
        double[][] heights = [.. figure.Samples.Select(sample => bins.Heights(sample, figure.IsShare))];
        return new FigureTable(columns, Enumerable.Range(0, bins.Count).Select(bin =>
            (IReadOnlyList<object?>)[bins.Edge(
                bin), bins.Edge(bin + 1), .. heights.Select(height => (object?)height[bin])]));
    }

    private static string Distribution(Sample sample)
    {
        double mean = sample.Values.Average();
        double deviation =
            Math.Sqrt(sample.Values.Sum(value => (value - mean) * (value - mean)) / sample.Values.Length);
        return $"{sample.Name}: {Quantity.Count(sample.Values.Length)} values, mean {Number(mean)}, " +
            $"standard deviation {Number(deviation)}, from {Number(sample.Values.Min())} to " +
            $"{Number(sample.Values.Max())}";
    }
}
