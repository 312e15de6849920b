using StudyKit.Generation;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Generation;

[Collection(TorchCollection.Name)]
public sealed class SamplingTests
{
    // Logits whose softmax is 0.5, 0.25, 0.15, 0.1, in an order of their own: tokens 2, 0, 3, 1.
    private static readonly double[] Scores = [Math.Log(0.25), Math.Log(0.1), Math.Log(0.5), Math.Log(0.15)];

    [Fact]
    public void Cuts_keep_the_most_probable_and_share_their_weight()
    {
        Check(new SamplingOptions(), 0.25, 0.1, 0.5, 0.15);
        Check(new SamplingOptions { TopK = 2 }, 1 / 3.0, 0, 2 / 3.0, 0);
        Check(new SamplingOptions { TopK = 9 }, 0.25, 0.1, 0.5, 0.15);
        Check(new SamplingOptions { TopP = 0.5 }, 0, 0, 1, 0);
        // 0.5 falls short, so the next one is needed
        Check(new SamplingOptions { TopP = 0.51 }, 1 / 3.0, 0, 2 / 3.0, 0);
        Check(new SamplingOptions { TopP = 0.89 }, 0.25 / 0.9, 0, 0.5 / 0.9, 0.15 / 0.9);
        Check(new SamplingOptions { TopP = 1e-9 }, 0, 0, 1, 0);
        // the nucleus of what k left: 2/3 reaches 0.6
        Check(new SamplingOptions { TopK = 2, TopP = 0.6 }, 0, 0, 1, 0);
        double[] warm = [.. new[] { 0.25, 0.1, 0.5, 0.15 }.Select(Math.Sqrt)];
        Check(new SamplingOptions { Temperature = 2 }, [.. warm.Select(w => w / warm.Sum())]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void The_most_probable_of_a_vocabulary_are_those_of_a_sort_with_ties_in_the_order_of_ids(int most)
    {
        random.manual_seed(3);
        // Rounded, so that equal scores are common, also at the border of what is kept.
        using Tensor logits = (randn(50, 211) * 4).round();
        using Tensor found = Sampling.Probabilities(logits, new SamplingOptions { TopK = most, Temperature = 1.5 });
        for (int row = 0; row < 50; row++)
        {
            double[] scores = [.. logits[row].data<float>().ToArray().Select(x => x / 1.5)];
            int[] kept = [.. Enumerable.Range(0, 211).OrderByDescending(i => scores[i]).ThenBy(i => i).Take(most)];
            double sum = kept.Sum(i => Math.Exp(scores[i]));
            double[] p = found[row].data<double>().ToArray();
            for (int i = 0; i < 211; i++)
            {
                Assert.Equal(kept.Contains(i) ? Math.Exp(scores[i]) / sum : 0, p[i], 12);
            }
        }
    }

    [Fact]
    public void Draws_follow_the_distribution_and_repeat_by_seed()
    {
        int[] Draw(long seed, int rows, SamplingOptions? options = null)
        {
            using Fixed decoder = new(rows);
            return [.. Sampling.Generate(decoder, [.. Enumerable.Repeat(new[] { 0 }, rows)], 1, (options
                ?? new()) with { Seed = seed }).Select(row => row[0])];
        }

        int[] many = Draw(1, 20_000);
        double[] shares = [.. Enumerable.Range(0, 4).Select(token => many.Count(drawn => drawn == token) / 20_000.0)];
        // four standard errors
        Assert.All(
            shares.Zip(new[] { 0.25, 0.1, 0.5, 0.15 }),
            pair => Assert.InRange(pair.First - pair.Second, -0.015, 0.015));
        Assert.Equal(many, Draw(1, 20_000));
        Assert.NotEqual(many, Draw(2, 20_000));
        Assert.Equal(many[..10], Draw(1, 10)); // a row's text does not depend on its neighbours
        Assert.All(Draw(1, 500, new SamplingOptions { TopK = 3 }), token => Assert.NotEqual(1, token));
        Assert.All(Draw(1, 50, SamplingOptions.Greedy), token => Assert.Equal(2, token));
    }

    [Fact]
    public void Ended_rows_leave_and_the_others_go_on()
    {
        using Fixed decoder = new(64);
        int[][] texts = Sampling.Generate(
            decoder, [.. Enumerable.Repeat(new[] { 0, 3 }, 64)], 6, new SamplingOptions { Seed = 5 }, end: 0);
        Assert.DoesNotContain(0, texts.SelectMany(text => text));
        Assert.Contains(texts, text => text.Length == 6);
        Assert.Contains(texts, text => text.Length == 0);
        Assert.Equal(2, decoder.Read[0]);
        Assert.All(decoder.Read.Skip(1), n => Assert.Equal(1, n));
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void Bad_input_is_told()
    {
        using Fixed decoder = new(2);
        string Message(int[][] prompts, SamplingOptions? options = null) =>
            Assert.Throws<ArgumentException>(() => Sampling.Generate(decoder, prompts, 1, options ?? new())).Message;
        Assert.Contains("group them by length", Message([[1], [1, 2]]), StringComparison.Ordinal);
        Assert.Contains("decoder's 2 rows. Received 1", Message([[1]]), StringComparison.Ordinal);
        string all = Message([[1], [1]], new SamplingOptions { Temperature = 0, TopK = 0, TopP = 1.5 });
        Assert.All(["Temperature", "TopK", "TopP"], name => Assert.Contains(name, all, StringComparison.Ordinal));
    }

    [Fact]
    public void Scores_of_a_model_that_has_failed_are_refused()
    {
        using Failed decoder = new();
        Assert.Contains(
            "drawn from finite scores",
            Assert.Throws<InvalidOperationException>(() => Sampling.Generate(decoder, [[1]], 1, new())).Message,
            StringComparison.Ordinal);
        Assert.True(is_grad_enabled());
    }

    private sealed class Failed : IDecodingState
    {
        public int Rows => 1;

        public Tensor Advance(Tensor tokens) => tensor(new[] { 1, float.NaN, 2 }).unsqueeze(0);

        public void KeepRows(Tensor rows) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    private static void Check(SamplingOptions options, params double[] expected)
    {
        using Tensor logits = tensor(Scores).unsqueeze(0), p = Sampling.Probabilities(logits, options);
        Near.Check([.. expected], p.squeeze(0), 1e-12, options.ToString());
    }

    // The same distribution whatever was read.
    private sealed class Fixed(int rows) : IDecodingState
    {
        public List<long> Read { get; } = [];

        public int Rows { get; private set; } = rows;

        public Tensor Advance(Tensor tokens)
        {
            Read.Add(tokens.shape[1]);
            return tensor(Scores).expand(Rows, 4);
        }

        public void KeepRows(Tensor rows) => Rows = (int)rows.shape[0];

        public void Dispose()
        {
        }
    }
}
