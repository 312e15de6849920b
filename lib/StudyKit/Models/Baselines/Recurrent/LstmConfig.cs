namespace StudyKit.Models.Baselines.Recurrent;

/// <summary>
/// Sizes of an <see cref="LstmLanguageModel"/>. The paper gives one: 2048 units in a single layer (Radford et al.,
/// 2018, §5).
/// </summary>
public sealed record LstmConfig
{
    /// <summary>V.</summary>
    /// <value>40478, as GPT's.</value>
    public int VocabularySize { get; init; } = 40478;

    /// <summary>C, the width of the embeddings and of the vectors given out.</summary>
    /// <value>768, as GPT's.</value>
    public int Width { get; init; } = 768;

    /// <summary>Units of each LSTM layer.</summary>
    /// <value>2048.</value>
    public int Units { get; init; } = 2048;

    /// <summary>LSTM layers.</summary>
    /// <value>1.</value>
    public int Layers { get; init; } = 1;

    /// <summary>Dropout on the embeddings and on the output.</summary>
    /// <value>0.1.</value>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Throws with everything that is wrong, at once.</summary>
    /// <exception cref="ArgumentException">Which members break which rules.</exception>
    public void Validate()
    {
        List<string> problems = [];
        foreach ((string name, int value) in new[] { (
            nameof(VocabularySize),
            VocabularySize), (nameof(Width), Width), (nameof(Units), Units), (nameof(Layers), Layers) })
        {
            if (value <= 0) problems.Add($"{name} must be positive. Received {value}.");
        }

        if (Dropout is not (>= 0 and < 1))
        {
            problems.Add($"{nameof(Dropout)} must be at least 0 and below 1. Received {Dropout}.");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException($"This LSTM cannot be built:\n  {string.Join("\n  ", problems)}");
        }
    }
}
