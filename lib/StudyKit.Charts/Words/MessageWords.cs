namespace StudyKit.Charts.Words;

/// <summary>A message says itself.</summary>
internal sealed class MessageWords(MessageFigure figure) : FigureWords
{
    public override string Kind => "Not drawn";

    public override string Story => figure.Text;

    public override FigureTable Table() => figure.Data;
}
