using System.Text.Json.Nodes;
using StudyKit.Charts.Colors;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;

namespace StudyKit.Charts.Plotly;

/// <summary>Small multiples as one chart: each panel a pair of axes with its own part of the page.</summary>
internal sealed class GridChart(GridFigure grid) : FigureChart
{
    private const double Width = 720;

    /// <summary>The room for the headings above a row.</summary>
    private const double Headings = 26;

    /// <summary>The room for what the rows and columns of all maps are, above the headings.</summary>
    private const double HeatTitles = 20;

    /// <summary>What the key to the colours leaves of it.</summary>
    private const double HeatWidth = 610;

    public override (JsonArray Data, JsonObject Layout) Build()
    {
        IHeat[] heats = [.. grid.Panels.OfType<IHeat>()];
        PlotScales?[] scales = SharedScales.For(grid);
        Dictionary<string, SeriesStyle> styles = Styles.ByName(grid.Named);
        double rowHeight = heats.Length == grid.Panels.Length
            ? Math.Clamp(HeatWidth / grid.Columns * heats.Max(Shape), 60, 420)
            : Math.Clamp(Width / grid.Columns * 0.7, 150, 300);
        string? rows = Common(heats, heat => heat.RowTitle), columns = Common(heats, heat => heat.ColumnTitle);
        double titles = rows is null && columns is null ? 0 : HeatTitles;
        JsonObject layout = PlotlyLayout.Base(grid, 100 + titles + Whole(rowHeight));
        if (heats.Length > 0)
        {
            layout["coloraxis"] = PlotlyLayout.ColorAxis(HeatScale.For(heats), heats[0].ColorAxis.Title);
        }

        if (styles.Count > 1) PlotlyLayout.Legend(layout);
        layout["margin"]!["t"] = layout["margin"]!["t"]!.GetValue<int>() + (int)titles;
        HeatTitle(layout, rows, 0, "left");
        HeatTitle(layout, columns, 1, "right");

        JsonArray data = [];
        HashSet<string> inLegend = [];
        for (int i = 0; i < grid.Panels.Length; i++)
        {
            IPanelChart panel = (IPanelChart)grid.Panels[i].Chart;
            string suffix = i == 0 ? "" : $"{i + 1}", x = $"x{suffix}", y = $"y{suffix}";
            (JsonObject across, JsonObject up) = panel.PanelAxes(x, scales[i]);
            Place(i, rowHeight, across, up, x, y);
            Trim(i, rowHeight, across, up);
            Titles(layout, i, x, y, up);
            layout[$"xaxis{suffix}"] = across;
            layout[$"yaxis{suffix}"] = up;
            panel.Complete(layout, x, y);
            foreach (JsonObject trace in panel.PanelTraces(scales[i], styles))
            {
                trace["xaxis"] = x;
                trace["yaxis"] = y;

                // One entry for each name, whatever the number of panels; bands have none.
                if (trace["name"] is { } name && trace["showlegend"] is null)
                {
                    trace["showlegend"] = inLegend.Add((string)name!);
                }

                data.Add(trace);
            }
        }

        return (data, layout);
    }

    /// <summary>
    /// Panels with scales of their own carry labels and titles of their own, which need room between the panels.
    /// </summary>
    private bool HasInnerLabels() => !grid.SharesScales && grid.Panels.Any(panel => panel is not IHeat);

    private double BetweenRows() => HasInnerLabels() ? 70 : Headings;

    /// <summary>The height of all rows with what stands above and between them.</summary>
    private double Whole(double rowHeight) =>
        Headings + (grid.Rows * rowHeight) + ((grid.Rows - 1) * BetweenRows());

    private static double Shape(IHeat figure) =>
        Math.Min(1.4, figure.Values.GetLength(0) / (double)figure.Values.GetLength(1));

