using StudyKit.Text;
using StudyKit.World.InContext;

namespace StudyKit.Data.InContext;

/// <summary>Examples of one task written one after the other, and where their answers stand.</summary>
/// <param name="Ids">The tokens.</param>
/// <param name="Answers">First token and length of each example's answer, in the order of the examples.</param>
public sealed record ContextPrompt(IReadOnlyList<int> Ids, IReadOnlyList<(int Start, int Length)> Answers)
{
    /// <summary>Stands before an answer of several tokens.</summary>
    public const string Equal = "=";

    /// <summary>Stands behind an answer of several tokens.</summary>
    public const string Stop = ";";

    /// <summary>
    /// Writes examples. Those of one token each stand side by side (<c>dog B rice A</c>); longer ones take signs (<c>1
    /// + 2 = 0 3 ;</c>).
    /// </summary>
    /// <param name="vocabulary">Holds every token.</param>
    /// <param name="examples">The examples.</param>
    /// <exception cref="KeyNotFoundException">A token is not in the vocabulary.</exception>
    public static ContextPrompt Write(Vocabulary vocabulary, IEnumerable<ContextExample> examples)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(examples);
        List<int> ids = [];
        List<(int, int)> answers = [];
        foreach (ContextExample example in examples)
        {
            bool single = example.Input.Count == 1 && example.Output.Count == 1;
            ids.AddRange(example.Input.Select(vocabulary.IdOf));
            if (!single) ids.Add(vocabulary.IdOf(Equal));
            answers.Add((ids.Count, example.Output.Count));
            ids.AddRange(example.Output.Select(vocabulary.IdOf));
            if (!single) ids.Add(vocabulary.IdOf(Stop));
        }

        return new ContextPrompt(ids, answers);
    }

    /// <summary>
    /// The share of answers that are wholly right, by the number of examples before them. Every example of a prompt is
    /// a question after those that stand before it, so one reading gives zero-, one- and few-shot accuracy at once.
    /// </summary>
    /// <param name="prompts">Prompts of the same shape.</param>
    /// <param name="logits">
    /// The model: ids [B, T] → logits [B, T, V], of which each position sees what stands before it.
    /// </param>
    /// <param name="device">Where the model is; the CPU when null.</param>
    /// <returns>One share for each example's place: element k is k-shot.</returns>
    /// <exception cref="ArgumentException">There is no prompt, or their shapes differ.</exception>
    public static double[] Accuracy(
        IReadOnlyList<ContextPrompt> prompts, Func<Tensor, Tensor> logits, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(logits);
        if (prompts.Count == 0
            || prompts.Any(prompt => prompt.Ids.Count != prompts[0].Ids.Count
                || !prompt.Answers.SequenceEqual(prompts[0].Answers)))
            throw new ArgumentException("Prompts must have the same length and their answers the same places. " +
                $"Received {prompts.Count} of {prompts.Select(prompt => prompt.Ids.Count).Distinct().Count()} lengths.",
                nameof(prompts));
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        int length = prompts[0].Ids.Count;
        Tensor ids = tensor(
            [.. prompts.SelectMany(prompt => prompt.Ids).Select(id => (long)id)],
            [prompts.Count, length],
            device: device ?? CPU);
        Tensor right = logits(ids.narrow(1, 0, length - 1)).argmax(-1).eq(ids.narrow(1, 1, length - 1)); // [B, T − 1]
        return [.. prompts[0].Answers.Select(answer =>
            right.narrow(1, answer.Start - 1, answer.Length).all(1).to(ScalarType.Float32).mean().ToDouble())];
    }
}
