using StudyKit.Checkpoints;
using StudyKit.Models.Gpt;

namespace StudyKit.Models.Lccc;

/// <summary>How the published CDial-GPT becomes a <see cref="DialogueGpt"/>.</summary>
public static class DialogueGptWeights
{
    /// <summary>
    /// Builds a model and fills it from a folder with <c>config.json</c> and <c>model.safetensors</c>; the first may be
    /// missing, the sizes are then the published ones.
    /// </summary>
    /// <param name="folder">
    /// For instance <c>models/CDial-GPT_LCCC-base</c> below the data folder; its <c>vocab.txt</c> is read by
    /// <c>DialogueVocabulary.Load</c>.
    /// </param>
    /// <exception cref="CheckpointException">The file does not fit.</exception>
    /// <exception cref="InvalidDataException">The config can't be read.</exception>
    public static DialogueGpt Load(string folder)
    {
        string config = Path.Combine(folder, "config.json");
        DialogueGpt model = new(File.Exists(config) ? GptConfig.Load(config) : DialogueGpt.Base);
        Checkpoint.Load(model, Path.Combine(folder, "model.safetensors"), GptWeights.LanguageModel);
        return model;
    }
}
