using StudyKit.Charts;
using StudyKit.Contracts;

namespace StudyKit.Probes;

/// <summary>
/// Makes an explorer of a model's attention: any model of the kit whose attentions offer their weights. It knows no
/// model: how a sentence is read is part of the sentence.
/// </summary>
/// <example><code>
/// AttentionExplorer.Of(model, [new(["the", "bank", "of", "the", "river"], () => model.call(ids))])
/// </code></example>
public static class AttentionExplorer
{
    /// <summary>Has the model read sentences and shows what its heads look at.</summary>
    /// <param name="model">The model; it is in evaluation mode meanwhile, and without gradients.</param>
    /// <param name="sentences">The sentences to choose from, each of 2 to 512 tokens.</param>
    /// <param name="recorded">
    /// Weights of the same sentences at steps of the training, from <see cref="Weights"/>: a slider goes through them.
    /// Null: as the model is now.
    /// </param>
    /// <param name="words">
    /// The word of each class that the model predicts. Given, every head is silenced in turn, to show what changes.
    /// </param>
    /// <param name="neurons">Whether queries and keys are recorded too.</param>
    /// <exception cref="ArgumentException">
    /// A sentence is too short or too long, has other tokens than the model read, or a weight is no number.
    /// </exception>
    public static AttentionFigure Of(
        Module model, IEnumerable<ReadSentence> sentences, IEnumerable<(long Step, Tensor Weights)>? recorded = null,
        Func<int, string>? words = null, bool neurons = true)
    {
        ReadSentence[] all = Checked(model, sentences);
        using AttentionReading reading = new(model, all, neurons);
        (long Step, Tensor Weights)[] times = [.. recorded ?? []];
        float[] weights = times.Length == 0 ? reading.Weights() : Joined(reading, times);
        AttentionRecord record = AttentionRounding.Weights(
            reading.Layers, reading.Sentences, [.. times.Select(time => time.Step)], weights);
        return new AttentionFigure(record with
        {
            Vectors = neurons ? reading.Vectors() : null,
            Effects = words is null ? [] : HeadEffects.Measure(model, all, reading, words),
        });
    }

    /// <summary>
    /// The weights of all sentences now, to be kept while a model is trained:
    /// <c>trainer.Records.Add("attention", AttentionExplorer.Weights(model, sentences))</c>.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="sentences">The sentences, the same and in the same order each time.</param>
    /// <returns>[N] on the CPU: for each sentence, layer and head a map [T, S]. The caller's.</returns>
    public static Tensor Weights(Module model, IEnumerable<ReadSentence> sentences)
    {
        using AttentionReading reading = new(model, Checked(model, sentences), neurons: false);
        return tensor(reading.Weights());
    }

    private static ReadSentence[] Checked(Module model, IEnumerable<ReadSentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sentences);
        ReadSentence[] all = [.. sentences];
        // Before the model reads: 10,000 tokens would take minutes, or all memory, and then be refused.
        AttentionLayer any = new("", "", 1);
        return AttentionCheck.Shape([any], [.. all.Select(AttentionReading.Texts)]) is { } problem
            ? throw new ArgumentException(problem, nameof(sentences))
            : all;
    }

    // Recorded: each time all sentences. A record: each sentence at all times.
    private static float[] Joined(AttentionReading reading, (long Step, Tensor Weights)[] times)
    {
        float[][] each = [.. times.Select(time => time.Weights.to(ScalarType.Float32).cpu().data<float>().ToArray())];
        int[] lengths = [.. reading.Lengths];
        int expected = lengths.Sum();
        if (each.FirstOrDefault(one => one.Length != expected) is { } other)
        {
            throw new ArgumentException($"Weights were recorded of the same sentences: {expected:N0} numbers at each " +
                $"step. Received {other.Length:N0}; give AttentionExplorer.Weights the same list.", nameof(times));
        }

        List<float> joined = [];
        for (int i = 0, from = 0; i < lengths.Length; from += lengths[i++])
        {
            foreach (float[] one in each) joined.AddRange(one.AsSpan(from, lengths[i]));
        }

        return [.. joined];
    }
}
