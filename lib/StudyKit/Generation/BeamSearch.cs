namespace StudyKit.Generation;

/// <summary>
/// Keeps the k most probable beginnings of each sequence and returns the best ended one.
/// </summary>
/// <remarks>
/// Source: "Attention Is All You Need", §6.1 (beam 4, length penalty α = 0.6); the penalty is Wu et al., 2016, equation
/// 14: a sequence Y of log-probability log P is scored log P / lp(Y) with lp(Y) = ((5 + |Y|) / 6)^α, the end token
/// counted. At each step all continuations of a sequence's open beginnings compete, the end token like any other, and
/// the k best are kept: those that end are ended sequences, the others stay open. A sequence is finished when nothing
/// is open, or when no open beginning can still beat the best ended one: open ones only lose probability. So one beam
/// is greedy, and a beam that holds all beginnings finds the best sequence of at most the greatest length.
/// </remarks>
public static class BeamSearch
{
    /// <summary>An ended sequence and its score.</summary>
    /// <param name="Tokens">Without start and end.</param>
    /// <param name="Score">log P / lp.</param>
    public sealed record Hypothesis(IReadOnlyList<int> Tokens, double Score);

    /// <summary>lp(Y) for a length |Y|.</summary>
    public static double LengthPenalty(int length, double alpha) => Math.Pow((5 + length) / 6.0, alpha);

    /// <summary>Writes all sequences of a decoder.</summary>
    /// <param name="decoder">A fresh decoder; it is used up but not disposed.</param>
    /// <param name="start">Id of the start token.</param>
    /// <param name="end">Id of the end token.</param>
    /// <param name="maxLength">
    /// Most tokens to write, end token included; the paper takes the source's length + 50.
    /// </param>
    /// <param name="beams">k. Default 4.</param>
    /// <param name="alpha">α of the length penalty. Default 0.6.</param>
    /// <param name="device">The decoder's device; null for the CPU.</param>
    /// <returns>For each sequence the best hypothesis. One cut off at the maximum is returned as it stands.</returns>
    public static IReadOnlyList<Hypothesis> Generate(
        IDecodingState decoder, int start, int end, int maxLength, int beams = 4, double alpha = 0.6,
        Device? device = null)
    {
        if (maxLength < 1 || beams < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(beams),
                $"At least one beam and one token. Received {beams} beams and a maximum of {maxLength}.");
        }

        SentenceBeams[] sentences =
        [
            .. Enumerable.Range(0, decoder.Rows).Select(_ => new SentenceBeams(beams, alpha, maxLength, end)),
        ];
        // One row of the batch for each open beginning, sentence by sentence.
        List<(SentenceBeams Sentence, Beginning Beginning)> rows = [.. sentences.Select(s => (s, s.Open[0]))];
        for (int length = 1; length <= maxLength && rows.Count > 0; length++)
        {
            // The decoder has room for one token at least, or the first step says what is wrong.
            bool last = length == maxLength || decoder.Room <= 1;
            using (inference_mode())
            using (NewDisposeScope())
            {
                Tensor tokens = tensor(
                    [.. rows.Select(row => (long)(row.Beginning.Tokens.Count == 0 ? start : row.Beginning.Tokens[^1]))],
                    device: device);
                Tensor logProbabilities = decoder.Advance(tokens.unsqueeze(1)).log_softmax(-1);
                // No more than k of one beginning's continuations can be among the k best of all.
                long candidates = Math.Min(beams, logProbabilities.shape[1]);
                (Tensor top, Tensor ids) = logProbabilities.topk((int)candidates, dim: -1);
                float[] scores = [.. top.cpu().data<float>()];
                long[] words = [.. ids.cpu().data<long>()];
                for (int row = 0; row < rows.Count; row++)
                {
                    for (int c = 0; c < candidates; c++)
                    {
                        rows[row].Sentence.Offer(
                            row, rows[row].Beginning, (int)words[(row * candidates) + c],
                            scores[(row * candidates) + c]);
                    }
                }

                foreach (SentenceBeams sentence in sentences) sentence.Close(length, last);
                rows = [.. sentences.Where(s => !s.Done).SelectMany(s => s.Open.Select(b => (s, b)))];
                if (rows.Count > 0)
                {
                    decoder.KeepRows(tensor([.. rows.Select(row => (long)row.Beginning.Row)], device: device));
                }
            }
        }

        return [.. sentences.Select(s => s.Best ?? new Hypothesis([], double.NegativeInfinity))];
    }

    // A beginning of a sequence, and the row of the batch that holds what the decoder computed for it.
    private sealed record Beginning(int Row, IReadOnlyList<int> Tokens, double LogProbability);

    private sealed class SentenceBeams(int beams, double alpha, int maxLength, int end)
    {
        private readonly List<Beginning> _offers = [];

        public List<Beginning> Open { get; private set; } = [new(0, [], 0)];

        public Hypothesis? Best { get; private set; }

        public bool Done { get; private set; }

        public void Offer(int row, Beginning before, int word, double logProbability) =>
            _offers.Add(new Beginning(row, [.. before.Tokens, word], before.LogProbability + logProbability));

        // Ties go to the earlier row and the lower token, so runs repeat.
        public void Close(int length, bool last)
        {
            if (Done) return;
            Beginning[] offers = [.. _offers.OrderByDescending(o => o.LogProbability)
                .ThenBy(o => o.Row).ThenBy(o => o.Tokens[^1])];
            _offers.Clear();
            foreach (Beginning ended in offers.Take(beams).Where(Ends))
            {
                Take([.. ended.Tokens.SkipLast(1)], ended.LogProbability, length);
            }

            Open = [.. offers.Take(beams).Where(o => !Ends(o) && o.LogProbability > double.NegativeInfinity)];
            if (last && Best is null && Open.Count > 0) Take(Open[0].Tokens, Open[0].LogProbability, length);
            Done = last || Open.Count == 0
                || (Best is not null && KindestFuture(Open[0].LogProbability, length) <= Best.Score);
        }

        private bool Ends(Beginning offer) => offer.Tokens[^1] == end;

        /// <summary>
        /// What an open beginning can reach at most: it ends with no further loss, at the length that serves it best,
        /// the next or the greatest (lp is monotone).
        /// </summary>
        private double KindestFuture(double logProbability, int length) =>
            logProbability / Math.Max(LengthPenalty(length + 1, alpha), LengthPenalty(maxLength, alpha));

        private void Take(IReadOnlyList<int> tokens, double logProbability, int length)
        {
            Hypothesis hypothesis = new(tokens, logProbability / LengthPenalty(length, alpha));
            if (Best is null || hypothesis.Score > Best.Score) Best = hypothesis;
        }
    }
}
