using StudyKit.Data.PreTraining;
using StudyKit.Text;
using StudyKit.World.InContext;

namespace StudyKit.Data.InContext;

/// <summary>
/// Training rows for a language model, each about one task of one family, with as many examples as fit; and rows of
/// running text that repeats itself. Nothing marks an answer: every token counts alike.
/// </summary>
public sealed class ContextRows : IBatchSource<TokenRows>
{
    private readonly (TaskFamily? Family, double Share)[] _mix;
    private readonly Vocabulary _vocabulary;
    private readonly int _length, _batchSize, _batches;
    private readonly long _seed;
    private readonly Device _device;

    /// <summary>Prepares the rows.</summary>
    /// <param name="mix">
    /// Families and how often each is taken, in any unit; null stands for text that repeats itself after 2 to T/3
    /// random tokens.
    /// </param>
    /// <param name="vocabulary">All tokens.</param>
    /// <param name="length">T + 1.</param>
    /// <param name="batchSize">B.</param>
    /// <param name="seed">Of all draws.</param>
    /// <param name="device">The CPU when null.</param>
    /// <param name="batches">Batches that are called an epoch.</param>
    /// <exception cref="ArgumentException">The mix is empty, or a share is negative or no number.</exception>
    public ContextRows(IEnumerable<(TaskFamily? Family, double Share)> mix,
        Vocabulary vocabulary, int length, int batchSize, long seed, Device? device = null, int batches = 1000)
    {
        ArgumentNullException.ThrowIfNull(mix);
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 10);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batches);
        _mix = [.. mix];
        if (_mix.Length == 0 || _mix.Any(part => part.Share is not (>= 0 and < double.PositiveInfinity))
            || _mix.Sum(part => part.Share) <= 0)
            throw new ArgumentException("A mix needs families, none with a negative share and one with a positive " +
                $"one. Received shares {string.Join(", ", _mix.Select(part => part.Share))}.", nameof(mix));
        (_vocabulary, _length, _batchSize, _seed, _device, _batches) =
            (vocabulary, length, batchSize, seed, device ?? CPU, batches);
    }

    /// <inheritdoc/>
    public int BatchCount(int epoch) => _batches;

    /// <inheritdoc/>
    public IEnumerable<TokenRows> Batches(int epoch, int start = 0)
    {
        BatchStart.Check(epoch, start, _batches);
        return Make(epoch, start);
    }

    private IEnumerable<TokenRows> Make(int epoch, int start)
    {
        for (int batch = start; batch < _batches; batch++) yield return Draw(new SeededRandom(_seed, epoch, batch));
    }

    private TokenRows Draw(SeededRandom random)
    {
        long[] rows = new long[_batchSize * _length];
        for (int row = 0; row < _batchSize; row++) Fill(rows.AsSpan(row * _length, _length), Choose(random), random);
        return new TokenRows(tensor(rows, [_batchSize, _length], device: _device).DetachFromDisposeScope());
    }

    private TaskFamily? Choose(SeededRandom random)
    {
        double at = random.NextDouble() * _mix.Sum(part => part.Share);
        foreach ((TaskFamily? family, double share) in _mix)
        {
            if ((at -= share) < 0) return family;
        }

        return _mix[^1].Family;
    }

    private void Fill(Span<long> row, TaskFamily? family, SeededRandom random)
    {
        if (family is null)
        {
            int period = 2 + random.Next(_length / 3 - 1);
            for (int t = 0; t < row.Length; t++) row[t] = t < period ? random.Next(_vocabulary.Count) : row[t - period];
            return;
        }

        Func<SeededRandom, ContextExample> task = family.Begin(random);
        for (int t = 0; t < row.Length;)
        {
            foreach (int id in ContextPrompt.Write(_vocabulary, [task(random)]).Ids)
            {
                if (t < row.Length) row[t++] = id;
            }
        }
    }
}