    private void Place(int index, double rowHeight, JsonObject across, JsonObject up, string x, string y)
    {
        int row = index / grid.Columns, column = index % grid.Columns;
        double gapX = HasInnerLabels() ? Math.Min(0.16, 0.4 / grid.Columns) : Math.Min(0.03, 0.2 / grid.Columns);
        double whole = Whole(rowHeight), height = rowHeight / whole;
        double width = (1 - (gapX * (grid.Columns - 1))) / grid.Columns;
        double left = column * (width + gapX);
        double top = 1 - ((Headings + (row * (rowHeight + BetweenRows()))) / whole);
        across["domain"] = Json.Numbers([left, left + width]);
        up["domain"] = Json.Numbers([Math.Max(0, top - height), top]);
        across["anchor"] = y;
        up["anchor"] = x;
    }

    /// <summary>Shared axes move together, and only the outer panels carry labels.</summary>
    private void Trim(int index, double rowHeight, JsonObject across, JsonObject up)
    {
        bool heat = grid.Panels[index] is IHeat;
        if (heat)
        {
            HeatmapChart.NameAllOrNone(across, 0.9 * HeatWidth / grid.Columns);
            HeatmapChart.NameAllOrNone(up, rowHeight);
        }

        if (!grid.SharesScales) return;
        bool alike = grid.Panels.All(panel => panel.GetType() == grid.Panels[0].GetType());
        if (index % grid.Columns != 0)
        {
            up["showticklabels"] = false;
            up.Remove("title");
        }

        if (index + grid.Columns < grid.Panels.Length)
        {
            across["showticklabels"] = false;
            across.Remove("title");
        }

        if (!heat && grid.Columns > 2) across["nticks"] = 4;
        if (!alike || heat || index == 0) return;
        across["matches"] = "x";
        up["matches"] = "y";
    }

    /// <summary>
    /// What the rows, or the columns, of every map are; nothing where they differ or other kinds are there.
    /// </summary>
    private string? Common(IHeat[] heats, Func<HeatmapFigure, string?> title)
    {
        string?[] titles = [.. heats.OfType<HeatmapFigure>().Select(title).Distinct()];
        return titles.Length == 1 && heats.Length == grid.Panels.Length ? titles[0] : null;
    }

    /// <summary>
    /// Both in one line above the whole: below, the labels of the columns may be of any length, and plotly does not say
    /// where they end.
    /// </summary>
    private static void HeatTitle(JsonObject layout, string? title, double at, string anchor)
    {
        if (title is null) return;
        Marks.List(layout, "annotations").Add(new JsonObject
        {
            ["text"] = Json.Text(title),
            ["font"] = new JsonObject { ["size"] = PlotlyLayout.TitleSize },
            ["xref"] = "paper",
            ["yref"] = "paper",
            ["x"] = at,
            ["y"] = 1,
            ["yshift"] = -4,
            ["xanchor"] = anchor,
            ["yanchor"] = "bottom",
            ["showarrow"] = false,
        });
    }

    /// <summary>Headings stand at the edges, as in the static picture; a panel's own title stands above it.</summary>
    private void Titles(JsonObject layout, int index, string x, string y, JsonObject up)
    {
        int row = index / grid.Columns, column = index % grid.Columns;
        if (column == 0 && grid.RowNames is { } rows)
        {
            up["title"] = PlotlyLayout.Title(rows[row]);
        }

        if (row == 0 && grid.ColumnNames is { } columns) Above(columns[column], 0.5, "center");
        else if (grid.Panels[index].TitleText is { } title) Above(title, 0, "left");

        void Above(string text, double at, string anchor) => Marks.List(layout, "annotations").Add(new JsonObject
        {
            ["text"] = Json.Text(text),
            ["font"] = new JsonObject { ["size"] = 11 },
            ["xref"] = $"{x} domain",
            ["yref"] = $"{y} domain",
            ["x"] = at,
            ["y"] = 1,
            ["xanchor"] = anchor,
            ["yanchor"] = "bottom",
            ["showarrow"] = false,
        });
    }
}
