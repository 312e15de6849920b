using System.Text;
using StudyKit.Charts.Colors;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg.Drawing;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Heat;

/// <summary>
/// Draws the cells of a matrix. Cells of one colour are one path of short thick strokes in units of cells,
/// neighbours joined: about ten times smaller than a rectangle each.
/// </summary>
internal static class HeatCells
{
    public static void Draw(SvgCanvas canvas, double[,] values, HeatScale scale, Rect area)
    {
        int rows = values.GetLength(0), columns = values.GetLength(1);
        StringBuilder?[] strokes = new StringBuilder?[HeatColors.Steps];
        StringBuilder missing = new();
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns;)
            {
                int step = StepOf(values[row, column]), start = column;
                while (column < columns && StepOf(values[row, column]) == step) column++;
                StringBuilder path = step < 0 ? missing : strokes[step] ??= new StringBuilder();
                path.Append($"M{start} {row}.5h{column - start}");
            }
        }

        string transform = $"transform=\"translate({N(area.X)} {N(area.Y)}) scale({Fine(area.Width / columns)} " +
            $"{Fine(area.Height / rows)})\"";
        canvas.Raw($"<g {transform} fill=\"none\" stroke-width=\"1\" shape-rendering=\"crispEdges\">\n");
        for (int step = 0; step < strokes.Length; step++)
        {
            if (strokes[step] is { } path) canvas.Raw($"<path stroke=\"{scale.Color(step).Hex}\" d=\"{path}\"/>\n");
        }

        canvas.Raw("</g>\n");
        if (missing.Length > 0) Gaps(canvas, values, area);

        int StepOf(double value) => double.IsFinite(value) ? scale.Step(value) : -1;
    }

    /// <summary>Writes the values into the cells, dark on light colours and light on dark ones.</summary>
    public static void Values(SvgCanvas canvas, double[,] values, HeatScale scale, Rect area, double size)
    {
        int rows = values.GetLength(0), columns = values.GetLength(1);
        double width = area.Width / columns, height = area.Height / rows;
        Func<double, string> label = CellText.For(values);
        foreach (bool dark in (bool[])[true, false])
        {
            // Not of the theme: the colour behind the text is the same on every page.
            canvas.Raw($"<g fill=\"{(dark ? "#111111" : "#ffffff")}\" font-size=\"{N(size)}\" " +
                "text-anchor=\"middle\">\n");
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    double value = values[row, column];
                    if (!double.IsFinite(value) || WantsDark(scale.Color(scale.Step(value))) != dark) continue;
                    canvas.Text(
                        label(value),
                        area.X + ((column + 0.5) * width),
                        area.Y + ((row + 0.5) * height) + (size * 0.35));
                }
            }

            canvas.Raw("</g>\n");
        }
    }

    private static bool WantsDark(Rgb color) =>
        Rgb.Contrast(color, Rgb.Parse("#111111")) >= Rgb.Contrast(color, Rgb.Parse("#ffffff"));

    /// <summary>
    /// Cells without a value: no colour of the scale, but a thin diagonal, so that they are seen to be missing.
    /// </summary>
    private static void Gaps(SvgCanvas canvas, double[,] values, Rect area)
    {
        double width = area.Width / values.GetLength(1), height = area.Height / values.GetLength(0);
        StringBuilder path = new();
        for (int row = 0; row < values.GetLength(0); row++)
        {
            for (int column = 0; column < values.GetLength(1); column++)
            {
                if (double.IsFinite(values[row, column])) continue;
                path.Append($"M{N(area.X + (column * width))} {N(area.Y + ((row + 1) * height))}l{N(width)} " +
                    $"{N(-height)}");
            }
        }

        canvas.Open("grid");
        canvas.Path(path.ToString(), "stroke=\"currentColor\" stroke-width=\"1\"");
        canvas.Rectangle(area, "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1\"");
        canvas.Close();
    }

    /// <summary>Three decimals: over fifty cells a tenth of a pixel each would add up.</summary>
    private static string Fine(double value) => Math.Round(value, 3).ToString("0.###");
}
