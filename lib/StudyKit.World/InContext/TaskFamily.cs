using StudyKit.Text;

namespace StudyKit.World.InContext;

/// <summary>
/// Tasks of one make. A prompt is about one of them: <paramref name="Begin"/> chooses which one (say, which label
/// stands for which kind of word) and gives what draws its examples.
/// </summary>
/// <param name="Name">For tables and figures.</param>
/// <param name="Begin">Chooses a task; the function that it gives draws one example after the other.</param>
/// <remarks>
/// "Language Models are Few-Shot Learners" (Brown et al., 2020), §1 and Figure 1.1: within one sequence the sub-task
/// repeats.
/// </remarks>
public sealed record TaskFamily(string Name, Func<SeededRandom, Func<SeededRandom, ContextExample>> Begin)
{
    /// <summary>Examples of one task.</summary>
    /// <param name="random">Chooses the task and the examples.</param>
    /// <param name="count">How many.</param>
    public IReadOnlyList<ContextExample> Draw(SeededRandom random, int count)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Func<SeededRandom, ContextExample> task = Begin(random);
        return [.. Enumerable.Range(0, count).Select(_ => task(random))];
    }
}
