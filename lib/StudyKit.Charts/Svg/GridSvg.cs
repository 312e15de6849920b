using StudyKit.Charts.Colors;
using StudyKit.Charts.Model;
using static StudyKit.Charts.Svg.SvgCanvas;

namespace StudyKit.Charts.Svg;

/// <summary>Lays out small multiples: one title, one legend or key, headings, and the panels in rows.</summary>
internal static class GridSvg
{
    private const double Gap = 10;

    /// <summary>Panels narrower than this are moved to fewer columns, unless columns have headings that bind them.</summary>
    private const double NarrowestPlot = 150;
    private const double NarrowestHeatmap = 70;

    /// <summary>Draws the figure and returns its height.</summary>
    public static double Draw(SvgCanvas canvas, GridFigure grid, int width)
    {
        double size = canvas.Fonts.Tick;
        HeatmapFigure[] heatmaps = [.. grid.Panels.OfType<HeatmapFigure>()];
        HeatScale? heat = heatmaps.Length > 0 && grid.SharesScales ? HeatScale.For(heatmaps) : null;
        Dictionary<string, SeriesStyle> styles = Styles.ByName(grid.Panels.SelectMany(AxesSvg.SeriesOf));

        double y = Header.Title(canvas, grid.TitleText, width);
        if (styles.Count > 1) y = Header.Legend(canvas, Entries(grid, styles), 0, y, width);
        if (heat is not null) y = ColorBar.Draw(canvas, heat, heatmaps[0].ColorAxis.Title, 0, y, width);
        string? common = CommonTitle(grid, top: true);
        y = AxesSvg.TopTitle(canvas, common, y, width) + 8;

        int columns = Columns(grid, width);
        double headings = grid.RowNames is { } names ? names.Max(name => TextWidth.Of(name, size)) + 10 : 0;
        if (grid.ColumnNames is { } heads && columns == grid.Columns) y += size * 1.3;
        double headingsY = y - 6;
        GridCells cells = new(canvas, grid, columns, headings, width, Gap, heat, styles);
        double bottom = cells.Draw(y);

        canvas.Open("fg", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
        for (int i = 0; i < grid.RowNames?.Length && columns == grid.Columns; i++) canvas.Text(grid.RowNames[i], headings - 10, cells.RowMiddle(i) + (size * 0.35), Anchor.End);
        for (int i = 0; i < grid.ColumnNames?.Length && columns == grid.Columns; i++) canvas.Text(TextWidth.Fit(grid.ColumnNames[i], size, cells.ColumnWidth + Gap - 2), cells.ColumnMiddle(i), headingsY, Anchor.Middle);
        canvas.Close();
        return AxesSvg.BottomTitle(canvas, CommonTitle(grid, top: false), new Rect(headings, 0, width - headings, 0), bottom, width);
    }

    private static LegendEntry[] Entries(GridFigure grid, Dictionary<string, SeriesStyle> styles) =>
    [
        .. grid.Panels.SelectMany(panel => LegendEntry.Of(panel, AxesSvg.SeriesOf(panel).Select(series => styles[series.Name]))).DistinctBy(entry => entry.Name),
    ];

    /// <summary>An axis title that all panels share stands once, at the edge of the whole.</summary>
    private static string? CommonTitle(GridFigure grid, bool top)
    {
        string?[] titles = [.. grid.Panels.Select(panel => Title(panel, top)).Distinct()];
        return titles.Length == 1 ? titles[0] : null;
    }

    private static string? Title(Figure panel, bool top) => panel switch
    {
        HeatmapFigure heatmap => top ? heatmap.YAxis.Title is { } y ? $"{y} ↓" : null : heatmap.XAxis.Title is { } x ? $"{x} →" : null,
        BarFigure { IsHorizontal: true } bar => top ? ((IAxes)bar).X.Title : ((IAxes)bar).Y.Title,
        _ => top ? AxesSvg.ValueTitle(panel, (IAxes)panel) : ((IAxes)panel).X.Title,
    };

    private static int Columns(GridFigure grid, int width)
    {
        int columns = Math.Min(grid.Columns, grid.Panels.Length);
        if (grid.ColumnNames is not null || grid.RowNames is not null) return grid.Columns;
        double narrowest = grid.Panels.All(panel => panel is HeatmapFigure { RowLabels: null }) ? NarrowestHeatmap : NarrowestPlot;
        return Math.Clamp((int)((width + Gap) / (narrowest + Gap)), 1, columns);
    }
}
