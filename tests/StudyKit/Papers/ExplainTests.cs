using StudyKit.Contracts;
using StudyKit.Papers;

namespace StudyKit.Tests.Papers;

public sealed class ExplainTests
{
    [Theory]
    [InlineData(1, "it is so")]
    [InlineData(2, "it is not so")]
    public void The_verdict_chooses_the_words(long measured, string expected)
    {
        ClaimResult result = new Claim("paper.point", "It is one.", "§1").IsEqual(measured, 1, unit: "things");
        Explanation said = Explain.By(result, "it is so", "it is not so", "who knows");
        Assert.Equal((expected, "paper.point"), (said.Text, said.ClaimId));
    }

    [Fact]
    public void What_is_left_open_has_words_of_its_own()
    {
        ClaimResult open = new Claim("paper.point", "It is one.", "§1").Undecided("No data.");
        Assert.Equal("who knows", Explain.By(open, "a", "b", "who knows").ToString());
        Assert.Equal(Verdict.Undecided, Explain.By(open, "a", "b", "who knows").Verdict);
        Assert.Throws<ArgumentException>(() => Explain.By(open, "a", " ", "c"));
    }
}
