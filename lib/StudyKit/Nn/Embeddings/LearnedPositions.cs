namespace StudyKit.Nn.Embeddings;

/// <summary>
/// One learned vector for each place, up to a largest length ("Attention Is All You Need", §3.5 and Table 3 row E).
/// They start as N(0, 1/C).
/// </summary>
public sealed class LearnedPositions : Positions
{
    private readonly Parameter weight;
    private readonly int _longest;

    /// <summary>Builds the table.</summary>
    /// <param name="longest">How many places there are.</param>
    /// <param name="width">C.</param>
    public LearnedPositions(int longest, int width)
        : base(nameof(LearnedPositions))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longest);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        _longest = longest;
        weight = Parameter(empty(longest, width));
        init.normal_(weight, 0, 1 / Math.Sqrt(width));
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The sequence is longer than there are places.</exception>
    public override Tensor forward(Tensor x, long first)
    {
        long end = first + x.shape[^2];
        if (end > _longest)
        {
            throw new ArgumentException($"Learned positions end where training ended: at most {_longest} tokens. " +
                $"Received {end}; cut the sequence, or build the model with more places.", nameof(x));
        }

        return x + weight.narrow(0, first, x.shape[^2]);
    }
}
