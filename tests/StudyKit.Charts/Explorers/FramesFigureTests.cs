using System.Text.RegularExpressions;
using StudyKit.Charts;

namespace StudyKit.Tests.Charts.Explorers;

public sealed class FramesFigureTests
{
    [Fact]
    public void Without_a_script_the_frames_are_small_multiples_on_one_scale()
    {
        FramesFigure frames = Lines(4).Title("Softmax").Caption("See.");
        string svg = frames.Still().ToSvg();
        Assert.Equal(
            ["d_k = 1", "d_k = 2", "d_k = 3", "d_k = 4"],
            Regex.Matches(svg, ">(d_k = [^<]*)</text>").Select(match => match.Groups[1].Value));
        Assert.Equal(("Softmax", "See."), (frames.Still().TitleText, frames.Still().CaptionText));
        Assert.Equal("Softmax: frames over d_k: 1, 2, 3, 4", frames.ToString());
        Assert.Equal("""{"name":"d_k","frames":["1","2","3","4"]}""", frames.ToJson());
    }

    [Fact]
    public void Each_frame_alone_keeps_the_scale_of_all()
    {
        // The last line ends at 40: every frame's axis has its tick there.
        Assert.All(Lines(4).All, frame => Assert.Contains(">40</text>", frame.ToSvg(), StringComparison.Ordinal));
        FramesFigure maps = Figure.Frames("w", new[] { 1, 10 }.Select(w => ($"{w}",
            (Figure)Figure.Heatmap(new double[,] { { 0, w }, { w, 0 } }))));
        Assert.All(maps.All, frame => Assert.Contains(">10</text>", frame.ToSvg(), StringComparison.Ordinal));
        FramesFigure bars = Figure.Frames("b", new[] { 1, 8 }.Select(b => ($"{b}",
            (Figure)Figure.Bar().Categories("one").Series("x", [b]))));
        Assert.All(bars.All, frame => Assert.Contains(">8</text>", frame.ToSvg(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_html_holds_every_frame_wide_and_narrow()
    {
        string html = Lines(3).ToHtml();
        Assert.Equal(1, Regex.Count(html, "<figure class=\"sk-figure sk-frames\">"));
        Assert.Equal(3, Regex.Count(html, "<div class=\"sk-frame\" title=\"[123]\">"));
        Assert.Equal(4, Regex.Count(html, "class=\"sk-svg sk-wide\""));
        Assert.Equal(4, Regex.Count(html, "class=\"sk-svg sk-narrow\""));
        Assert.Equal(1, Regex.Count(html, "<script"));
    }

    [Fact]
    public void Of_many_frames_twelve_are_shown_with_the_first_and_the_last()
    {
        Figure still = Lines(23).Still();
        Assert.Equal(12, Regex.Count(still.ToSvg(), ">d_k = "));
        Assert.Contains(">d_k = 1<", still.ToSvg(), StringComparison.Ordinal);
        Assert.Contains(">d_k = 23<", still.ToSvg(), StringComparison.Ordinal);
        Assert.Equal("12 of 23 frames; the slider goes through all.", still.CaptionText);
    }

    [Fact]
    public void What_is_no_row_of_frames_is_refused()
    {
        Assert.Contains("2 to 60 frames. Received 1", Assert.Throws<ArgumentException>(() => Lines(1)).Message,
            StringComparison.Ordinal);
        Assert.Contains("needs a name", Assert.Throws<ArgumentException>(
            () => Figure.Frames(" ", ("1", Line(1)), ("2", Line(2)))).Message, StringComparison.Ordinal);
        Assert.Contains("Received null, a message, a grid", Assert.Throws<ArgumentException>(
            () => Figure.Frames("x", ("1", Line(1)), ("2", Figure.Message("t", "m")))).Message, StringComparison
            .Ordinal);
    }

    private static FramesFigure Lines(int count) =>
        Figure.Frames("d_k", Enumerable.Range(1, count).Select(i => ($"{i}", (Figure)Line(i))));

    private static XyFigure Line(int i) =>
        Figure.Line().X("key").Y("weight", from: 0).Series("scaled", [1, 2, 3], [0, i, 10 * i]);
}
