using StudyKit.Contracts;

namespace StudyKit.Tests.Contracts;

public sealed class EscapingTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;")]
    [InlineData("déjà 注意力 😀", "déjà 注意力 😀")]
    [InlineData("a\tb\r\nc", "a\tb\r\nc")]
    [InlineData("a\u0001b\u007Fc\uFFFEd", "a\uFFFDb\uFFFDc\uFFFDd")]
    public void Text_is_safe_as_content_and_in_quotes(string? text, string expected) =>
        Assert.Equal(expected, Escaping.Html(text));

    [Fact]
    public void Half_a_character_is_replaced() =>
        Assert.Equal("a\uFFFDb", Escaping.Html("a" + new string((char)0xD800, 1) + "b"));
}
