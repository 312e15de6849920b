using StudyKit.Charts.Colors;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;
using static StudyKit.Charts.Svg.SvgCanvas;

namespace StudyKit.Charts.Svg;

/// <summary>Draws the panels of a grid, each with its title; labels of shared axes stand at the left and at the bottom only.</summary>
internal sealed class GridCells
{
    private readonly SvgCanvas _canvas;
    private readonly GridFigure _grid;
    private readonly int _columns;
    private readonly double _gap;
    private readonly double _left;
    private readonly HeatScale? _heat;
    private readonly Dictionary<string, SeriesStyle> _styles;
    private readonly PlotScales?[] _scales;
    private readonly double _labelSize;
    private readonly List<double> _rowMiddles = [];

    public GridCells(SvgCanvas canvas, GridFigure grid, int columns, double headings, double width, double gap, HeatScale? heat, Dictionary<string, SeriesStyle> styles)
    {
        (_canvas, _grid, _columns, _gap, _heat, _styles) = (canvas, grid, columns, gap, heat, styles);
        _labelSize = canvas.Fonts.Tick - 1;
        _scales = SharedScales.For(grid);
        double guess = (width - headings - (gap * (columns - 1))) / columns;
        double labels = grid.Panels.Where((_, i) => i % columns == 0 || !grid.SharesScales).Max(panel => LeftLabels(panel, guess));
        _left = headings + labels;

        // Own scales need their labels at every panel, shared ones at the first of a row.
        Between = grid.SharesScales ? gap : gap + labels;
        ColumnWidth = (width - _left - (Between * (columns - 1)) - 4) / columns;
    }

    /// <summary>The width of a panel without its labels.</summary>
    public double ColumnWidth { get; }

    private double Between { get; }

    public double RowMiddle(int row) => _rowMiddles[row];

    public double ColumnMiddle(int column) => _left + (column * (ColumnWidth + Between)) + (ColumnWidth / 2);

    /// <summary>Draws all panels from <paramref name="y"/> down and returns where they end.</summary>
    public double Draw(double y)
    {
        double bottom = y;
        for (int start = 0; start < _grid.Panels.Length; start += _columns)
        {
            Figure[] row = [.. _grid.Panels.Skip(start).Take(_columns)];
            string[][] titles = [.. row.Select(panel => panel.TitleText is { } title ? TextWidth.Wrap(title, _canvas.Fonts.Tick, ColumnWidth).Take(2).ToArray() : [])];
            y += titles.Max(lines => lines.Length) * _canvas.Fonts.Tick * 1.2;
            if (titles.Any(lines => lines.Length > 0)) y += 4;
            double height = row.Max(PanelHeight), below = 0;
            _rowMiddles.Add(y + (height / 2));
            for (int column = 0; column < row.Length; column++)
            {
                Rect area = new(_left + (column * (ColumnWidth + Between)), y, ColumnWidth, PanelHeight(row[column]));
                PanelTitle(titles[column], area);
                bool lowest = start + column + _columns >= _grid.Panels.Length || !_grid.SharesScales;
                below = Math.Max(below, Panel(start + column, area, leftmost: column == 0 || !_grid.SharesScales, lowest));
            }

            bottom = y + height + below;
            y = bottom + _gap;
        }

        return bottom;
    }

    private double PanelHeight(Figure panel) => panel is HeatmapFigure heatmap
        ? Math.Min(360, HeatmapSvg.CellHeight(ColumnWidth / heatmap.Values.GetLength(1), heatmap.Values.GetLength(0), heatmap.Values.GetLength(1)) * heatmap.Values.GetLength(0))
        : panel is BarFigure { IsHorizontal: true } bar ? bar.CategoryNames.Length * 24 : Math.Clamp(ColumnWidth * 0.62, 90, 220);

    private void PanelTitle(string[] lines, Rect area)
    {
        if (lines.Length == 0) return;
        double size = _canvas.Fonts.Tick, y = area.Y - 5 - ((lines.Length - 1) * size * 1.2);
        _canvas.Open("fg", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
        foreach (string line in lines)
        {
            _canvas.Text(TextWidth.Fit(line, size, area.Width + _gap - 2), area.X, y);
            y += size * 1.2;
        }

        _canvas.Close();
    }

    /// <summary>Draws one panel and returns the height of its labels below.</summary>
    private double Panel(int index, Rect area, bool leftmost, bool lowest)
    {
        Figure figure = _grid.Panels[index];
        if (figure is HeatmapFigure heatmap) return Heat(heatmap, area, leftmost, lowest);
        IAxes axes = (IAxes)figure;
        Frame frame = new(area, _scales[index]!.X, _scales[index]!.Y);
        bool swapped = figure is BarFigure { IsHorizontal: true };
        YAxisLabels left = YAxisLabels.For(frame.Y, area.Height * 1.3, _labelSize, area.Width * 0.4);
        XAxisLabels below = XAxisLabels.For(frame.X, area.Width, _labelSize, overhang: 4);
        Axes.Draw(_canvas, frame, left, below, swapped, !swapped, _labelSize, leftmost, lowest);
        AxesSvg.Marks(_canvas, frame, figure, [.. AxesSvg.SeriesOf(figure).Select(series => _styles[series.Name])]);
        References.Lines(_canvas, frame, axes, swapped);
        References.Labels(_canvas, frame, axes, PlotData.Points(frame, figure), swapped, linesLabelled: false);
        return lowest ? below.Height : 0;
    }

    private double Heat(HeatmapFigure figure, Rect area, bool leftmost, bool lowest)
    {
        HeatCells.Draw(_canvas, figure.Values, _heat ?? HeatScale.For([figure]), area);
        double cellHeight = area.Height / figure.Values.GetLength(0), cellWidth = area.Width / figure.Values.GetLength(1), height = 0;
        _canvas.Open("muted", "fill=\"currentColor\"");
        if (leftmost && figure.RowLabels is { } rows && cellHeight >= 9) HeatLabels.DrawRows(_canvas, rows, area, Math.Min(_labelSize, cellHeight), LeftLabels(figure, area.Width) - 8);
        if (lowest && figure.ColumnLabels is { } columns && cellWidth >= 9)
        {
            HeatLabels below = HeatLabels.Columns(columns, cellWidth, _labelSize);
            below.Draw(_canvas, area);
            height = below.Height;
        }

        _canvas.Close();
        return height;
    }

    /// <summary>The room that a panel's labels need at its left.</summary>
    private double LeftLabels(Figure panel, double width)
    {
        if (panel is HeatmapFigure heatmap)
        {
            bool fits = heatmap.RowLabels is not null && width * 0.8 / heatmap.Values.GetLength(1) >= 9;
            return fits ? Math.Min(heatmap.RowLabels!.Max(label => TextWidth.Of(label, _labelSize)), width * 0.4) + 8 : 0;
        }

        int index = Array.IndexOf(_grid.Panels, panel);
        return YAxisLabels.For(_scales[index]!.Y, 150, _labelSize, width * 0.4).Width;
    }
}
