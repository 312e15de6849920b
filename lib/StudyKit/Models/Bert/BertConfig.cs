using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyKit.Models.Bert;

/// <summary>
/// Every number and switch of a BERT, under the names of Hugging Face's <c>config.json</c>. The defaults are BERT-base
/// (Devlin et al., 2019, §3).
/// </summary>
public sealed record BertConfig
{
    /// <summary>V.</summary>
    /// <value>30522, the published uncased vocabulary.</value>
    [JsonPropertyName("vocab_size")]
    public int VocabularySize { get; init; } = 30522;

    /// <summary>C, the paper's H.</summary>
    /// <value>768.</value>
    [JsonPropertyName("hidden_size")]
    public int Width { get; init; } = 768;

    /// <summary>The paper's L.</summary>
    /// <value>12.</value>
    [JsonPropertyName("num_hidden_layers")]
    public int Layers { get; init; } = 12;

    /// <summary>H, the paper's A.</summary>
    /// <value>12.</value>
    [JsonPropertyName("num_attention_heads")]
    public int Heads { get; init; } = 12;

    /// <summary>Width inside the feed-forward networks.</summary>
    /// <value>3072, four times C.</value>
    [JsonPropertyName("intermediate_size")]
    public int FeedForwardWidth { get; init; } = 3072;

    /// <summary>How many places there are.</summary>
    /// <value>512.</value>
    [JsonPropertyName("max_position_embeddings")]
    public int Positions { get; init; } = 512;

    /// <summary>How many segments there are: A and B.</summary>
    /// <value>2.</value>
    [JsonPropertyName("type_vocab_size")]
    public int Segments { get; init; } = 2;

    /// <summary>Dropout on embeddings and on the output of each sub-layer.</summary>
    /// <value>0.1.</value>
    [JsonPropertyName("hidden_dropout_prob")]
    public double Dropout { get; init; } = 0.1;

    /// <summary>Dropout on the attention weights.</summary>
    /// <value>0.1.</value>
    [JsonPropertyName("attention_probs_dropout_prob")]
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>ε of the normalisations.</summary>
    /// <value>1e-12.</value>
    [JsonPropertyName("layer_norm_eps")]
    public double Epsilon { get; init; } = 1e-12;

    /// <summary>Standard deviation of the weights at the start.</summary>
    /// <value>0.02.</value>
    [JsonPropertyName("initializer_range")]
    public double InitialDeviation { get; init; } = 0.02;

    /// <summary>The activation in the feed-forward networks; only "gelu" is known here.</summary>
    /// <value>gelu.</value>
    [JsonPropertyName("hidden_act")]
    public string Activation { get; init; } = "gelu";

    /// <summary>How places are told; only "absolute", a table of them, is known here.</summary>
    /// <value>absolute.</value>
    [JsonPropertyName("position_embedding_type")]
    public string PositionKind { get; init; } = "absolute";

    /// <summary>True lets a position see only what stands before it: the left-to-right model of Table 5.</summary>
    /// <value>false.</value>
    [JsonIgnore]
    public bool LeftToRight { get; init; }

    /// <summary>BERT-base: 109,482,240 parameters with pooler and without heads.</summary>
    public static BertConfig Base { get; } = new();

    /// <summary>BERT-large: 335,141,888 parameters.</summary>
    public static BertConfig Large { get; } = new() { Width = 1024, Layers = 24, Heads = 16, FeedForwardWidth = 4096 };

    /// <summary>For the small world and for tests: 2 layers, 64 wide, 64 places.</summary>
    /// <param name="vocabularySize">V.</param>
    public static BertConfig Tiny(int vocabularySize) =>
        new()
        {
            VocabularySize = vocabularySize,
            Width =
            64,
            Layers = 2,
            Heads = 4,
            FeedForwardWidth = 256,
            Positions = 64
        };

    /// <summary>
    /// Reads a <c>config.json</c>; members it does not have keep their defaults, others are passed over.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no JSON, or describes a model that can't be built.</exception>
    public static BertConfig Load(string path)
    {
        try
        {
            BertConfig config = JsonSerializer.Deserialize<BertConfig>(File.ReadAllText(path))
                ?? throw new JsonException("it holds null");
            config.Validate();
            return config;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is no config of BERT: {error.Message}", error);
        }
    }

    /// <summary>Throws with everything that is wrong, at once.</summary>
    /// <exception cref="ArgumentException">Which members break which rules.</exception>
    public void Validate()
    {
        List<string> problems = [];
        foreach ((string name, int value) in new[] { (nameof(VocabularySize), VocabularySize), (nameof(Width), Width), (
            nameof(Layers),
            Layers), (nameof(Heads), Heads), (nameof(FeedForwardWidth), FeedForwardWidth),
            (nameof(Positions), Positions), (nameof(Segments), Segments) })
        {
            if (value <= 0) problems.Add($"{name} must be positive. Received {value}.");
        }

        if (Heads > 0 && Width % Heads != 0)
        {
            problems.Add($"{nameof(Width)} must be a multiple of {nameof(Heads)} = {Heads}. Received {Width}.");
        }

        foreach ((
            string name,
            double value) in new[] { (nameof(Dropout), Dropout), (nameof(AttentionDropout), AttentionDropout) })
        {
            if (value is not (>= 0 and < 1)) problems.Add($"{name} must be at least 0 and below 1. Received {value}.");
        }

        if (Activation != "gelu")
        {
            problems.Add($"{nameof(Activation)} must be gelu, as in the paper. Received {Activation}.");
        }

        if (PositionKind != "absolute")
        {
            problems.Add($"{nameof(PositionKind)} (position_embedding_type) must be absolute, as in the paper. " +
                $"Received {PositionKind}.");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException($"This BERT cannot be built:\n  {string.Join("\n  ", problems)}");
        }
    }
}
