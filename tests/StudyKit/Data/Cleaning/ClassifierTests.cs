using StudyKit.Data.Cleaning;
using StudyKit.Evaluation;
using StudyKit.World;

namespace StudyKit.Tests.Data.Cleaning;

public sealed class ClassifierTests
{
    [Fact]
    public void It_tells_replies_that_fit_from_those_of_other_dialogues()
    {
        NgramClassifier classifier = new();
        classifier.Train(Pairs(1, 600));
        var held = Pairs(2, 200);
        var curve = PrecisionRecall.Curve(
            [.. held.Select(pair => classifier.Score(pair.Utterance, pair.Reply))],
            [.. held.Select(pair => pair.Good)]);
        Assert.InRange(PrecisionRecall.Average(curve), 0.85, 1);
        PrecisionRecallPoint chosen = PrecisionRecall.Choose(curve, 0.9);
        Assert.True(chosen.Precision >= 0.9 && chosen.Recall > 0.4, chosen.ToString());
    }

    [Fact]
    public void A_curve_worked_by_hand()
    {
        var curve = PrecisionRecall.Curve([0.9, 0.8, 0.8, 0.1], [true, false, true, true]);
        Assert.Equal([new(0.9, 1, 1 / 3.0), new(0.8, 2 / 3.0, 2 / 3.0), new(0.1, 0.75, 1)], curve);
        Assert.Equal((1 / 3.0) + (2 / 9.0) + (0.25), PrecisionRecall.Average(curve), 9);
        Assert.Equal(1, PrecisionRecall.Choose(curve, 0.7).Recall);
        Assert.Throws<ArgumentException>(() => PrecisionRecall.Curve([1], [false]));
    }

    [Fact]
    public void Logistic_regression_finds_the_line_that_made_the_data()
    {
        // P(good) = 1/(1 + e^−(2x − 1)): of 100 at each of 21 places so many are good as it says.
        var data = Enumerable.Range(-10, 21).Select(i => i / 5.0)
            .SelectMany(x => Enumerable.Range(0, 100)
                .Select(k => (X: x, Good: (k + 0.5) / 100 < 1 / (1 + Math.Exp(1 - (2 * x)))))).ToArray();
        FeatureClassifier classifier = new();
        classifier.Train([.. data.Select(one => new[] { one.X })], [.. data.Select(one => one.Good)], penalty: 1e-6);
        foreach (double x in new[] { -1, 0, 0.5, 1.5 })
        {
            Assert.Equal(1 / (1 + Math.Exp(1 - (2 * x))), classifier.Score([x]), 2);
        }

        Assert.Throws<ArgumentException>(() => classifier.Score([1, 2]));
        Assert.Throws<ArgumentException>(() => classifier.Train([[1.0], [2.0]], [true, true]));
    }

    private static (string Utterance, string Reply, bool Good)[] Pairs(long seed, int count)
    {
        var dialogues = WorldTalk.Take(seed, count);
        return [.. dialogues.SelectMany((dialogue, i) =>
            new[] { (dialogue[^2], dialogue[^1], true), (dialogue[^2], dialogues[(i + 1) % count][1], false) })];
    }
}
