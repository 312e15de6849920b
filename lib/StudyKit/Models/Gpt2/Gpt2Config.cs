using System.Text.Json;
using System.Text.Json.Serialization;
using StudyKit.Nn.Residual;

namespace StudyKit.Models.Gpt2;

/// <summary>
/// Every number of a GPT-2, under the names of Hugging Face's <c>config.json</c>. The defaults are the smallest model's
/// (Radford et al., 2019, §2.3 and Table 2).
/// </summary>
public sealed record Gpt2Config
{
    /// <summary>V.</summary>
    /// <value>50257, the published vocabulary.</value>
    [JsonPropertyName("vocab_size")]
    public int VocabularySize { get; init; } = 50257;

    /// <summary>C.</summary>
    /// <value>768.</value>
    [JsonPropertyName("n_embd")]
    public int Width { get; init; } = 768;

    /// <summary>How many layers.</summary>
    /// <value>12.</value>
    [JsonPropertyName("n_layer")]
    public int Layers { get; init; } = 12;

    /// <summary>H.</summary>
    /// <value>12.</value>
    [JsonPropertyName("n_head")]
    public int Heads { get; init; } = 12;

    /// <summary>How many places there are: the context.</summary>
    /// <value>1024.</value>
    [JsonPropertyName("n_positions")]
    public int Positions { get; init; } = 1024;

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
    /// Standard deviation of the weights at the start. A model much narrower than the paper's learns faster from a
    /// larger one: nanoGPT's run on characters (128 wide) ends at 1.76 with 0.05, and at 1.90 with 0.02.
    /// </summary>
    /// <value>0.02, as in GPT's first paper and in the released code.</value>
    [JsonPropertyName("initializer_range")]
    public double InitialDeviation { get; init; } = PaperDeviation;

    internal const double PaperDeviation = 0.02;

    /// <summary>
    /// Where the layers normalise. <see cref="NormPlacement.After"/> is the first GPT's way, without the norm at the
    /// end; to compare with.
    /// </summary>
    /// <value><see cref="NormPlacement.Before"/>.</value>
    [JsonIgnore]
    public NormPlacement Norm { get; init; } = NormPlacement.Before;

    /// <summary>
    /// Whether the layers that write to the residual stream start multiplied by 1/√N, where
    /// N = 2 · <see cref="Layers"/> is their number (§2.3).
    /// </summary>
    /// <value>true.</value>
    [JsonIgnore]
    public bool ScaledResiduals { get; init; } = true;

    /// <summary>
    /// Whether linear layers and norms have biases. GPT-2's do; nanoGPT's own trainings leave them out.
    /// </summary>
    /// <value>true.</value>
    [JsonIgnore]
    public bool Biases { get; init; } = true;

    /// <summary>
    /// GPT-3 (Brown et al., 2020, §2.1): every second layer, from the second on, sees only so many positions, itself
    /// included. Null: all layers see all.
    /// </summary>
    /// <value>Null.</value>
    [JsonIgnore]
    public int? Band { get; init; }

    /// <summary>12 layers, 768 wide: 124,439,808 parameters ("117M" in the paper).</summary>
    public static Gpt2Config Small { get; } = new();

    /// <summary>24 layers, 1024 wide: 354,823,168 parameters ("345M" in the paper).</summary>
    public static Gpt2Config Medium { get; } = new() { Layers = 24, Width = 1024, Heads = 16 };

    /// <summary>36 layers, 1280 wide: 774,030,080 parameters ("762M" in the paper).</summary>
    public static Gpt2Config Large { get; } = new() { Layers = 36, Width = 1280, Heads = 20 };

    /// <summary>48 layers, 1600 wide: 1,557,611,200 parameters ("1542M" in the paper).</summary>
    public static Gpt2Config XL { get; } = new() { Layers = 48, Width = 1600, Heads = 25 };

    /// <summary>For the small world and for tests: 2 layers, 64 wide, 64 places, no dropout.</summary>
    /// <param name="vocabularySize">V.</param>
    public static Gpt2Config Tiny(int vocabularySize) =>
        new()
        {
            VocabularySize = vocabularySize,
            Width =
            64,
            Layers = 2,
            Heads = 4,
            Positions = 64,
            Dropout = 0,
            EmbeddingDropout = 0,
            AttentionDropout = 0
        };

    /// <summary>
    /// How many numbers are learned: V·C + P·C for the tables, 12·C² + 13·C a layer, 2·C for the last norm; without
    /// biases 12·C² + 2·C and C.
    /// </summary>
    [JsonIgnore]
    public long Parameters
    {
        get
        {
            long c = Width, norm = Biases ? 2 * c : c, last = Norm == NormPlacement.Before ? norm : 0;
            return (VocabularySize + Positions) * c + Layers * (12 * c * c + (Biases ? 13 : 2) * c) + last;
        }
    }

    /// <summary>
    /// Reads a <c>config.json</c>; members it does not have keep their defaults, others are passed over.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no JSON, or describes a model that can't be built.</exception>
    public static Gpt2Config Load(string path)
    {
        try
        {
            Gpt2Config config = JsonSerializer.Deserialize<Gpt2Config>(File.ReadAllText(path))
                ?? throw new JsonException("it holds null");
            config.Validate();
            return config;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is no config of GPT-2: {error.Message}", error);
        }
    }

    /// <summary>Throws with everything that is wrong, at once.</summary>
    /// <exception cref="ArgumentException">Which members break which rules.</exception>
    public void Validate()
    {
        List<string> problems = [];
        foreach ((string name, int value) in new[] { (nameof(VocabularySize), VocabularySize), (nameof(Width), Width), (
            nameof(Layers),
            Layers), (nameof(Heads), Heads), (nameof(Positions), Positions), (nameof(Band), Band ?? 1) })
        {
            if (value <= 0) problems.Add($"{name} must be positive. Received {value}.");
        }

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

        if (problems.Count > 0)
        {
            throw new ArgumentException($"This GPT-2 cannot be built:\n  {string.Join("\n  ", problems)}");
        }
    }
}
