namespace StudyKit.Charts.Explorers;

/// <summary>Frames without a slider: small multiples on one scale.</summary>
internal static class FramesStill
{
    /// <summary>So many panels are still read.</summary>
    private const int MostPanels = 12;

    public static Figure Of(FramesFigure frames)
    {
        int count = frames.All.Count, shown = Math.Min(count, MostPanels);
        Figure[] panels =
        [
            .. Enumerable.Range(0, shown).Select(i =>
                frames.All[(int)Math.Round(i * (count - 1) / (double)(shown - 1), MidpointRounding.AwayFromZero)]),
        ];
        GridFigure grid = Figure.Grid(shown is 2 or 4 ? 2 : 3, panels);
        if (frames.TitleText is { } title) grid = grid.Title(title);
        string left = shown < count ? $"{shown} of {count} frames; the slider goes through all." : "";
        string caption = string.Join(' ', new[] { frames.CaptionText, left }.Where(part => part is { Length: > 0 }));
        return caption.Length == 0 ? grid : grid.Caption(caption);
    }
}
