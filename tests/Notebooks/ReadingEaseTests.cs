using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks;

/// <summary>The English of the notebooks is short sentences in plain words.</summary>
public sealed class ReadingEaseTests
{
    [Theory]
    [InlineData("cat", 1)]
    [InlineData("table", 2)]
    [InlineData("the", 1)]
    [InlineData("make", 1)]
    [InlineData("learned", 1)]
    [InlineData("fitted", 2)]
    [InlineData("makes", 1)]
    [InlineData("tables", 2)]
    [InlineData("sentences", 3)]
    [InlineData("attention", 3)]
    [InlineData("residual", 3)]
    public void Syllables_are_counted_by_groups_of_vowels(string word, int syllables) =>
        Assert.Equal(syllables, ReadingEase.SyllablesOf(word));

    // 5 and 4 words, 5 and 6 syllables: 0.39 · 4.5 + 11.8 · 11 / 9 - 15.59
    [Fact]
    public void A_grade_worked_by_hand()
    {
        ReadingEase ease = ReadingEase.Of(
        [
            "## A heading is no prose\n\nThe cat sat on $x^2$ mats. `Code` makes tables and sofas.\n\n$$a = b$$",
            "| a | table |",
        ]);
        Assert.Equal(new ReadingEase(2, 9, 11), ease);
        Assert.Equal(0.39 * 4.5 + 11.8 * 11 / 9 - 15.59, ease.Grade, 12);
    }

    /// <summary>Every notebook.</summary>
    public static TheoryData<string> Names => [.. QuickRuns.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_reads_easily(string notebook)
    {
        ReadingEase ease = ReadingEase.OfFile(SolutionFolder.File("notebooks", $"{notebook}.ipynb"));
        Assert.True(ease is { Grade: <= 10, SentenceLength: <= 18, Sentences: > 50 }, $"{notebook}: {ease}");
    }
}
