using StudyKit.Contracts;

namespace StudyKit.Charts.Formatting;

/// <summary>
/// The formatters of every figure: the static HTML first, then the interactive chart, then plain text.
/// </summary>
internal sealed class FigureFormatterSource
{
    private readonly object[] _formatters =
    [
        new TypeFormatter<Figure>(MimeTypes.Html, figure => figure.ToHtml()),
        new TypeFormatter<Figure>(MimeTypes.Plotly, figure => figure.ToPlotlyJson()),
        new TypeFormatter<Figure>(MimeTypes.Plain, figure => figure.ToString()),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}
