using StudyKit.Evaluation;

namespace StudyKit.Tests.Evaluation;

public sealed class PhraseAndAnswerScoreTests
{
    [Fact]
    public void A_phrase_counts_when_both_ends_and_kind_are_right()
    {
        PhraseScore score = new();
        // Expected: person 0-1, thing 3-4. Found: person 0-1, thing 3-3, and a place at 5. P = 1/3, R = 1/2, F1 = 2/5.
        score.Add([1, 2, 0, 5, 0, 3], [1, 2, 0, 5, 6, 0]);
        Assert.Equal(0.4, score.F1, 12);
        Assert.Equal(0, new PhraseScore().F1);
        Assert.Throws<ArgumentException>(() => score.Add([1], [1, 2]));
    }

    [Fact]
    public void Two_phrases_side_by_side_are_two_and_one_that_goes_on_with_nothing_begins()
    {
        PhraseScore score = new();
        score.Add([1, 1, 0, 6, 6], [1, 1, 0, 5, 6]);
        Assert.Equal(1, score.F1);
        score.Add([1, 2], [1, 1]);
        Assert.Equal(2.0 * 3 / (4 + 5), score.F1, 12);
    }

    [Theory]
    [InlineData("The doctor", "the doctor.", 1, 1)]
    [InlineData("he swam with me", "he swam", 0, 2.0 * 2 / 6)]
    [InlineData("red red", "red", 0, 2.0 / 3)]
    [InlineData("park", "zoo", 0, 0)]
    [InlineData("", "zoo", 0, 0)]
    public void Answers_are_scored_as_SQuAD_does(string found, string expected, double exact, double f1)
    {
        Assert.Equal(exact, AnswerScore.ExactMatch(found, expected));
        Assert.Equal(f1, AnswerScore.F1(found, expected), 12);
    }
}
