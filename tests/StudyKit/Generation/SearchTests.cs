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
    [InlineData(-0.5)]
    [InlineData(0.0)]
    [InlineData(0.6)]
    [InlineData(1.0)]
    [InlineData(3.0)]
    public void A_beam_that_holds_all_finds_what_enumeration_finds(double alpha)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Func<IReadOnlyList<int>, double[]> model = Random(seed);
            using WrittenDown decoder = new(1, model);
            // The last of four steps has 27 beginnings with four continuations each.
            BeamSearch.Hypothesis best =
                BeamSearch.Generate(decoder, Start, End, maxLength: 4, beams: 108, alpha).Single();
            (IReadOnlyList<int> tokens, double score) = Enumerate([], 0, model, alpha).MaxBy(e => e.Score);
            Assert.Equal(tokens, best.Tokens);
            Assert.Equal(score, best.Score, 4);
        }
    }

    [Fact]
    public void The_search_goes_on_until_no_later_end_can_win()
    {
        // Ending at once scores −1. The way over A costs log 0.1 at once and nothing more, and ends after 45 tokens:
        // −2.303 / (50 / 6)^0.6 = −0.645. All other ways thin out.
        Func<IReadOnlyList<int>, double[]> model = prefix =>
            prefix.Count == 0 ? [Math.Exp(-1), 0.9 - Math.Exp(-1), 0.1, 0]
            : prefix[0] != A ? [0.01, 0.33, 0.33, 0.33]
            : prefix.Count < 44 ? [0, 0, 1, 0] : [1, 0, 0, 0];
        using WrittenDown decoder = new(1, model);
        BeamSearch.Hypothesis best = BeamSearch.Generate(decoder, Start, End, 60, beams: 50, alpha: 0.6).Single();
        Assert.Equal(44, best.Tokens.Count);
        Assert.Equal(Math.Log(0.1) / Math.Pow(50.0 / 6, 0.6), best.Score, 4);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.6)]
    [InlineData(1.0)]
    public void One_beam_is_greedy(double alpha)
    {
        for (int seed = 0; seed < 200; seed++)
        {
            // Flat distributions: the end is often second best.
            using WrittenDown greedy = new(3, Random(seed, 0.5)), beam = new(3, Random(seed, 0.5));
            Assert.Equal(
                GreedySearch.Generate(greedy, Start, End, 6)[0],
                BeamSearch.Generate(beam, Start, End, 6, beams: 1, alpha)[0].Tokens);
        }
    }

    [Fact]
    public void An_end_that_is_not_among_the_best_does_not_end()
    {
        // p(end) = 0.40 and p(word) = 0.55 at each step, three words long.
        Func<IReadOnlyList<int>, double[]> model = prefix =>
            prefix.Count < 3 ? [0.40, 0.05, 0.55, 0] : [1, 0, 0, 0];
        using WrittenDown decoder = new(1, model);
        Assert.Equal([A, A, A], BeamSearch.Generate(decoder, Start, End, 6, beams: 1, alpha: 0).Single().Tokens);
    }

    [Fact]
    public void Searches_give_what_is_written_where_the_models_room_ends()
    {
        Func<IReadOnlyList<int>, double[]> model = _ => [0.01, 0, 0.99, 0];
        int[] three = [A, A, A];
        using WrittenDown greedy = new(1, model, room: 3), beam = new(1, model, room: 3);
        using WrittenDown drawn = new(1, model, room: 3);
        Assert.Equal(three, GreedySearch.Generate(greedy, Start, End, 10)[0]);
        Assert.Equal(
            three, Sampling.Generate(drawn, [[Start]], 10, SamplingOptions.Greedy, End)[0]);
        Assert.Equal(three, BeamSearch.Generate(beam, Start, End, 10, beams: 1).Single().Tokens);
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

    private static Func<IReadOnlyList<int>, double[]> Random(int seed, double spread = 3) => prefix =>
    {
        int hash = prefix.Aggregate(seed * 7919, (h, t) => (h * 31) + t + 17);
        double[] weights = [.. Enumerable.Range(0, 4).Select(i =>
            Math.Exp(spread * Math.Sin((hash * 0.37) + (i * 12.9))))];
        return [.. weights.Select(w => w / weights.Sum())];
    };

    /// <summary>A decoder whose probabilities are a function of the prefix.</summary>
    private sealed class WrittenDown(
        int batch, Func<IReadOnlyList<int>, double[]> model, int room = int.MaxValue) : IDecodingState
    {
        private int _read;

        private int[][] _prefixes = [.. Enumerable.Range(0, batch).Select(_ => Array.Empty<int>())];

        public int Rows => _prefixes.Length;

        public int Room => room - _read;

        public Tensor Advance(Tensor tokens)
        {
            Assert.True(Room > 0, "read beyond the room");
            _read++;
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
