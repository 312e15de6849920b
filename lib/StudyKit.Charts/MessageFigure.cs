namespace StudyKit.Charts;

/// <summary>Stands where a figure could not be drawn and says why; made by <see cref="Figure.Message"/> and by the import.</summary>
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

    internal override void EnsureDrawable()
    {
    }
}
