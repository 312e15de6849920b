namespace StudyKit.Charts.Formatting;

/// <summary>The formatters of every figure: the static HTML first, then the interactive chart, then plain text.</summary>
internal sealed class FigureFormatterSource
{
    public const string Html = "text/html";
    public const string Plotly = "application/vnd.plotly.v1+json";
    public const string Plain = "text/plain";

    private readonly FigureFormatter[] _formatters =
    [
        new FigureFormatter(Html, figure => figure.ToHtml()),
        new FigureFormatter(Plotly, figure => figure.ToPlotlyJson()),
        new FigureFormatter(Plain, figure => figure.ToString()),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}

/// <summary>Writes a figure as one MIME type; found and called by name, see <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class FigureFormatter(string mimeType, Func<Figure, string> render)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not Figure figure) return false;
        writer.Write(render(figure));
        return true;
    }
}
