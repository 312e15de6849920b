using StudyKit.Charts.Colors;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg.Drawing;
using StudyKit.Charts.Svg.Names;

namespace StudyKit.Charts.Svg.Heat;

/// <summary>Lays out one heatmap: title, key to the colours, labels of rows and columns, cells.</summary>
internal sealed class HeatmapPicture(HeatmapFigure figure) : FigurePicture, IPanelPicture
{
    private const double LargestCell = 64;

    /// <summary>The smallest text still readable on a phone, for the labels of many rows.</summary>
    private const double SmallestText = 9;

    /// <summary>More numbers than this are not read but looked at.</summary>
    private const int MostValues = 200;

    /// <summary>A label needs a cell of this size.</summary>
    private const double SmallestLabelled = 9;

    public string? TopTitle => figure.RowTitle;

    public string? BottomTitle => figure.ColumnTitle;

    public double NarrowestPanel => figure.RowLabels is null ? 70 : 150;

    private int Rows => figure.Values.GetLength(0);

    private int Columns => figure.Values.GetLength(1);

    public override double Draw(SvgCanvas canvas, int width)
    {
        (int rows, int columns) = (Rows, Columns);
        double size = canvas.Fonts.Tick;
        HeatScale scale = HeatScale.For([figure]);
        double y = Header.Title(canvas, figure.TitleText, width);
        y = ColorBar.Draw(canvas, scale, figure.ColorAxis.Title, 0, y, width);
        string[] rowLabels = figure.RowLabels ?? Numbers(rows), columnLabels = figure.ColumnLabels ?? Numbers(columns);
        double left = Math.Min(rowLabels.Max(label => TextWidth.Of(label, size)), width * 0.3) + 8;
        double tall = Math.Min(CellHeight((width - left - 2) / columns, rows, columns), LargestCell);
        bool areRowsNamed = HeatLabels.RowsFit(rowLabels, tall, Math.Clamp(tall * 0.85, SmallestText, size));
        if (!areRowsNamed) left = 2;
        y = AxisTitles.Top(canvas, Titled(TopTitle, rows, areRowsNamed), y, width) + 8;
        double cellWidth = Math.Min(LargestCell, (width - left - 2) / columns);
        double cellHeight = Math.Min(CellHeight(cellWidth, rows, columns), LargestCell);
        Rect area = new(left, y, cellWidth * columns, cellHeight * rows);
        // A sentence that looks at itself is named on both sides or on neither.
        HeatLabels below = areRowsNamed || rows != columns
            ? HeatLabels.Columns(columnLabels, cellWidth, size)
            : HeatLabels.None(columnLabels, cellWidth, size);
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
        if (WritesValues(cellWidth, cellHeight, size)) HeatCells.Values(canvas, figure.Values, scale, area, size - 0.5);
        canvas.Open("fg", "fill=\"currentColor\"");
        HeatLabels.DrawRows(canvas, rowLabels, area, Math.Clamp(cellHeight * 0.85, SmallestText, size), left - 8);
        below.Draw(canvas, area);
        canvas.Close();
        string? bottom = Titled(BottomTitle, columns, below.AreShown);
        return AxisTitles.Bottom(canvas, bottom, area, area.Bottom + below.Height, width);
    }

    /// <summary>Says how many there are where they have no room for their names.</summary>
    private static string? Titled(string? title, int count, bool areNamed) =>
        areNamed ? title : $"{title ?? ""} ({count}, too many to name)".TrimStart();

    public double PanelHeight(double width) => Math.Min(360, CellHeight(width / Columns, Rows, Columns) * Rows);

    public double LeftLabels(double width, double labelSize, PlotScales? scales) =>
        figure.RowLabels is { } labels && width * 0.8 / Columns >= SmallestLabelled
            ? Math.Min(labels.Max(label => TextWidth.Of(label, labelSize)), width * 0.4) + 8
            : 0;

    public double DrawPanel(SvgCanvas canvas, Rect area, PanelLook look)
    {
        HeatScale scale = look.Heat ?? HeatScale.For([figure]);
        HeatCells.Draw(canvas, figure.Values, scale, area);
        // Small maps are for the eye; their numbers are written only where they were asked for.
        if (figure.WritesValues == true) HeatCells.Values(canvas, figure.Values, scale, area, look.LabelSize);
        double cellHeight = area.Height / Rows, cellWidth = area.Width / Columns, height = 0;
        canvas.Open("muted", "fill=\"currentColor\"");
        if (look.Leftmost && look.LeftRoom > 0 && figure.RowLabels is { } rows && cellHeight >= SmallestLabelled)
        {
            HeatLabels.DrawRows(canvas, rows, area, Math.Min(look.LabelSize, cellHeight), look.LeftRoom - 8);
        }

        if (look.Lowest && figure.ColumnLabels is { } columns && cellWidth >= SmallestLabelled)
        {
            HeatLabels below = HeatLabels.Columns(columns, cellWidth, look.LabelSize);
            below.Draw(canvas, area);
            height = below.Height;
        }

        canvas.Close();
        return height;
    }

    public IEnumerable<LegendEntry> Legend(IReadOnlyDictionary<string, SeriesStyle> styles) => [];

    /// <summary>Cells are square, unless the matrix is so flat or so tall that squares would waste the page.</summary>
    private static double CellHeight(double cellWidth, int rows, int columns) =>
        rows < columns / 3d ? Math.Max(cellWidth, Math.Min(24, 220d / rows))
            : rows > columns * 2 ? Math.Min(cellWidth, Math.Max(14, 480d / rows))
            : cellWidth;

    private bool WritesValues(double cellWidth, double cellHeight, double size)
    {
        if (figure.WritesValues is { } wish) return wish;
        if (figure.Values.Length > MostValues || cellHeight < size + 4) return false;
        Func<double, string> label = CellText.For(figure.Values);
        return cellWidth
            >= figure.Values.Cast<double>().Where(double.IsFinite).Max(value => TextWidth.Of(label(value), size)) + 6;
    }

    private static string[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(i => $"{i}")];
}
