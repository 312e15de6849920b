using System.Text.RegularExpressions;
using StudyKit.Charts;
using StudyKit.Contracts;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Charts.Explorers;

public sealed class AttentionFigureTests
{
    [Fact]
    public void The_picture_shows_all_heads_of_the_last_layer_with_every_token_named()
    {
        string svg = SampleAttention.Small().Still().ToSvg();
        Assert.Equal(
            ["Encoder 2, head 1", "Encoder 2, head 2"],
            Regex.Matches(svg, ">(Encoder [^<]*)</text>").Select(match => match.Groups[1].Value));
        // Columns under both panels, rows at the first alone.
        Assert.Equal(3, Regex.Count(svg, ">&lt;s&gt;</text>"));
        Assert.Equal(6, Regex.Count(svg, ">Wang</text>"));
        Assert.Contains(">Heads &lt;learn&gt;</text>", svg, StringComparison.Ordinal);
        // At the last step head 1 is a diagonal of ones: five cells of one colour, one a row.
        Assert.Contains("d=\"M0 0.5h1M1 1.5h1M2 2.5h1M3 3.5h1M4 4.5h1\"", svg, StringComparison.Ordinal);
        Assert.Contains("d=\"M0 0.5h1M0 1.5h1M0 2.5h1M0 3.5h1M0 4.5h1\"", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void The_caption_says_what_the_picture_leaves_out()
    {
        Assert.Equal(
            "What to see & why. The picture shows all heads of Encoder 2 for the first sentence, step 1,000: who " +
            "asks in rows, what is looked at in columns.",
            SampleAttention.Small().Still().CaptionText);
        Assert.Equal(
            "The picture shows the first 16 of 17 heads of Layer 1 for the first sentence: who asks in rows, what is " +
            "looked at in columns. A cell is the greatest of 4×4 weights.",
            SampleAttention.Large(100, 17).Still().CaptionText);
    }

    [Fact]
    public void A_long_text_is_pooled_and_keeps_its_strongest_weights()
    {
        AttentionFigure large = SampleAttention.Large(100, 2);
        FigureTable table = large.Still().ToTable();
        // Two heads, each of 25 rows after four tokens were put into one place.
        Assert.Equal(50, table.Rows.Count);
        Assert.Equal("Attention: 1 layers with 2 heads, 1 sentence of at most 100 tokens.", large.ToString());
    }

    [Fact]
    public void Alone_it_brings_picture_data_and_script_and_nothing_of_its_words_is_read_as_HTML()
    {
        string html = SampleAttention.Small().ToHtml();
        Assert.Equal(1, Regex.Count(html, "<div class=\"sk-attention\">"));
        Assert.Equal(2, Regex.Count(html, "<script"));
        Assert.DoesNotContain("<dog>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<哥哥>", html, StringComparison.Ordinal);
        Assert.Contains("\\u003Cdog\\u003E 51%", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_hundred_and_twelve_tokens_stay_small()
    {
        AttentionFigure large = SampleAttention.Large(512, 16);
        Assert.Equal(4_194_304, large.Record.Codes.Length);
        Assert.InRange(large.ToJson().Length, 10_000, 1_020_000);
        Assert.InRange(large.Still().ToHtml().Length, 20_000, 500_000);
    }

    [Fact]
    public void Its_words_are_one_line() => Assert.Equal(
        "Heads <learn>: 2 layers with 4 heads, 2 sentences of at most 5 tokens, at 3 steps of training.",
        SampleAttention.Small().ToString());

    [Fact]
    public void A_record_that_cannot_be_drawn_is_refused() => Assert.Contains(
        "rounded into 1 to 255 levels. Received 0", Assert.Throws<ArgumentException>(
            () => new AttentionFigure(SampleAttention.Small().Record with { Levels = 0 })).Message,
        StringComparison.Ordinal);
}
