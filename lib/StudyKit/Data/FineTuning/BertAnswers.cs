using StudyKit.Data.Formats;
using StudyKit.Data.PreTraining;
using StudyKit.Text;
using StudyKit.Text.Examples;
using StudyKit.Text.WordPiece;

namespace StudyKit.Data.FineTuning;

/// <summary>A part of a passage with its question: [CLS] question [SEP] part [SEP].</summary>
/// <param name="Example">Which example it is of, from 0.</param>
/// <param name="Passage">The whole passage.</param>
/// <param name="Input">
/// The sequence and the answer's first and last token; both 0, [CLS], when the part does not hold the whole answer.
/// </param>
/// <param name="FirstToken">Where the part's first token stands in the sequence.</param>
/// <param name="Spans">Where each token of the part stands in the passage, in UTF-16 units.</param>
public sealed record AnswerWindow(
    int Example, string Passage, BertExample Input, int FirstToken, IReadOnlyList<TextSpan> Spans)
{
    /// <summary>The passage's text from one token to another, as it is written there.</summary>
    /// <param name="first">The first token's place in the sequence.</param>
    /// <param name="last">The last one's.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A token that is not of the passage, or the last before the first.
    /// </exception>
    public string Text(int first, int last)
    {
        if (first < FirstToken || last < first || last >= FirstToken + Spans.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(first), $"An answer must lie between tokens {FirstToken} " +
                $"and {FirstToken + Spans.Count - 1}, and not end before it starts. Received {first} to {last}.");
        }

        return Passage[Spans[first - FirstToken].Start..Spans[last - FirstToken].End];
    }

    /// <summary>
    /// The span with the greatest sum of its start's and its end's score, the end not before the start (§4.2).
    /// </summary>
    /// <param name="starts">A score for each token of the sequence.</param>
    /// <param name="ends">A score for each token of the sequence.</param>
    /// <param name="longest">Tokens of an answer at most.</param>
    public (string Text, double Score) Best(ReadOnlySpan<float> starts, ReadOnlySpan<float> ends, int longest = 30)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longest);
        int end = FirstToken + Spans.Count;
        if (starts.Length < end || ends.Length < end)
        {
            throw new ArgumentException($"Every token needs a score as start and as end: {end} of each. Received " +
                $"{starts.Length} and {ends.Length}.", nameof(starts));
        }

        (int First, int Last, double Score) best = (FirstToken, FirstToken, double.NegativeInfinity);
        for (int first = FirstToken; first < end; first++)
        {
            for (int last = first; last < Math.Min(end, first + longest); last++)
            {
                double score = (double)starts[first] + ends[last];
                if (score > best.Score) best = (first, last, score);
            }
        }

        return (Text(best.First, best.Last), best.Score);
    }
}

/// <summary>Questions with passages as BERT reads them (Devlin et al., 2019, §4.2).</summary>
public static class BertAnswers
{
    /// <summary>
    /// Cuts passages that are too long into parts, which overlap where the stride is shorter than a part: an answer is
    /// then whole in one of them.
    /// </summary>
    /// <param name="examples">Questions, passages and answers.</param>
    /// <param name="tokenizer">Cuts the texts and says where each token stands.</param>
    /// <param name="longest">Tokens of a sequence at most.</param>
    /// <param name="stride">
    /// Tokens from the start of one part to the next's; a part's whole length when that is less.
    /// </param>
    /// <param name="longestQuestion">Tokens of a question at most; the rest is cut off.</param>
    /// <exception cref="ArgumentException">
    /// An answer that does not stand where the example says, or no room for a passage beside the question; names the
    /// example.
    /// </exception>
    public static IReadOnlyList<AnswerWindow> Encode(IReadOnlyList<AnswerExample> examples,
        WordPieceTokenizer tokenizer, int longest = 384, int stride = 128, int longestQuestion = 64)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longestQuestion);
        return [.. examples.SelectMany(
            (example, index) => Windows(example, index, tokenizer, longest, stride, longestQuestion))];
    }

    private static IEnumerable<AnswerWindow> Windows(
        AnswerExample example, int index, WordPieceTokenizer tokenizer, int longest, int stride, int longestQuestion)
    {
        int stop = example.Start + example.Answer.Length;
        if (example.Start < 0 || example.Answer.Length == 0 || stop > example.Passage.Length
            || !example.Passage.AsSpan(example.Start, example.Answer.Length).SequenceEqual(example.Answer))
        {
            throw new ArgumentException("An answer must stand in its passage where the example says. Example " +
                $"{index} says \"{example.Answer}\" at {example.Start}.", nameof(example));
        }

        int[] question = [.. tokenizer.Encode(example.Question).Take(longestQuestion)];
        EncodedText passage = tokenizer.EncodeWithSpans(example.Passage);
        int room = longest - question.Length - 3, before = question.Length + 2;
        if (room < 1)
        {
            throw new ArgumentException($"Beside the question there must be room for the passage. Example {index} " +
                $"has a question of {question.Length} tokens in a sequence of {longest}.", nameof(longest));
        }

        // The tokens that share a character with the answer.
        int[] inside = [.. Enumerable.Range(0, passage.Spans.Count)
            .Where(i => passage.Spans[i].Start < stop && passage.Spans[i].End > example.Start)];
        for (int from = 0; from < passage.Ids.Count; from += Math.Min(stride, room))
        {
            int to = Math.Min(passage.Ids.Count, from + room);
            bool whole = inside.Length > 0 && inside[0] >= from && inside[^1] < to;
            int[] labels = whole ? [before + inside[0] - from, before + inside[^1] - from] : [0, 0];
            SentencePair pair = SentencePairs.Join(
                question, [.. passage.Ids.Skip(from).Take(to - from)], tokenizer.Vocabulary.Special, longest);
            yield return new AnswerWindow(
                index, example.Passage, new BertExample([pair], labels), before,
                [.. passage.Spans.Skip(from).Take(to - from)]);
            if (to == passage.Ids.Count) break;
        }
    }
}
