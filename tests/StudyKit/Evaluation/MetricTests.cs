using StudyKit.Evaluation;

namespace StudyKit.Tests.Evaluation;

public sealed class MetricTests
{
    [Fact]
    public void Perplexity_weighs_batches_by_their_tokens()
    {
        // Ten tokens at ln 4 and thirty at ln 2: mean (10 · 2 + 30 · 1) / 40 = 1.25 bits.
        Perplexity perplexity = new();
        perplexity.Add(Math.Log(4), 10);
        perplexity.Add(Math.Log(2), 30);
        perplexity.Add(double.NaN, 0);
        Assert.Equal(1.25, perplexity.Bits, 12);
        Assert.Equal(Math.Pow(2, 1.25), perplexity.Value, 12);
        Assert.Equal(40, perplexity.Tokens);
        Assert.Throws<ArgumentOutOfRangeException>(() => perplexity.Add(-1, 1));
    }

    [Fact]
    public void Accuracy_counts_and_gives_wilsons_interval()
    {
        Accuracy accuracy = new();
        accuracy.Add([1, 2, 3, 4], [1, 2, 0, 4]);
        accuracy.Add(true);
        Assert.Equal((4, 5, 0.8), (accuracy.Right, accuracy.Total, accuracy.Value));
        Assert.Equal(Statistics.Proportion(4, 5), accuracy.Interval());
        Assert.Throws<ArgumentException>(() => accuracy.Add([1], [1, 2]));
    }

    [Fact]
    public void Drawing_again_finds_the_interval_of_a_mean()
    {
        // 100 values 0..99: mean 49.5, standard error 28.87/10: about ±5.7 at 95%.
        Interval interval = Bootstrap.Interval(100, rows => rows.Average(), samples: 2000, seed: 3);
        Assert.Equal(49.5, interval.Estimate);
        Assert.InRange(interval.Low, 43, 45);
        Assert.InRange(interval.High, 54, 56);
        Interval wide = Bootstrap.Interval(100, rows => rows.Average(), samples: 2000, level: 0.99, seed: 3);
        Assert.True(wide.Low < interval.Low && wide.High > interval.High);
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Interval(0, rows => 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Interval(1, rows => 0, samples: 10));
    }
}
