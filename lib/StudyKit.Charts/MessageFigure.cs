using StudyKit.Charts.Plotly;
using StudyKit.Charts.Svg;
using StudyKit.Charts.Words;

namespace StudyKit.Charts;

/// <summary>
/// Stands where a figure could not be drawn and says why; made by <see cref="Figure.Message"/> and by the import.
/// </summary>
public sealed class MessageFigure : FigureBuilder<MessageFigure>
{
    internal MessageFigure(string title, string message, FigureTable? table)
    {
        TitleText = title;
        Text = message;
        Data = table ?? new FigureTable(["message"], [[message]]);
    }

    internal string Text { get; }

    internal FigureTable Data { get; }

    internal override FigurePicture Picture => new MessagePicture(this);

    internal override FigureChart Chart => new MessageChart(this);

    internal override FigureWords Words => new MessageWords(this);

    internal override void EnsureDrawable()
    {
    }
}
