using StudyKit.Charts.Colors;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Model;
using StudyKit.Charts.Svg.Drawing;
using StudyKit.Charts.Svg.Heat;
using StudyKit.Charts.Svg.Names;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Grid;

/// <summary>Lays out small multiples: one title, one legend or key, headings, and the panels in rows.</summary>
internal sealed class GridPicture(GridFigure grid) : FigurePicture
{
    private const double Gap = 10;

    private readonly IPanelPicture[] _panels = [.. grid.Panels.Select(panel => (IPanelPicture)panel.Picture)];

    public override double Draw(SvgCanvas canvas, int width)
    {
        double size = canvas.Fonts.Tick;
        IHeat[] heats = [.. grid.Panels.OfType<IHeat>()];
        HeatScale? heat = heats.Length > 0 && grid.SharesScales ? HeatScale.For(heats) : null;
        Dictionary<string, SeriesStyle> styles = Styles.ByName(grid.Named);

        double y = Header.Title(canvas, grid.TitleText, width);
        if (styles.Count > 1) y = Header.Legend(canvas, Entries(styles), 0, y, width);
        if (heat is not null) y = ColorBar.Draw(canvas, heat, heats[0].ColorAxis.Title, 0, y, width);
        y = AxisTitles.Top(canvas, Common(panel => panel.TopTitle), y, width) + 8;

        int columns = Columns(width);
        double headings = grid.RowNames is { } names ? names.Max(name => TextWidth.Of(name, size)) + 10 : 0;
        if (grid.ColumnNames is not null && columns == grid.Columns) y += size * 1.3;
        double headingsY = y - 6;
        GridCells cells = new(canvas, grid, _panels, columns, headings, width, Gap, heat, styles);
        double bottom = cells.Draw(y);
        Headings(canvas, cells, headings, headingsY, shown: columns == grid.Columns);
        Rect below = new(headings, 0, width - headings, 0);
        return AxisTitles.Bottom(canvas, Common(panel => panel.BottomTitle), below, bottom, width);
    }

    private void Headings(SvgCanvas canvas, GridCells cells, double right, double y, bool shown)
    {
        double size = canvas.Fonts.Tick;
        canvas.Open("fg", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
        for (int i = 0; shown && i < grid.RowNames?.Length; i++)
        {
            canvas.Text(grid.RowNames[i], right - 10, cells.RowMiddle(i) + (size * 0.35), Anchor.End);
        }

        for (int i = 0; shown && i < grid.ColumnNames?.Length; i++)
        {
            string name = TextWidth.Fit(grid.ColumnNames[i], size, cells.ColumnWidth + Gap - 2);
            canvas.Text(name, cells.ColumnMiddle(i), y, Anchor.Middle);
        }

        canvas.Close();
    }

    private LegendEntry[] Entries(Dictionary<string, SeriesStyle> styles) =>
        [.. _panels.SelectMany(panel => panel.Legend(styles)).DistinctBy(entry => entry.Name)];

    /// <summary>An axis title that all panels share stands once, at the edge of the whole.</summary>
    private string? Common(Func<IPanelPicture, string?> title)
    {
        string?[] titles = [.. _panels.Select(title).Distinct()];
        return titles.Length == 1 ? titles[0] : null;
    }

    /// <summary>
    /// Fewer columns where panels would get too narrow, unless columns or rows have headings that bind them.
    /// </summary>
    private int Columns(int width)
    {
        if (grid.ColumnNames is not null || grid.RowNames is not null) return grid.Columns;
        double narrowest = _panels.Max(panel => panel.NarrowestPanel);
        return Math.Clamp((int)((width + Gap) / (narrowest + Gap)), 1, Math.Min(grid.Columns, grid.Panels.Length));
    }
}
