namespace StudyKit.Charts;

/// <summary>What every kind of figure can be told: title, caption and alternative text.</summary>
/// <typeparam name="TSelf">The kind of figure, so that calls can be chained.</typeparam>
public abstract class FigureBuilder<TSelf> : Figure
    where TSelf : FigureBuilder<TSelf>
{
    private protected FigureBuilder()
    {
    }

    /// <summary>Sets the title. A panel of a grid shows it above the panel.</summary>
    public TSelf Title(string title) => With(copy => copy.TitleText = title);

    internal sealed override Figure WithTitle(string title) => Title(title);

    /// <summary>Sets the caption: one or two sentences on what to see.</summary>
    public TSelf Caption(string caption) => With(copy => copy.CaptionText = caption);

    /// <summary>Sets the alternative text; without it one is computed from the data.</summary>
    public TSelf Alt(string text) => With(copy => copy.GivenAlternative = text);

    /// <summary>A copy with one change. Lists in a figure are arrays that are replaced, never written to.</summary>
    private protected TSelf With(Action<TSelf> change)
    {
        TSelf copy = (TSelf)MemberwiseClone();
        change(copy);
        return copy;
    }
}
