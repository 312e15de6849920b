using StudyKit.Papers;

namespace StudyKit.Tests.Papers;

public sealed class LedgerTests
{
    private sealed record Config(int Layers, int Width, bool PreNorm);

    [Fact]
    public void Only_what_differs_is_listed()
    {
        Ledger ledger = Ledger.Differences(
            "Differs from the paper", new Config(6, 512, false), new Config(3, 512, true));
        Assert.Equal(["Layers | 6 | 3", "PreNorm | no | yes"], ledger.Rows.Select(row => string.Join(" | ", row)));
    }

    [Fact]
    public void A_row_of_another_length_is_refused() =>
        Assert.Contains(
            "has 3 cells (what, paper, here). Received 1",
            Assert.Throws<ArgumentException>(() => new Ledger("x", "what", "paper", "here").Add("a")).Message);
}
