using System.Text;
using StudyKit.Charts.Geometry;
using StudyKit.Charts.Model;
using StudyKit.Charts.Scales;
using StudyKit.Charts.Svg.Drawing;
using StudyKit.Charts.Svg.Names;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg.Marks;

/// <summary>Draws a sample as bars; several samples as outlines with pale fills, so that each stays visible.</summary>
internal sealed class HistogramMarks(HistogramFigure figure) : FigureMarks
{
    public override void Draw(SvgCanvas canvas, Frame frame, IReadOnlyList<SeriesStyle> styles)
    {
        Bins bins = Bins.For(figure);
        double bottom = frame.PixelY(0);
        for (int i = 0; i < figure.Samples.Length; i++)
        {
            double[] heights = bins.Heights(figure.Samples[i], figure.IsShare);
            canvas.Open(styles[i].Color);
            if (figure.Samples.Length == 1) Bars(canvas, frame, bins, heights, bottom);
            else Outline(canvas, frame, bins, heights, bottom, styles[i]);
            canvas.Close();
        }
    }

    public override Swatch SwatchOf(int series) => Swatch.Outline;

    public override IReadOnlyList<(double X, double Y)> Places(Frame frame)
    {
        Bins bins = Bins.For(figure);
        List<(double X, double Y)> places = [];
        foreach (Sample sample in figure.Samples)
        {
            double[] heights = bins.Heights(sample, figure.IsShare);
            for (int i = 0; i < bins.Count; i++)
            {
                double middle = (frame.PixelX(bins.Edge(i)) + frame.PixelX(bins.Edge(i + 1))) / 2;
                places.AddRange(Upright(middle, frame.Plot.Bottom, frame.PixelY(heights[i])));
            }
        }

        return places;
    }

    private static void Bars(SvgCanvas canvas, Frame frame, Bins bins, double[] heights, double bottom)
    {
        StringBuilder path = new();
        for (int bin = 0; bin < bins.Count; bin++)
        {
            double left = frame.PixelX(bins.Edge(bin)),
                right = frame.PixelX(bins.Edge(bin + 1)), top = frame.PixelY(heights[bin]);

            // A gap of a pixel between bars, unless they are so thin that it would eat them.
            double gap = right - left > 5 ? 0.5 : 0;
            if (heights[bin] > 0) path.Append($"M{N(left + gap)} {N(bottom)}V{N(top)}H{N(right - gap)}V{N(bottom)}z");
        }

        canvas.Path(path.ToString(), "fill=\"currentColor\"");
    }

    private static void Outline(
        SvgCanvas canvas, Frame frame, Bins bins, double[] heights, double bottom, SeriesStyle style)
    {
        StringBuilder path = new($"M{N(frame.PixelX(bins.Edge(0)))} {N(bottom)}");
        for (int bin = 0; bin < bins.Count; bin++)
        {
            path.Append($"V{N(frame.PixelY(heights[bin]))}H{N(frame.PixelX(bins.Edge(bin + 1)))}");
        }

        path.Append($"V{N(bottom)}");
        canvas.Path(path.ToString(), "fill=\"currentColor\" fill-opacity=\".16\" stroke=\"currentColor\" " +
            $"stroke-width=\"1.7\" stroke-linejoin=\"round\"{Strokes.Dashes(style.Dash)}");
    }
}
