namespace StudyKit.Models.Baselines.Recall;

/// <summary>What the scores of attention are divided by before softmax.</summary>
public enum ScoreDivisor
{
    /// <summary>√d_k, as in equation (1).</summary>
    SquareRoot,

    /// <summary>Nothing: the scores' variance grows with d_k.</summary>
    None,

    /// <summary>d_k: the scores' variance shrinks with d_k.</summary>
    Width,
}

/// <summary>Sizes of the two small models that look values up: one attends, one remembers.</summary>
public sealed record RecallConfig
{
    /// <summary>How many keys there are.</summary>
    /// <value>64.</value>
    public int Keys { get; init; } = 64;

    /// <summary>V, how many values there are.</summary>
    /// <value>16.</value>
    public int Values { get; init; } = 16;

    /// <summary>A, how many keys a question names at once.</summary>
    /// <value>1.</value>
    public int Asked { get; init; } = 1;

    /// <summary>C, the width of the vectors.</summary>
    /// <value>32.</value>
    public int Width { get; init; } = 32;

    /// <summary>H, heads of the attention, each C / H wide unless <see cref="KeyWidth"/> says otherwise.</summary>
    /// <value>1.</value>
    public int Heads { get; init; } = 1;

    /// <summary>d_k, the width of a head's queries and keys; C / H when null.</summary>
    /// <value>null.</value>
    public int? KeyWidth { get; init; }

    /// <summary>What scores are divided by.</summary>
    /// <value><see cref="ScoreDivisor.SquareRoot"/>.</value>
    public ScoreDivisor Divisor { get; init; }

    /// <summary>Width of the attending model's feed-forward network; 0 leaves it out.</summary>
    /// <value>128.</value>
    public int FeedForwardWidth { get; init; } = 128;

    /// <summary>Width of the recurrent model's state. 42 gives it as many parameters as the attending model.</summary>
    /// <value>42.</value>
    public int Units { get; init; } = 42;

    /// <summary>Throws with everything that is wrong, at once.</summary>
    /// <exception cref="ArgumentException">Which members break which rules.</exception>
    public void Validate()
    {
        List<string> problems = [];
        foreach ((string name, int value) in new[]
        {
            (nameof(Keys), Keys), (nameof(Values), Values), (nameof(Asked), Asked), (nameof(Width), Width),
            (nameof(Heads), Heads), (nameof(KeyWidth), KeyWidth ?? 1), (nameof(Units), Units),
        })
        {
            if (value < 1) problems.Add($"{name} must be positive. Received {value}.");
        }

        if (FeedForwardWidth < 0)
        {
            problems.Add($"{nameof(FeedForwardWidth)} must not be negative (0 leaves the network out). Received " +
                $"{FeedForwardWidth}.");
        }

        if (Heads > 0 && Width % Heads != 0)
            problems.Add($"{nameof(Width)} must be a multiple of {nameof(Heads)} = {Heads}. Received {Width}.");
        if (problems.Count > 0)
        {
            throw new ArgumentException($"This model cannot be built:\n  {string.Join("\n  ", problems)}");
        }
    }
}
