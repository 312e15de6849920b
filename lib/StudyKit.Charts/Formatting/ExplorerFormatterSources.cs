using StudyKit.Contracts;

namespace StudyKit.Charts.Formatting;

/// <summary>The formatters of an attention explorer: HTML with picture and script, the data, plain text.</summary>
internal sealed class AttentionFormatterSource
{
    private readonly object[] _formatters =
    [
        new TypeFormatter<AttentionFigure>(MimeTypes.Html, figure => figure.ToHtml()),
        new TypeFormatter<AttentionFigure>(MimeTypes.Attention, figure => figure.ToJson()),
        new TypeFormatter<AttentionFigure>(MimeTypes.Plain, figure => figure.ToString()),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}

/// <summary>The formatters of a figure with frames, likewise.</summary>
internal sealed class FramesFormatterSource
{
    private readonly object[] _formatters =
    [
        new TypeFormatter<FramesFigure>(MimeTypes.Html, figure => figure.ToHtml()),
        new TypeFormatter<FramesFigure>(MimeTypes.Frames, figure => figure.ToJson()),
        new TypeFormatter<FramesFigure>(MimeTypes.Plain, figure => figure.ToString()),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}

/// <summary>The formatters of a model's blocks, likewise.</summary>
internal sealed class ModelFormatterSource
{
    private readonly object[] _formatters =
    [
        new TypeFormatter<ModelFigure>(MimeTypes.Html, figure => figure.ToHtml()),
        new TypeFormatter<ModelFigure>(MimeTypes.Model, figure => figure.ToJson()),
        new TypeFormatter<ModelFigure>(MimeTypes.Plain, figure => figure.ToString()),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}
