using System.Text;
using StudyKit.Charts.Geometry;

namespace StudyKit.Tests.Charts.Geometry;

public sealed class TextWidthTests
{
    [Fact]
    public void A_Chinese_character_is_as_wide_as_the_font_is_high() => Assert.Equal(48, TextWidth.Of("今天天气", 12));

    [Theory]
    [InlineData("天", true)]
    [InlineData("。", true)]
    [InlineData("Ａ", true)]
    [InlineData("한", true)]
    [InlineData("𠀀", true)]
    [InlineData("a", false)]
    [InlineData("ß", false)]
    [InlineData("−", false)]
    public void Wide_characters_are_known(string text, bool wide) =>
        Assert.Equal(wide, TextWidth.IsWide(text.EnumerateRunes().First()));

    [Fact]
    public void A_text_is_cut_with_an_ellipsis_and_never_inside_a_character()
    {
        string cut = TextWidth.Fit("𠀀𠀀𠀀𠀀", 10, 35);
        Assert.Equal("𠀀𠀀…", cut);
        Assert.True(TextWidth.Of(cut, 10) <= 35);
        Assert.Equal("short", TextWidth.Fit("short", 10, 100));
    }

    [Fact]
    public void Lines_break_at_spaces_and_between_Chinese_characters()
    {
        Assert.Equal(["encoder", "attention"], TextWidth.Wrap("encoder attention", 10, 60));
        Assert.Equal(["今天天", "气好"], TextWidth.Wrap("今天天气好", 10, 30));
    }

    [Fact]
    public void Nothing_is_lost_by_wrapping() =>
        Assert.Equal(
            "a long title about 注意力 and more",
            string.Join(" ", TextWidth.Wrap("a long title about 注意力 and more", 10, 80)).Replace("  ", " "));
}
