using StudyKit.Text;
using StudyKit.Text.Examples;

namespace StudyKit.Data.Tasks;

/// <summary>
/// Sequences of random symbols whose "translation" is the sequence itself. Nothing says what comes next but the source,
/// so it takes every place by itself to get all of them right.
/// </summary>
public static class SymbolCopy
{
    /// <summary>Draws sequences.</summary>
    /// <param name="count">How many.</param>
    /// <param name="length">Symbols in each.</param>
    /// <param name="symbols">How many symbols there are; they are written as numbers from 0.</param>
    /// <param name="seed">Of the draws.</param>
    /// <returns>Source and target are the same.</returns>
    public static ParallelText Make(int count, int length, int symbols, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(symbols);
        SeededRandom random = new(seed);
        string[] rows = new string[count];
        for (int i = 0; i < count; i++)
            rows[i] = string.Join(' ', Enumerable.Range(0, length).Select(_ => random.Next(symbols)));
        return new ParallelText("symbols", "symbols", rows, rows);
    }
}
