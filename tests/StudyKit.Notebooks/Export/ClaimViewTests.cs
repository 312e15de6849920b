using StudyKit.Contracts;
using StudyKit.Notebooks.Export.Elements.Claims;

namespace StudyKit.Tests.Notebooks.Export;

public sealed class ClaimViewTests
{
    [Theory]
    [InlineData("28.4", "28.4 BLEU")]
    [InlineData("109,482,240", "109,482,240 BLEU")]
    [InlineData("95.5 against 91.0", "95.5 against 91.0 BLEU")]
    [InlineData("SQuAD F1 84.9 against 77.8", "SQuAD F1 84.9 against 77.8")]   // not in our unit
    [InlineData("80 / 10 / 10", "80 / 10 / 10")]
    [InlineData("74.7 against 59.9, mean of the tasks", "74.7 against 59.9, mean of the tasks")]
    [InlineData("117M, 1542M", "117M, 1542M")]
    [InlineData("", "")]
    public void A_published_value_has_the_unit_of_the_claim_where_it_is_bare_numbers(string published, string shown) =>
        Assert.Equal(shown, ClaimView.Published(new ClaimRecord(
            "id", "statement", "source", published, "1", null, "BLEU", 1, "rule", Verdict.Supported, "", null)));
}
