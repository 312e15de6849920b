using StudyKit.Charts;
using StudyKit.Contracts;

namespace StudyKit.Tests.Support.Samples;

/// <summary>Explorers for tests: small ones with everything in them, and large ones.</summary>
public static class SampleAttention
{
    public static string[] English { get; } = ["<s>", "Wang", "'s", "&", "Wang"];

    public static string[] Chinese { get; } = ["王芳", "的", "<哥哥>"];

    /// <summary>
    /// Two layers of two heads over two sentences and three steps, with vectors and effects. Head 1 looks at its own
    /// place, head 2 at the first; with each step half as sharp.
    /// </summary>
    public static AttentionFigure Small()
    {
        AttentionLayer[] layers = [new("Encoder 1", "Encoder", 2), new("Encoder 2", "Encoder", 2)];
        AttentionSentence[] sentences = [new([English], Boundary: 3), new([Chinese])];
        List<float> weights = [];
        foreach (AttentionSentence sentence in sentences)
        {
            for (int step = 0; step < 3; step++)
            {
                for (int head = 0; head < 4; head++) weights.AddRange(Sharp(sentence.Texts[0].Count, step, head % 2));
            }
        }

        float[][] vectors = [.. sentences.SelectMany(sentence => Enumerable.Range(0, 8).Select(part =>
            Enumerable.Range(0, sentence.Texts[0].Count * 3).Select(i => (i + part) % 5 - 2f).ToArray()))];
        return new AttentionFigure(AttentionRounding.Weights(layers, sentences, [0, 50, 1000], [.. weights]) with
        {
            Title = "Heads <learn>",
            Caption = "What to see & why.",
            Vectors = AttentionRounding.Vectors([3, 3], vectors),
            Effects = [.. Enumerable.Range(0, 4).Select(i => new HeadEffect(
                0, i / 2, i % 2, 0.1 * (i + 1), i, 5, "2 Wang", "cat 60%", "<dog> 51%"))],
        });
    }

    /// <summary>One layer of so many heads over so many tokens, each looking a little at all before it.</summary>
    public static AttentionFigure Large(int tokens, int heads)
    {
        float[] weights = new float[tokens * tokens * heads];
        for (int head = 0; head < heads; head++)
        {
            for (int i = 0; i < tokens; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    // A tenth for one of them, nine tenths shared by all.
                    bool isFirst = j == i * (head + 2) % (i + 1);
                    weights[(head * tokens + i) * tokens + j] = 0.9f / (i + 1) + (isFirst ? 0.1f : 0);
                }
            }
        }

        string[] words = [.. Enumerable.Range(0, tokens).Select(i => i % 7 == 0 ? "的" : $"t{i}")];
        return new AttentionFigure(AttentionRounding.Weights(
            [new AttentionLayer("Layer 1", "Layer", heads)], [new AttentionSentence([words])], [], weights));
    }

    private static IEnumerable<float> Sharp(int tokens, int step, int head)
    {
        float sharp = step / 2f;
        for (int i = 0; i < tokens; i++)
        {
            for (int j = 0; j < tokens; j++)
            {
                yield return (1 - sharp) / tokens + (j == (head == 0 ? i : 0) ? sharp : 0);
            }
        }
    }
}
