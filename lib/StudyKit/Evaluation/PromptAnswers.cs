namespace StudyKit.Evaluation;

/// <summary>
/// What a language model answers to prompts (Radford et al., 2019, §3): nothing is trained for it, the text before the
/// answer is all that the model gets.
/// </summary>
public static class PromptAnswers
{
    private const int RowsAtOnce = 200;

    /// <summary>
    /// Which answers the most probable text has right to the last token. Each token is looked at after the right ones
    /// before it: where all are the most probable, so is the text that is written without help.
    /// </summary>
    /// <param name="logits">A causal language model: ids [B, T] → [B, T, V].</param>
    /// <param name="asked">Token ids of each prompt and of its answer, one at least of both.</param>
    /// <param name="padding">The token that fills shorter rows; no causal model sees it.</param>
    /// <param name="device">The model's device; the CPU when null.</param>
    /// <returns>For each question 1 where the whole answer is right, else 0.</returns>
    /// <exception cref="ArgumentException">A prompt or an answer is empty.</exception>
    public static double[] Right(
        Func<Tensor, Tensor> logits, IReadOnlyList<(int[] Prompt, int[] Answer)> asked, int padding,
        Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(asked);
        for (int i = 0; i < asked.Count; i++)
        {
            if (asked[i].Prompt.Length == 0 || asked[i].Answer.Length == 0)
            {
                throw new ArgumentException("A prompt and its answer have one token each at least. Received question " +
                    $"{i} with {asked[i].Prompt.Length} and {asked[i].Answer.Length}.", nameof(asked));
            }
        }

        List<double> right = [];
        foreach ((int[] Prompt, int[] Answer)[] some in asked.Chunk(RowsAtOnce))
        {
            using IDisposable frozen = no_grad();
            using DisposeScope scope = NewDisposeScope();
            int width = some.Max(question => question.Prompt.Length + question.Answer.Length);
            long[] ids = new long[some.Length * width];
            bool[] free = new bool[some.Length * (width - 1)];
            Array.Fill(ids, padding);
            Array.Fill(free, true);
            for (int row = 0; row < some.Length; row++)
            {
                (int[] prompt, int[] answer) = some[row];
                prompt.Concat(answer).Select(id => (long)id).ToArray().CopyTo(ids, row * width);
                Array.Fill(free, false, row * (width - 1) + prompt.Length - 1, answer.Length);
            }

            Tensor x = tensor(ids, [some.Length, width], device: device);                       // [B, T]
            Tensor counts = tensor(free, [some.Length, width - 1], device: device);             // [B, T − 1]
            Tensor best = logits(x.narrow(1, 0, width - 1)).argmax(-1);                         // [B, T − 1]
            Tensor whole = best.eq(x.narrow(1, 1, width - 1)).logical_or(counts).all(1);        // [B]
            right.AddRange(whole.cpu().data<bool>().Select(answer => answer ? 1.0 : 0.0));
        }

        return [.. right];
    }
}
