using StudyKit.Evaluation;
using StudyKit.Evaluation.Bleu;

namespace StudyKit.Tests.Evaluation;

public sealed class BleuMetricTests
{
    private static readonly string[] s_hypotheses =
    [
        "The dog bit the man.", "It wasn't surprising.", "The man had just bitten him.",
    ];

    private static readonly string[][] s_references =
    [
        ["The dog bit the man.", "The dog had bit the man."],
        ["It was not unexpected.", "No one was surprised."],
        ["The man bit him first.", "The man had bitten the dog."],
    ];

    // The worked example of sacrebleu's README and the values its tests pin.
    [Theory]
    [InlineData(BleuTokenization.Mteval13a, 4, 48.530827)]
    [InlineData(BleuTokenization.None, 4, 49.1919566)]
    [InlineData(BleuTokenization.Mteval13a, 1, 77.65)]
    [InlineData(BleuTokenization.Mteval13a, 3, 53.93)]
    [InlineData(BleuTokenization.Mteval13a, 6, 43.28)]
    public void The_published_example_scores_as_published(BleuTokenization tokenization, int order, double expected)
    {
        BleuScore score = BleuMetric.Corpus(
            s_hypotheses, s_references, new BleuOptions { Tokenization = tokenization, MaximumOrder = order });
        Assert.Equal(expected, score.Score, order == 4 ? 1e-6 : 5e-3);
    }

    [Fact]
    public void Clipping_and_brevity_are_the_papers_worked_example()
    {
        // Papineni et al. (2002), §2.1, example 2: "the" seven times against references with two and one: 2/7.
        BleuOptions unigrams = new() { MaximumOrder = 1, LowerCase = true };
        BleuScore clipped = BleuMetric.Corpus(
            ["the the the the the the the"], [["The cat is on the mat", "There is a cat on the mat"]], unigrams);
        Assert.Equal(200.0 / 7, clipped.Precisions[0], 12);
        Assert.Equal(1, clipped.BrevityPenalty);

        // "the cat" against "the cat sat": p = 1, BP = exp(1 − 3/2).
        Assert.Equal(100 * Math.Exp(-0.5), BleuMetric.Corpus(["the cat"], ["the cat sat"], unigrams).Score, 12);
    }

    [Fact]
    public void A_sentence_without_a_match_of_some_length_is_smoothed_by_halving()
    {
        // Words 1: 2 of 3; 2: 0 of 2 → 1/(2·2); 3: 0 of 1 → 1/(4·1); 4-grams there are none.
        BleuScore score = BleuMetric.Sentence("a b c", ["c x a"]);
        Assert.Equal([200.0 / 3, 25, 25, 0], score.Precisions
            .Select(precision => Math.Round(precision, 12)), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(100 * Math.Pow(2.0 / 3 * 0.25 * 0.25, 1.0 / 3), score.Score, 9);
        Assert.Equal(
            0, BleuMetric.Sentence("a b c", ["c x a"], new BleuOptions { Smoothing = BleuSmoothing.None }).Score);
    }

    [Fact]
    public void The_line_and_the_signature_are_in_sacrebleus_notation()
    {
        BleuScore score = BleuMetric.Corpus(
            s_hypotheses, s_references, new BleuOptions { LowerCase = true, Smoothing = BleuSmoothing.Floor });
        Assert.Equal("nrefs:2|case:lc|eff:no|tok:13a|smooth:floor[0.10]", score.Signature);
        Assert.StartsWith("BLEU|nrefs:2|case:lc|eff:no|tok:13a|smooth:floor[0.10] = 48.5 82.4/50.0/45.5/37.5 (BP = " +
            "0.943 ratio = 0.944 hyp_len = 17 ref_len = 18)", score.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Drawing_again_gives_an_interval_around_the_score_and_the_same_for_the_same_seed()
    {
        string[] references =
        [
            .. Enumerable.Range(0, 200).Select(i => $"sentence {i} has some words in it number {i * i} ."),
        ];
        string[] good = [.. references.Select(
            (line, i) => i % 4 == 0 ? line.Replace("some", "a few", StringComparison.Ordinal) : line)];
        string[] bad = [.. references.Select(
            (line, i) => i % 2 == 0 ? line.Replace("words in it", "letters", StringComparison.Ordinal) : line)];

        Interval interval = BleuMetric.BootstrapInterval(good, references, samples: 200, seed: 1);
        Interval difference = BleuMetric.PairedBootstrapDifference(good, bad, references, samples: 200);

        Assert.Equal(BleuMetric.Corpus(good, references).Score, interval.Estimate);
        Assert.True(interval.Contains(interval.Estimate));
        Assert.InRange(interval.High - interval.Low, 1, 10);
        Assert.Equal(interval, BleuMetric.BootstrapInterval(good, references, samples: 200, seed: 1));
        Assert.True(difference.Low > 0);
        Assert.Equal(0, BleuMetric.PairedBootstrapDifference(good, good, references, samples: 40).High);
    }

    [Fact]
    public void Input_that_cannot_be_scored_is_named()
    {
        Assert.Contains(
            "Received 0 hypotheses and 0 references",
            Assert.Throws<ArgumentException>(() => BleuMetric.Corpus([], Array.Empty<string>())).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Received 2 hypotheses and 1 references",
            Assert.Throws<ArgumentException>(() => BleuMetric.Corpus(["a", "b"], ["a"])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Sentence 1 has none",
            Assert.Throws<ArgumentException>(() => BleuMetric.Corpus(["a", "b"], [["a"], []])).Message,
            StringComparison.Ordinal);
    }
}
