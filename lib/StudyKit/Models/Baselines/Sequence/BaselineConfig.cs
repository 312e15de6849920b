namespace StudyKit.Models.Baselines.Sequence;

/// <summary>
/// Sizes that the translating baselines share. What one of them has besides is a parameter of its constructor.
/// </summary>
public sealed record BaselineConfig
{
    /// <summary>V, shared by source and target.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>C, the width of embeddings and layers.</summary>
    /// <value>64.</value>
    public int Width { get; init; } = 64;

    /// <summary>Layers of the encoder and of the decoder, each.</summary>
    /// <value>2.</value>
    public int Layers { get; init; } = 2;

    /// <summary>Dropout on embeddings and layer outputs.</summary>
    /// <value>0.1.</value>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Id of the padding token.</summary>
    /// <value>0.</value>
    public int PaddingToken { get; init; }

    /// <summary>Throws with everything that is wrong, at once.</summary>
    /// <exception cref="ArgumentException">Which members break which rules.</exception>
    public void Validate()
    {
        List<string> problems = [];
        foreach ((string name, int value) in new[] { (nameof(VocabularySize), VocabularySize), (nameof(Width), Width), (
            nameof(Layers), Layers) })
        {
            if (value < 1) problems.Add($"{name} must be at least 1, received {value}");
        }

        if (Dropout is not (>= 0 and < 1))
        {
            problems.Add($"{nameof(Dropout)} must be at least 0 and below 1, received {Dropout}");
        }

        if (PaddingToken < 0 || PaddingToken >= VocabularySize)
        {
            problems.Add($"{nameof(PaddingToken)} must be a token of the vocabulary, received {PaddingToken}");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException($"{nameof(BaselineConfig)}: {string.Join("; ", problems)}.");
        }
    }
}
