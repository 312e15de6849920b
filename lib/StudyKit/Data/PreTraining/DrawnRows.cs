using StudyKit.Text;

namespace StudyKit.Data.PreTraining;

/// <summary>Rows for a language model that are drawn anew for every batch: no row need ever come again.</summary>
/// <example><code>
/// FixedSums sums = new(width: 4, lastDigitFirst: true);
/// DrawnRows rows = new(sums.Draw, batchSize: 64, seed);
/// </code></example>
public sealed class DrawnRows : IBatchSource<TokenRows>
{
    private readonly Func<SeededRandom, int[]> _draw;
    private readonly int _batchSize, _batches;
    private readonly long _seed;
    private readonly Device _device;

    /// <summary>Prepares the rows.</summary>
    /// <param name="draw">Draws one row of T + 1 tokens; all rows are equally long.</param>
    /// <param name="batchSize">B.</param>
    /// <param name="seed">Of all draws.</param>
    /// <param name="device">The CPU when null.</param>
    /// <param name="batches">Batches that are called an epoch.</param>
    public DrawnRows(
        Func<SeededRandom, int[]> draw, int batchSize, long seed, Device? device = null, int batches = 1000)
    {
        ArgumentNullException.ThrowIfNull(draw);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batches);
        (_draw, _batchSize, _seed, _device, _batches) = (draw, batchSize, seed, device ?? CPU, batches);
    }

    /// <inheritdoc/>
    public int BatchCount(int epoch) => _batches;

    /// <inheritdoc/>
    public IEnumerable<TokenRows> Batches(int epoch, int start = 0)
    {
        BatchStart.Check(epoch, start, _batches);
        return Make(epoch, start);
    }

    /// <summary>Rows as one tensor.</summary>
    /// <param name="rows">Rows of equal length.</param>
    /// <param name="device">The CPU when null.</param>
    /// <returns>[B, T + 1] int64.</returns>
    /// <exception cref="ArgumentException">There is no row, or their lengths differ.</exception>
    public static Tensor Stack(IReadOnlyList<int[]> rows, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0 || rows.Any(row => row.Length != rows[0].Length))
        {
            throw new ArgumentException("Rows must be equally long, and at least one. Received " +
                $"{rows.Count} of {rows.Select(row => row.Length).Distinct().Count()} lengths.", nameof(rows));
        }

        return tensor(
            [.. rows.SelectMany(row => row).Select(id => (long)id)], [rows.Count, rows[0].Length],
            device: device ?? CPU);
    }

    private IEnumerable<TokenRows> Make(int epoch, int start)
    {
        for (int batch = start; batch < _batches; batch++)
        {
            SeededRandom random = new(_seed, epoch, batch);
            int[][] rows = [.. Enumerable.Range(0, _batchSize).Select(_ => _draw(random))];
            yield return new TokenRows(Stack(rows, _device).DetachFromDisposeScope());
        }
    }
}
