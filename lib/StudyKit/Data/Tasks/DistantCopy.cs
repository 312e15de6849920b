namespace StudyKit.Data.Tasks;

/// <summary>
/// A key, then tokens that mean nothing; the one token to write is the key. Only the way from the first place to the
/// answer makes it hard, so accuracy against distance shows what a long path costs ("Attention Is All You Need", §4).
/// </summary>
/// <param name="keys">How many keys there are: chance is 1 in that many.</param>
/// <param name="fillers">How many tokens without meaning there are.</param>
public sealed class DistantCopy(int keys = 32, int fillers = 32)
{
    /// <summary>Ids below this one are padding, start, end and unknown, as in the kit's tokenizers.</summary>
    public const int FirstToken = 4;

    private readonly int _keys = Positive(keys, nameof(keys)), _fillers = Positive(fillers, nameof(fillers));

    /// <summary>V that a model needs.</summary>
    public int VocabularySize => FirstToken + _keys + _fillers;

    /// <summary>Draws sequences.</summary>
    /// <param name="distance">n ≥ 1: the key stands n places before the end.</param>
    /// <param name="count">B.</param>
    /// <param name="generator">Where the numbers come from; torch's own when null.</param>
    /// <param name="device">The CPU when null.</param>
    /// <returns>Source [B, n] int64, the key first; and the keys [B].</returns>
    public (Tensor Source, Tensor Key) Draw(int distance, int count, Generator? generator = null, Device? device = null)
    {
        Positive(distance, nameof(distance));
        Positive(count, nameof(count));
        int firstFiller = FirstToken + _keys;
        Tensor key = randint(
            FirstToken, firstFiller, [count], dtype: ScalarType.Int64, device: device, generator: generator);
        Tensor rest = randint(firstFiller, VocabularySize, [count,
            distance - 1], dtype: ScalarType.Int64, device: device, generator: generator);
        return (cat([key.unsqueeze(1), rest], 1), key);
    }

    private static int Positive(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        return value;
    }
}
