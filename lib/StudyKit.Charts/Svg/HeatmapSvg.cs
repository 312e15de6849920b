using StudyKit.Charts.Colors;
using static StudyKit.Charts.Svg.SvgCanvas;

namespace StudyKit.Charts.Svg;

/// <summary>Lays out one heatmap: title, key to the colours, labels of rows and columns, cells.</summary>
internal static class HeatmapSvg
{
    private const double LargestCell = 64;

    /// <summary>The smallest text still readable on a phone, for the labels of many rows.</summary>
    private const double SmallestText = 9;

    /// <summary>More numbers than this are not read but looked at.</summary>
    private const int MostValues = 200;

    /// <summary>Draws the figure and returns its height.</summary>
    public static double Draw(SvgCanvas canvas, HeatmapFigure figure, int width)
    {
        int rows = figure.Values.GetLength(0), columns = figure.Values.GetLength(1);
        double size = canvas.Fonts.Tick;
        HeatScale scale = HeatScale.For([figure]);
        double y = Header.Title(canvas, figure.TitleText, width);
        y = ColorBar.Draw(canvas, scale, figure.ColorAxis.Title, 0, y, width);
        y = AxesSvg.TopTitle(canvas, figure.YAxis.Title is { } name ? $"{name} ↓" : null, y, width) + 8;

        string[] rowLabels = figure.RowLabels ?? Numbers(rows), columnLabels = figure.ColumnLabels ?? Numbers(columns);
        double left = Math.Min(rowLabels.Max(label => TextWidth.Of(label, size)), width * 0.3) + 8;
        double cellWidth = Math.Min(LargestCell, (width - left - 2) / columns);
        double cellHeight = Math.Min(CellHeight(cellWidth, rows, columns), LargestCell);
        Rect area = new(left, y, cellWidth * columns, cellHeight * rows);
        HeatLabels below = HeatLabels.Columns(columnLabels, cellWidth, size);
        if (below.OverLeft > left)
        {
            // A long turned label under the first columns needs room at the left.
            left = Math.Min(below.OverLeft, width * 0.35);
            cellWidth = Math.Min(LargestCell, (width - left - 2) / columns);
            cellHeight = Math.Min(CellHeight(cellWidth, rows, columns), LargestCell);
            area = new Rect(left, y, cellWidth * columns, cellHeight * rows);
            below = HeatLabels.Columns(columnLabels, cellWidth, size);
        }

        HeatCells.Draw(canvas, figure.Values, scale, area);
        if (WritesValues(figure, cellWidth, cellHeight, size)) HeatCells.Values(canvas, figure.Values, scale, area, size - 0.5);
        canvas.Open("fg", "fill=\"currentColor\"");
        HeatLabels.DrawRows(canvas, rowLabels, area, Math.Clamp(cellHeight * 0.85, SmallestText, size), left - 8);
        below.Draw(canvas, area);
        canvas.Close();
        return AxesSvg.BottomTitle(canvas, figure.XAxis.Title is { } x ? $"{x} →" : null, area, area.Bottom + below.Height, width);
    }

    /// <summary>Cells are square, unless the matrix is so flat or so tall that squares would waste the page.</summary>
    public static double CellHeight(double cellWidth, int rows, int columns) =>
        rows < columns / 3d ? Math.Max(cellWidth, Math.Min(24, 220d / rows)) : rows > columns * 2 ? Math.Min(cellWidth, Math.Max(14, 480d / rows)) : cellWidth;

    private static bool WritesValues(HeatmapFigure figure, double cellWidth, double cellHeight, double size)
    {
        if (figure.WritesValues is { } wish) return wish;
        if (figure.Values.Length > MostValues || cellHeight < size + 4) return false;
        Func<double, string> label = HeatCells.Labels(figure.Values);
        return cellWidth >= figure.Values.Cast<double>().Where(double.IsFinite).Max(value => TextWidth.Of(label(value), size)) + 6;
    }

    private static string[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(i => $"{i}")];
}
