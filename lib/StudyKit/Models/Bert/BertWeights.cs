using StudyKit.Checkpoints;

namespace StudyKit.Models.Bert;

/// <summary>How published BERT files become the state of the models here.</summary>
public static class BertWeights
{
    /// <summary>
    /// For a file of Hugging Face's <c>BertForPreTraining</c>: old files call a norm's weight gamma and its bias beta,
    /// and some store the tied decoder twice.
    /// </summary>
    public static LoadOptions PreTraining { get; } = new()
    {
        Rename = Rename,
        Aliases = new Dictionary<string, string>
        {
            ["cls.predictions.decoder.weight"] = "bert.embeddings.word_embeddings.weight",
            ["cls.predictions.decoder.bias"] = "cls.predictions.bias",
        },
        Ignored = ["embeddings.position_ids"],
    };

    /// <summary>For the body alone (<see cref="BertModel"/>) from such a file; the heads are passed over.</summary>
    public static LoadOptions Body { get; } = new()
    {
        Prefix = "bert.",
        Rename = Rename,
        Ignored = ["embeddings.position_ids"],
    };

    private static string Rename(string key) => key
        .Replace("LayerNorm.gamma", "LayerNorm.weight", StringComparison.Ordinal)
        .Replace("LayerNorm.beta", "LayerNorm.bias", StringComparison.Ordinal);
}
