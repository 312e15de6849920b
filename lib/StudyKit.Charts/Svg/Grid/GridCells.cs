using StudyKit.Charts.Colors;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg.Drawing;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Grid;

/// <summary>
/// Draws the panels of a grid, each with its title; labels of shared axes stand at the left and at the bottom only.
/// </summary>
internal sealed class GridCells
{
    private readonly SvgCanvas _canvas;
    private readonly GridFigure _grid;
    private readonly IPanelPicture[] _panels;
    private readonly int _columns;
    private readonly double _gap;
    private readonly double _left, _labels;
    private readonly HeatScale? _heat;
    private readonly Dictionary<string, SeriesStyle> _styles;
    private readonly PlotScales?[] _scales;
    private readonly double _labelSize;
    private readonly List<double> _rowMiddles = [];

    public GridCells(
        SvgCanvas canvas, GridFigure grid, IPanelPicture[] panels, int columns, double headings, double width,
        double gap, HeatScale? heat,
        Dictionary<string, SeriesStyle> styles)
    {
        (_canvas, _grid, _panels, _columns) = (canvas, grid, panels, columns);
        (_gap, _heat, _styles) = (gap, heat, styles);
        _labelSize = canvas.Fonts.Tick - 1;
        _scales = SharedScales.For(grid);
        double guess = (width - headings - (gap * (columns - 1))) / columns;
        double labels = Enumerable.Range(0, panels.Length).Where(i => i % columns == 0 || !grid.SharesScales)
            .Max(i => panels[i].LeftLabels(guess, _labelSize, _scales[i]));
        _labels = labels;
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
            string[][] titles =
            [
                .. row.Select(panel => panel.TitleText is { } title
                    ? TextWidth.Wrap(title, _canvas.Fonts.Tick, ColumnWidth).Take(2).ToArray()
                    : []),
            ];
            y += titles.Max(lines => lines.Length) * _canvas.Fonts.Tick * 1.2;
            if (titles.Any(lines => lines.Length > 0)) y += 4;
            double[] heights = [.. _panels.Skip(start).Take(_columns).Select(panel => panel.PanelHeight(ColumnWidth))];
            double height = heights.Max(), below = 0;
            _rowMiddles.Add(y + (height / 2));
            for (int column = 0; column < row.Length; column++)
            {
                Rect area = new(_left + (column * (ColumnWidth + Between)), y, ColumnWidth, heights[column]);
                PanelTitle(titles[column], area);
                bool lowest = start + column + _columns >= _grid.Panels.Length || !_grid.SharesScales;
                bool leftmost = column == 0 || !_grid.SharesScales;
                PanelLook look = new(_scales[start + column], _heat, _styles, _labelSize, leftmost, lowest, _labels);
                below = Math.Max(below, _panels[start + column].DrawPanel(_canvas, area, look));
            }

            bottom = y + height + below;
            y = bottom + _gap;
        }

        return bottom;
    }

    private void PanelTitle(string[] lines, Rect area)
    {
        if (lines.Length == 0) return;
        double size = _canvas.Fonts.Tick, y = area.Y - 5 - ((lines.Length - 1) * size * 1.2);
        _canvas.Open("fg", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
        for (int i = 0; i < lines.Length; i++)
        {
            string fitting = TextWidth.Fit(lines[i], size, area.Width + _gap - 2);
            _canvas.Text(fitting, area.X, y, attributes: Part(lines, i));
            y += size * 1.2;
        }

        _canvas.Close();
    }
}
