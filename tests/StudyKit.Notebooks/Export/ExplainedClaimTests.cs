using AngleSharp.Dom;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Papers;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>No text beside a claim says what the claim's verdict does not.</summary>
public sealed class ExplainedClaimTests
{
    private static readonly Explanation s_words =
        new("paper.a", Verdict.Supported, "It **is** so.", "It is not so.", "Nobody knows.");

    [Fact]
    public void The_words_are_those_of_the_verdict() =>
        Assert.Equal("It is so.", Shown(Claim("paper.a", 0.04)));

    // 0.04 is below 0.05, and above the 0.025 that the clearer of two comparisons must be below.
    [Fact]
    public void A_verdict_that_the_number_of_claims_takes_back_takes_its_words_along() => Assert.Equal(
        "Nobody knows. Alone it would be supported (p = 0.04); of 2 comparisons some give as much by chance alone " +
        "(Holm’s correction).",
        Shown(Claim("paper.a", 0.04), Claim("paper.b", 0.04)));

    [Fact]
    public void An_output_that_is_none_of_the_kits_is_shown_as_its_Markdown() => Assert.Equal(
        "Plain words.",
        OneCell.Output(Display(
            new MimeBundle { { MimeTypes.Explanation, "[1, 2]" }, { MimeTypes.Markdown, "Plain words." } }))
            .Cell.QuerySelector(".prose")!.TextContent.Trim());

    private static string Shown(params CellOutput[] claims)
    {
        IElement cell = OneCell.Output([
            .. claims,
            Display(new MimeBundle
            {
                { MimeTypes.Markdown, s_words.Text }, { MimeTypes.Explanation, RecordJson.Write(s_words.ToJson()) },
            }),
        ]).Cell;
        return string.Join(' ', cell.QuerySelectorAll(".prose p").Select(paragraph => paragraph.TextContent.Trim()));
    }

    private static DisplayOutput Claim(string id, double p) => Display(new MimeBundle
    {
        {
            MimeTypes.Claim, RecordJson.Write(new ClaimRecord(
                id, "A statement.", "§1", "", "1", (0.5, 1.5), "", 6, "rule", Verdict.Supported, "", P: p).ToJson())
        },
    });

    private static DisplayOutput Display(MimeBundle bundle) => new(bundle, []);
}
