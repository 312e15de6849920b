using StudyKit.Checkpoints;

namespace StudyKit.Models.Gpt;

/// <summary>How published GPT files become the state of the models here.</summary>
public static class GptWeights
{
    /// <summary>
    /// For <see cref="GptForLanguageModel"/>: the body's keys may lack <c>transformer.</c>, the tied head may be stored
    /// twice, and stored masks are passed over.
    /// </summary>
    public static LoadOptions LanguageModel { get; } = new()
    {
        Rename = key => key.StartsWith("transformer.", StringComparison.Ordinal)
            || key.StartsWith("lm_head.", StringComparison.Ordinal) ? key : "transformer." + key,
        Aliases = new Dictionary<string, string> { ["lm_head.weight"] = "transformer.tokens_embed.weight" },
        Ignored = [".attn.bias"],
    };
}
