using StudyKit.Checkpoints;

namespace StudyKit.Models.Gpt2;

/// <summary>How GPT-2 files become the state of <see cref="Gpt2ForLanguageModel"/>.</summary>
public static class Gpt2Weights
{
    /// <summary>
    /// For the published files (<c>gpt2/model.safetensors</c>): the body's keys may lack <c>transformer.</c>, the tied
    /// head may be stored twice, and stored masks are passed over. Their matrices are [in, out] ("Conv1D"), as here, so
    /// nothing is transposed.
    /// </summary>
    public static LoadOptions Published { get; } = new()
    {
        Rename = key => key.StartsWith("transformer.", StringComparison.Ordinal)
            || key.StartsWith("lm_head.", StringComparison.Ordinal) ? key : "transformer." + key,
        Aliases = new Dictionary<string, string> { ["lm_head.weight"] = "transformer.wte.weight" },
        Ignored = [".attn.bias", ".attn.masked_bias"],
    };

    /// <summary>
    /// For files whose layers are <c>nn.Linear</c> with matrices [out, in], as minGPT and nanoGPT save them: the four
    /// of each layer are transposed.
    /// </summary>
    public static LoadOptions FromLinear { get; } = Published with
    {
        Transposed = [".attn.c_attn.weight", ".attn.c_proj.weight", ".mlp.c_fc.weight", ".mlp.c_proj.weight"],
    };

    /// <summary>
    /// Builds a model and fills it from a folder with <c>config.json</c> and <c>model.safetensors</c>, as published.
    /// </summary>
    /// <param name="folder">For instance <c>models/gpt2</c> below the data folder.</param>
    /// <exception cref="CheckpointException">The file does not fit.</exception>
    /// <exception cref="InvalidDataException">The config can't be read.</exception>
    public static Gpt2ForLanguageModel Load(string folder)
    {
        string config = Path.Combine(folder, "config.json");
        Gpt2ForLanguageModel model = new(File.Exists(config) ? Gpt2Config.Load(config) : Gpt2Config.Small);
        Checkpoint.Load(model, Path.Combine(folder, "model.safetensors"), Published);
        return model;
    }
}
