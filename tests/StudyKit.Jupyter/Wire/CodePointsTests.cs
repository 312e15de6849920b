using StudyKit.Jupyter.Wire;

namespace StudyKit.Tests.Jupyter.Wire;

public sealed class CodePointsTests
{
    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("🎓ab", 1, 2)]
    [InlineData("a🎓b🎓", 3, 4)]
    [InlineData("a🎓b🎓", 4, 6)]
    [InlineData("学习", 1, 1)]
    public void A_place_behind_an_emoji_is_the_same_place(string text, int codePoint, int offset)
    {
        Assert.Equal(offset, CodePoints.ToUtf16(text, codePoint));
        Assert.Equal(codePoint, CodePoints.FromUtf16(text, offset));
    }

    [Fact]
    public void A_place_behind_the_end_is_the_end() => Assert.Equal(3, CodePoints.ToUtf16("a🎓", 9));
}
