using StudyKit.Charts.Scales;

namespace StudyKit.Tests.Charts.Scales;

public sealed class TickTextTests
{
    [Fact]
    public void Compared_values_share_their_decimals()
    {
        Assert.Equal(["8.5", "83.4", "14.0"], TickText.Alike([8.5, 83.38, 13.97]));
        Assert.Equal(["18.9M", "6.3M"], TickText.Alike([18_944_000, 6_303_744]));
        Assert.Equal(["0.763", "0.028", "0", ""], TickText.Alike([0.7631, 0.0284, 0, double.NaN]));
        Assert.Equal(["31", "33"], TickText.Alike([31, 33]));
    }

    [Fact]
    public void A_value_that_is_missing_has_no_text_however_large_the_others_are() =>
        Assert.Equal(["3.1×10¹²", ""], TickText.Alike([3.1e12 + 0.5, double.NaN]));
}
