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

    [Fact]
    public void Yes_and_no_are_scored_as_GLUE_does()
    {
        BinaryScore score = new();
        Assert.Equal((0, 0, 0), (score.Accuracy, score.F1, score.Matthews));
        // 5 right yeses, 2 wrong ones, 3 right noes, 1 wrong one.
        foreach ((int predicted, int expected, int times) in new[] { (1, 1, 5), (1, 0, 2), (0, 0, 3), (0, 1, 1) })
        {
            for (int i = 0; i < times; i++) score.Add(predicted, expected);
        }

        Assert.Equal(8.0 / 11, score.Accuracy, 12);
        Assert.Equal(2.0 * 5 / (7 + 6), score.F1, 12);
        Assert.Equal((5.0 * 3 - 2 * 1) / Math.Sqrt(7.0 * 6 * 5 * 4), score.Matthews, 12);
        Assert.Throws<ArgumentException>(() => score.Add(2, 1));

        // Who always says yes is right half the time and knows nothing; who always says the opposite knows all.
        BinaryScore always = new(), opposite = new();
        foreach (int truth in new[] { 0, 1 }) { always.Add(1, truth); opposite.Add(1 - truth, truth); }
        Assert.Equal((0.5, 0), (always.Accuracy, always.Matthews));
        Assert.Equal((0, -1), (opposite.F1, Math.Round(opposite.Matthews, 12)));
    }

    [Theory]
    [InlineData("The doctor", "the doctor.", 1, 1)]
    [InlineData("he swam with me", "he swam", 0, 2.0 * 2 / 6)]
    [InlineData("red red", "red", 0, 2.0 / 3)]
    [InlineData("park", "zoo", 0, 0)]
    [InlineData("", "zoo", 0, 0)]
    [InlineData("€5 million", "5 million", 0, 2.0 * 1 / 4)]
    [InlineData("$5 million", "5 million", 1, 1)]
    [InlineData("20°", "20", 0, 0)]
    [InlineData("1990–1995", "19901995", 0, 0)]
    [InlineData("1990-1995", "19901995", 1, 1)]
    [InlineData("the–cat", "–cat", 1, 1)]
    [InlineData("北京。", "北京", 0, 0)]
    public void Answers_are_scored_as_SQuAD_does(string found, string expected, double exact, double f1)
    {
        Assert.Equal(exact, AnswerScore.ExactMatch(found, expected));
        Assert.Equal(f1, AnswerScore.F1(found, expected), 12);
    }
}
