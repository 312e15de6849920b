using System.Text.Json.Nodes;

namespace StudyKit.Charts.Plotly.Import;

/// <summary>The layout's axes of one group of traces.</summary>
internal sealed record ImportedAxes(JsonObject X, JsonObject Y)
{
    private string XTitle => Values.Title(X["title"]) ?? "x";

    private string YTitle => Values.Title(Y["title"]) ?? "y";

    /// <summary>The axes that a trace names: "x2" is the layout's "xaxis2".</summary>
    public static ImportedAxes Of(JsonObject layout, string x, string y) =>
        new(layout[$"xaxis{x[1..]}"] as JsonObject ?? [], layout[$"yaxis{y[1..]}"] as JsonObject ?? []);

    /// <summary>Gives a figure the axes' titles, and the logarithm where data allow it.</summary>
    public TFigure On<TFigure>(TFigure figure, bool swapped = false, bool numericX = true)
        where TFigure : AxesFigure<TFigure>
    {
        (string x, string y) = swapped ? (YTitle, XTitle) : (XTitle, YTitle);
        bool logX = numericX && IsLog(X), logY = IsLog(swapped ? X : Y);
        return figure.X(x, log: logX).Y(y, log: logY);
    }

    private static bool IsLog(JsonObject axis) => Values.String(axis["type"]) == "log";
}
