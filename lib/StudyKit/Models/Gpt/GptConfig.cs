using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyKit.Models.Gpt;

/// <summary>
/// Every number of a GPT, under the names of Hugging Face's <c>config.json</c>. The defaults are the paper's (Radford
/// et al., 2018, §4.1).
/// </summary>
public sealed record GptConfig
{
    /// <summary>V.</summary>
    /// <value>40478, the published vocabulary.</value>
    [JsonPropertyName("vocab_size")]
    public int VocabularySize { get; init; } = 40478;

    /// <summary>C.</summary>
    /// <value>768.</value>
    [JsonPropertyName("n_embd")]
    public int Width { get; init; } = 768;

    /// <summary>How many layers; 0 leaves embeddings alone, for Figure 2 (left).</summary>
    /// <value>12.</value>
    [JsonPropertyName("n_layer")]
    public int Layers { get; init; } = 12;

    /// <summary>H.</summary>
    /// <value>12.</value>
    [JsonPropertyName("n_head")]
    public int Heads { get; init; } = 12;

    /// <summary>How many places there are.</summary>
    /// <value>512.</value>
    [JsonPropertyName("n_positions")]
    public int Positions { get; init; } = 512;

    /// <summary>Dropout on the output of each sub-layer.</summary>
    /// <value>0.1.</value>
    [JsonPropertyName("resid_pdrop")]
    public double Dropout { get; init; } = 0.1;

    /// <summary>Dropout on the sum of the embeddings.</summary>
    /// <value>0.1.</value>
    [JsonPropertyName("embd_pdrop")]
    public double EmbeddingDropout { get; init; } = 0.1;

    /// <summary>Dropout on the attention weights.</summary>
    /// <value>0.1.</value>
    [JsonPropertyName("attn_pdrop")]
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>ε of the normalisations.</summary>
    /// <value>1e-5.</value>
    [JsonPropertyName("layer_norm_epsilon")]
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>
    /// Standard deviation of the weights at the start (§4.1). A model much narrower than the paper's needs more: at
    /// 0.02 it learns how frequent words are and stays there.
    /// </summary>
    /// <value>0.02.</value>
    [JsonPropertyName("initializer_range")]
    public double InitialDeviation { get; init; } = PaperDeviation;

    /// <summary>
    /// The activation in the feed-forward networks; only "gelu" is known here (in files of GPT it stands for the
    /// approximation with tanh).
    /// </summary>
    /// <value>gelu.</value>
    [JsonPropertyName("afn")]
    public string Activation { get; init; } = "gelu";

    internal const double PaperDeviation = 0.02;

    /// <summary>The paper's model: 116,534,784 parameters.</summary>
    public static GptConfig Base { get; } = new();

    /// <summary>For the small world and for tests: 2 layers, 64 wide, 64 places.</summary>
    /// <param name="vocabularySize">V.</param>
    public static GptConfig Tiny(int vocabularySize) =>
        new() { VocabularySize = vocabularySize, Width = 64, Layers = 2, Heads = 4, Positions = 64 };

    /// <summary>
    /// Reads a <c>config.json</c>; members it does not have keep their defaults, others are passed over.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no JSON, or describes a model that can't be built.</exception>
    public static GptConfig Load(string path)
    {
        try
        {
            GptConfig config = JsonSerializer.Deserialize<GptConfig>(File.ReadAllText(path))
                ?? throw new JsonException("it holds null");
            config.Validate();
            return config;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is no config of GPT: {error.Message}", error);
        }
    }

    /// <summary>Throws with everything that is wrong, at once.</summary>
    /// <exception cref="ArgumentException">Which members break which rules.</exception>
    public void Validate()
    {
        List<string> problems = [];
        foreach ((string name, int value) in new[] { (
            nameof(VocabularySize),
            VocabularySize), (nameof(Width), Width), (nameof(Heads), Heads), (nameof(Positions), Positions) })
        {
            if (value <= 0) problems.Add($"{name} must be positive. Received {value}.");
        }

        if (Layers < 0) problems.Add($"{nameof(Layers)} must not be negative. Received {Layers}.");
        if (Heads > 0 && Width % Heads != 0)
        {
            problems.Add($"{nameof(Width)} must be a multiple of {nameof(Heads)} = {Heads}. Received {Width}.");
        }

        foreach ((string name, double value) in new[] { (
            nameof(Dropout),
            Dropout), (nameof(EmbeddingDropout), EmbeddingDropout), (nameof(AttentionDropout), AttentionDropout) })
        {
            if (value is not (>= 0 and < 1)) problems.Add($"{name} must be at least 0 and below 1. Received {value}.");
        }

        if (InitialDeviation is not (> 0 and < 10))
        {
            problems.Add($"{nameof(InitialDeviation)} must be positive and below 10. Received {InitialDeviation}.");
        }

        if (Activation != "gelu")
        {
            problems.Add($"{nameof(Activation)} (afn) must be gelu, as in the paper. Received {Activation}.");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException($"This GPT cannot be built:\n  {string.Join("\n  ", problems)}");
        }
    }
}
