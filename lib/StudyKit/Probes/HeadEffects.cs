using StudyKit.Contracts;
using StudyKit.Nn.Attention;

namespace StudyKit.Probes;

/// <summary>
/// What each head is worth for a prediction: it is silenced, the sentence is read again, and both predictions are
/// compared. A great attention weight alone does not say that (Jain and Wallace, 2019).
/// </summary>
internal static class HeadEffects
{
    public static IReadOnlyList<HeadEffect> Measure(
        Module model, ReadSentence[] sentences, AttentionReading reading, Func<int, string> words)
    {
        Dictionary<string, IHeadOutput> outputs = model.named_modules().Where(m => m.module is IHeadOutput)
            .ToDictionary(m => m.name, m => (IHeadOutput)m.module);
        List<HeadEffect> effects = [];
        bool wasTraining = model.training;
        model.eval();
        try
        {
            using IDisposable frozen = no_grad();
            for (int layer = 0; layer < reading.Layers.Count; layer++)
            {
                if (HeadRemoval.Of(outputs, reading.Paths[layer]) is null) continue;
                for (int head = 0; head < reading.Layers[layer].Heads; head++)
                {
                    using HeadRemoval removal = new(model, [(reading.Paths[layer], head)]);
                    for (int i = 0; i < sentences.Length; i++)
                    {
                        using DisposeScope scope = NewDisposeScope();
                        Tensor without = AttentionReading.Probabilities(sentences[i].Read());
                        effects.Add(Compare(
                            i, layer, head, reading.Predictions[i], without, sentences[i].Tokens, words));
                        without.Dispose();
                    }
                }
            }
        }
        finally
        {
            model.train(wasTraining);
        }

        return [.. effects.OrderBy(effect => effect.Sentence)];
    }

    private static HeadEffect Compare(
        int sentence, int layer, int head, Tensor with, Tensor without, IReadOnlyList<string> tokens,
        Func<int, string> words)
    {
        using Tensor distances = (with - without).abs().sum(-1) / 2;                  // [places]
        using Tensor before = with.argmax(-1), after = without.argmax(-1);            // [places]
        int at = (int)distances.argmax().ToInt64(), places = (int)distances.shape[0];
        // One place for a whole sentence is a verdict on all of it; else each token predicts something.
        string where = places == tokens.Count ? $"{at + 1} {tokens[at]}" : places == 1 ? "all" : $"{at + 1}";
        return new HeadEffect(
            sentence, layer, head, distances.mean().ToDouble(), (int)before.ne(after).sum().ToInt64(), places, where,
            Word(with, before), Word(without, after));

        string Word(Tensor probabilities, Tensor best)
        {
            long found = best[at].ToInt64();
            return $"{words((int)found)} {100 * probabilities[at, found].ToDouble():F0}%";
        }
    }
}
