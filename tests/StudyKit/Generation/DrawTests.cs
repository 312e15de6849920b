using StudyKit.Generation;
using StudyKit.Tests.Support;
using StudyKit.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Generation;

/// <summary>Draws from a large vocabulary are those that a sort of all of it would give.</summary>
[Collection(TorchCollection.Name)]
public sealed class DrawTests
{
    private const int Rows = 60, Tokens = 5003;

    [Theory]
    [InlineData(1, null)]        // a few tokens have nearly all the probability
    [InlineData(1, 0.9)]
    [InlineData(1, 1.0)]
    [InlineData(1, 0.99999)]
    [InlineData(0.5, null)]
    [InlineData(20, null)]       // nearly even: the draw may lie anywhere
    [InlineData(20, 0.5)]
    public void They_are_those_of_a_sorted_vocabulary(double temperature, double? nucleus)
    {
        random.manual_seed(17);
        using Tensor logits = randn(Rows, Tokens) * 6;
        SamplingOptions options = new() { Temperature = temperature, TopP = nucleus, Seed = 23 };
        using Given decoder = new(logits);
        int[][] drawn = Sampling.Generate(decoder, [.. Enumerable.Repeat(new[] { 0 }, Rows)], 1, options);
        int differ = 0;
        for (int row = 0; row < Rows; row++)
        {
            if (Expected(row) != drawn[row].Single()) differ++;
        }

        Assert.Equal(0, differ);

        int Expected(int row)
        {
            double[] scores = [.. logits[row].data<float>().ToArray().Select(x => x / temperature)];
            double most = scores.Max(), whole = scores.Sum(x => Math.Exp(x - most));
            (int Id, double P)[] sorted = [.. scores.Select((x, id) => (id, Math.Exp(x - most) / whole))
                .OrderByDescending(one => one.Item2).ThenBy(one => one.id)];
            double kept = 0;
            if (nucleus is { } sum)
            {
                int count = 0;
                while (count < Tokens && kept < sum) kept += sorted[count++].P;
                sorted = sorted[..count];
            }
            else
            {
                kept = 1;
            }

            double at = new SeededRandom(23, row).NextDouble() * kept, passed = 0;
            foreach ((int id, double p) in sorted)
            {
                passed += p;
                if (passed > at) return id;
            }

            return sorted[^1].Id;
        }
    }

    [Fact]
    public void The_token_that_passes_a_number_is_found_without_a_sort()
    {
        double[] p = [0.125, 0, 0.5, 0.125, 0.25, 0];
        // In order: 2 (0.5), 4 (0.75), 0 (0.875), 3 (1), then 1 and 5, which nothing draws.
        Assert.Equal((2, 0.5), LikeliestFirst.Pass(p, 0));
        Assert.Equal((2, 0.5), LikeliestFirst.Pass(p, 0.49));
        Assert.Equal((4, 0.75), LikeliestFirst.Pass(p, 0.5));
        Assert.Equal((2, 0.5), LikeliestFirst.Pass(p, 0.5, reach: true));
        Assert.Equal((0, 0.875), LikeliestFirst.Pass(p, 0.75));
        Assert.Equal((3, 1.0), LikeliestFirst.Pass(p, 0.9));
        Assert.Equal((3, 1.0), LikeliestFirst.Pass(p, 1));
        Assert.Equal((3, 1.0), LikeliestFirst.Pass(p, 1.5, reach: true));
        Assert.Equal((0, 1.0), LikeliestFirst.Pass([1.0], 0.3));
        // All equal: by ids.
        Assert.Equal((600, 601 / 1024.0), LikeliestFirst.Pass([.. Enumerable.Repeat(1 / 1024.0, 1024)], 600 / 1024.0));
    }

    private sealed class Given(Tensor logits) : IDecodingState
    {
        public int Rows => DrawTests.Rows;

        public Tensor Advance(Tensor tokens) => logits.alias();

        public void KeepRows(Tensor rows) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
