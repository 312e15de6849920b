using System.Text.Json.Nodes;

namespace StudyKit.Charts.Plotly.Import;

/// <summary>Reads bars, boxes and histograms.</summary>
internal static class ImportedBars
{
    public static BarFigure Read(JsonObject[] traces, ImportedAxes axes)
    {
        bool lying = traces.All(trace => Values.String(trace["orientation"]) == "h");
        BarFigure figure = lying
            ? axes.On(Figure.Bar().Horizontal(), swapped: true, numericX: false)
            : axes.On(Figure.Bar(), numericX: false);
        return OverNames(figure, traces, lying ? "y" : "x", lying ? "x" : "y");
    }

    /// <summary>One value for each name; names that a trace lacks are gaps.</summary>
    public static BarFigure OverNames(BarFigure figure, JsonObject[] traces, string nameKey, string valueKey)
    {
        List<(string[] Names, double[] Values)> all = [];
        foreach (JsonObject trace in traces)
        {
            double[] values = Values.Numbers(Values.List(trace[valueKey])
                ?? throw new NotSupportedException($"a trace has no {valueKey} values."));
            string[] names = Values.List(trace[nameKey]) is { } given
                ? Values.Names(given)
                : [.. Enumerable.Range(0, values.Length).Select(i => $"{i}")];
            if (names.Length != values.Length)
            {
                throw new NotSupportedException($"a trace has {names.Length} {nameKey} and {values.Length} " +
                    $"{valueKey} values.");
            }

            all.Add((names, values));
        }

        string[] categories = [.. all.SelectMany(one => one.Names).Distinct()];
        figure = figure.Categories(categories);
        for (int i = 0; i < all.Count; i++)
        {
            (string[] names, double[] values) = all[i];
            if (names.Distinct().Count() != names.Length)
            {
                throw new NotSupportedException("a name occurs twice in one trace.");
            }

            figure = figure.Series(
                ImportedChart.NameOf(traces[i], i),
                categories.Select(name => Array.IndexOf(names, name) is >= 0 and int at ? values[at] : double.NaN));
        }

        return figure;
    }

    /// <summary>Boxes as medians with their quartiles; the caption says so.</summary>
    public static BarFigure ReadBoxes(JsonObject[] traces, ImportedAxes axes)
    {
        double[][] samples =
        [
            .. traces.Select(trace =>
                Values.Numbers(Values.List(trace["y"])
                    ?? Values.List(trace["x"]) ?? throw new NotSupportedException("a box has no values."))
                    .Where(double.IsFinite)
                    .Order()
                    .ToArray()),
        ];
        if (samples.Any(sample => sample.Length == 0)) throw new NotSupportedException("a box has no values.");
        return axes.On(Figure.Bar().Dots(), numericX: false)
            .Categories(traces.Select(ImportedChart.NameOf))
            .Series("median", samples.Select(sample => Quantile(sample, 0.5)), (
                samples.Select(sample => Quantile(sample, 0.25)), samples.Select(sample => Quantile(sample, 0.75))))
            .Caption("Medians; the bars reach from the lower to the upper quartile.");
    }

    public static HistogramFigure ReadSamples(JsonObject[] traces, ImportedAxes axes)
    {
        HistogramFigure figure =
            axes.On(Figure.Histogram(), swapped: traces.All(trace => trace["x"] is null)).Y("count");
        for (int i = 0; i < traces.Length; i++)
        {
            JsonNode?[] values = Values.List(traces[i]["x"])
                ?? Values.List(traces[i]["y"]) ?? throw new NotSupportedException("a histogram has no values.");
            if (!Values.AreNumbers(values)) throw new NotSupportedException("a histogram counts names, not numbers.");
            figure = figure.Series(ImportedChart.NameOf(traces[i], i), Values.Numbers(values));
        }

        return Values.Number(traces[0]["nbinsx"]) is { } bins and >= 1 and <= 200 ? figure.Bins((int)bins) : figure;
    }

    /// <summary>A quantile by linear interpolation between neighbours, as Plotly's default does it.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double at = Math.Clamp((share * sorted.Length) - 0.5, 0, sorted.Length - 1);
        int low = (int)Math.Floor(at), high = (int)Math.Ceiling(at);
        return sorted[low] + ((at - low) * (sorted[high] - sorted[low]));
    }
}
