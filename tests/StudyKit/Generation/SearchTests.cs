using StudyKit.Generation;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Generation;

/// <summary>Searches over small written-down distributions, against what enumerating every sequence finds.</summary>
[Collection(TorchCollection.Name)]
public sealed class SearchTests
{
    private const int End = 0, Start = 1, A = 2, B = 3;

    [Fact]
    public void Greedy_takes_the_best_next_token_and_beam_finds_the_better_sequence()
    {
        // From the start A is likelier than B, but what follows A is spread out: greedy falls for it.
        Func<IReadOnlyList<int>, double[]> model = prefix => prefix.Count switch
        {
            0 => [0, 0, 0.6, 0.4],
            1 when prefix[0] == A => [0.2, 0, 0.4, 0.4],
            1 => [0.1, 0, 0.9, 0],
            _ => [1, 0, 0, 0],
        };
        using WrittenDown greedy = new(2, model), beam = new(2, model);
        Assert.All(GreedySearch.Generate(greedy, Start, End, 5), tokens => Assert.Equal([A, A], tokens));
        Assert.All(BeamSearch.Generate(beam, Start, End, 5, beams: 2, alpha: 0), best =>
        {
            Assert.Equal([B, A], best.Tokens);
            Assert.Equal(Math.Log(0.36), best.Score, 5);
        });
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.6)]
    [InlineData(1.0)]
    public void A_wide_beam_finds_what_enumeration_finds(double alpha)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Func<IReadOnlyList<int>, double[]> model = Random(seed);
            using WrittenDown decoder = new(1, model);
            BeamSearch.Hypothesis best =
                BeamSearch.Generate(decoder, Start, End, maxLength: 4, beams: 40, alpha).Single();
            (IReadOnlyList<int> tokens, double score) = Enumerate([], 0, model, alpha).MaxBy(e => e.Score);
            Assert.Equal(tokens, best.Tokens);
            Assert.Equal(score, best.Score, 4);
        }
    }

    [Fact]
    public void One_beam_is_greedy()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            using WrittenDown greedy = new(3, Random(seed)), beam = new(3, Random(seed));
            Assert.Equal(
                GreedySearch.Generate(greedy, Start, End, 6)[0],
                BeamSearch.Generate(beam, Start, End, 6, beams: 1, alpha: 0)[0].Tokens);
        }
    }

    [Fact]
    public void The_length_penalty_is_the_published_formula()
    {
        Assert.Equal(1, BeamSearch.LengthPenalty(1, 0.6));
        Assert.Equal(Math.Pow(2.5, 0.6), BeamSearch.LengthPenalty(10, 0.6), 12);
    }

    // Every ended sequence of at most four tokens, end token included.
    private static IEnumerable<(IReadOnlyList<int> Tokens, double Score)> Enumerate(
        int[] prefix, double logP, Func<IReadOnlyList<int>, double[]> model, double alpha)
    {
        double[] p = model(prefix);
        yield return (prefix, (logP + Math.Log(p[End])) / BeamSearch.LengthPenalty(prefix.Length + 1, alpha));
        if (prefix.Length == 3) yield break;
        foreach (int token in new[] { Start, A, B })
        {
            foreach ((IReadOnlyList<int>, double) longer in Enumerate(
                [.. prefix, token], logP + Math.Log(p[token]), model, alpha))
            {
                yield return longer;
            }
        }
    }

    private static Func<IReadOnlyList<int>, double[]> Random(int seed) => prefix =>
    {
        int hash = prefix.Aggregate(seed * 7919, (h, t) => (h * 31) + t + 17);
        double[] weights = [.. Enumerable.Range(0, 4).Select(i => Math.Exp(3 * Math.Sin((hash * 0.37) + (i * 12.9))))];
        return [.. weights.Select(w => w / weights.Sum())];
    };

    /// <summary>A decoder whose probabilities are a function of the prefix.</summary>
    private sealed class WrittenDown(int batch, Func<IReadOnlyList<int>, double[]> model) : IDecodingState
    {
        private int[][] _prefixes = [.. Enumerable.Range(0, batch).Select(_ => Array.Empty<int>())];

        public int Rows => _prefixes.Length;

        public Tensor Advance(Tensor tokens)
        {
            long[] next = [.. tokens.squeeze(1).data<long>()];
            bool first = next.All(t => t == Start) && _prefixes.All(p => p.Length == 0) && !_started;
            _started = true;
            if (!first) _prefixes = [.. _prefixes.Select((p, i) => (int[])[.. p, (int)next[i]])];
            return tensor(
                _prefixes.SelectMany(p => model(p)).Select(p => (float)Math.Log(p)).ToArray(), _prefixes.Length, 4);
        }

        public void KeepRows(Tensor rows) => _prefixes = [.. rows.data<long>().ToArray().Select(r => _prefixes[r])];

        public void Dispose()
        {
        }

        private bool _started;
    }
}
