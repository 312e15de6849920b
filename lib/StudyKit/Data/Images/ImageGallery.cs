using System.Text;
using StbImageWriteSharp;
using StudyKit.Contracts;

namespace StudyKit.Data.Images;

/// <summary>Images of a set side by side, each with a caption, as a piece of a page that needs no other file.</summary>
public static class ImageGallery
{
    /// <summary>Draws images as HTML; a notebook shows it with <c>HTML(...)</c>.</summary>
    /// <param name="images">The set.</param>
    /// <param name="indices">Which of them, in this order.</param>
    /// <param name="caption">What stands below an image; also what is read out instead of it.</param>
    /// <param name="text">The caption of the whole.</param>
    /// <param name="pixels">Width of an image on the page.</param>
    public static string Html(
        ImageSet images, IReadOnlyList<int> indices, Func<int, string> caption, string text, int pixels = 72)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(caption);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pixels);
        StringBuilder html = new(
            "<figure class=\"sk-figure\"><div style=\"display:flex;flex-wrap:wrap;gap:.8rem .6rem\">");
        foreach (int index in indices)
        {
            string words = Escaping.Html(caption(index));
            html.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"<div style=\"width:{pixels}px;font-size:.72rem;line-height:1.25\"><img width=\"{pixels}\" " +
                $"height=\"{pixels * images.Height / images.Width}\" style=\"image-rendering:pixelated;display:block;" +
                $"margin-bottom:.2rem\" alt=\"\" src=\"data:image/png;base64,{Png(images, index)}\">{words}</div>");
        }

        return html.Append("</div><figcaption>").Append(Escaping.Html(text))
            .Append("</figcaption></figure>").ToString();
    }

    private static string Png(ImageSet images, int index)
    {
        using MemoryStream stream = new();
        new ImageWriter().WritePng(
            images.Image(index).ToArray(), images.Width, images.Height, ColorComponents.RedGreenBlue, stream);
        return Convert.ToBase64String(stream.ToArray());
    }
}
