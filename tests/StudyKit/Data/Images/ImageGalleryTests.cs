using System.Text.RegularExpressions;
using StudyKit.Data.Images;

namespace StudyKit.Tests.Data.Images;

public sealed class ImageGalleryTests
{
    [Fact]
    public void Pictures_hold_the_pixels_and_captions_are_text()
    {
        ImageSet set = DrawnImages.Make(3, 8, seed: 5);
        string html = ImageGallery.Html(set, [2, 0], index => $"{index} <b>", "two & two");
        string[] pictures = [.. Regex.Matches(html, "base64,([^\"]+)").Select(match => match.Groups[1].Value)];
        Assert.Equal(2, pictures.Length);
        (int height, int width, byte[] pixels) = ImageDecoder.Decode(Convert.FromBase64String(pictures[0]), "picture");
        Assert.Equal((8, 8), (height, width));
        Assert.Equal(set.Image(2).ToArray(), pixels);
        Assert.Contains("2 &lt;b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<figcaption>two &amp; two</figcaption>", html, StringComparison.Ordinal);
    }
}
