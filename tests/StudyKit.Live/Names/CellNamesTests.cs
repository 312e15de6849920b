using StudyKit.Live.Names;

namespace StudyKit.Tests.Live.Names;

/// <summary>What a cell gives to others and takes from them.</summary>
public sealed class CellNamesTests
{
    [Theory]
    [InlineData("int heads = 4;", "heads", "")]
    [InlineData("var (a, b) = Pair(x);", "a b", "Pair x")]
    [InlineData("total += step;", "total", "total step")]
    [InlineData("for (int i = 0; i < n; i++) total += i;", "total", "n total")]
    [InlineData("foreach (var row in rows) { double half = row.Width / 2; sum = sum + half; }", "sum", "rows sum")]
    [InlineData("double Twice(double v) => 2 * v * scale;", "Twice", "scale")]
    [InlineData("record Point(double X, double Y);", "Point", "")]
    [InlineData("if (found is int number) last = number;", "last number", "found")]
    [InlineData("values.Select(v => v.Name).ToArray()", "", "values")]
    [InlineData("var made = new Options { Rate = rate };", "made", "Options rate")]
    [InlineData("Draw(title: name, Size)", "", "Draw name Size")]
    [InlineData("int.TryParse(text, out int count);", "count", "text")]
    public void Names_are_read_off_the_text(string source, string defines, string uses)
    {
        CellNames names = CellNames.Of(source);
        Assert.Equal(Words(defines), names.Defines.Order(StringComparer.Ordinal));
        Assert.Equal(Words(uses), names.Uses.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_text_that_does_not_compile_gives_what_can_be_made_out() =>
        Assert.Contains("heads", CellNames.Of("int heads = 4; foo(").Defines);

    private static string[] Words(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
