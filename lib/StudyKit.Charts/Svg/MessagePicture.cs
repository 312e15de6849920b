using StudyKit.Charts.Geometry;
using StudyKit.Charts.Svg.Drawing;
using static StudyKit.Charts.Svg.Drawing.SvgCanvas;

namespace StudyKit.Charts.Svg;

/// <summary>Draws a message where a picture should be: a thin frame, the title and why there is no picture.</summary>
internal sealed class MessagePicture(MessageFigure figure) : FigurePicture
{
    public override double Draw(SvgCanvas canvas, int width)
    {
        double size = canvas.Fonts.Label, y = 14;
        string[] title = [.. TextWidth.Wrap(figure.TitleText ?? "", canvas.Fonts.Title * 1.06, width - 32)];
        canvas.Open("fg", $"fill=\"currentColor\" font-size=\"{N(canvas.Fonts.Title)}\" font-weight=\"600\"");
        foreach (string line in title) canvas.Text(line, 16, y += canvas.Fonts.Title * 1.25);
        canvas.Close();
        canvas.Open("muted", $"fill=\"currentColor\" font-size=\"{N(size)}\"");
        y += 4;
        foreach (string line in TextWidth.Wrap(figure.Text, size, width - 32)) canvas.Text(line, 16, y += size * 1.45);
        canvas.Close();
        canvas.Open("axis");
        canvas.Rectangle(
            new Rect(0.5, 0.5, width - 1, y + 17), "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1\" rx=\"4\"");
        canvas.Close();
        return y + 19;
    }
}
