using StudyKit.Models.Transformer;

namespace StudyKit.Tests.Probes;

/// <summary>The small Transformer that the probes are tried on: every size a different number.</summary>
internal static class ProbedModel
{
    public static TransformerConfig Config { get; } = new()
    {
        VocabularySize = 23,
        Width = 12,
        Heads = 3,
        EncoderLayers = 2,
        DecoderLayers = 2,
        FeedForwardWidth = 13,
        Dropout = 0,
    };
}
