using StudyKit.Contracts;

namespace StudyKit.Runtime.Progress;

/// <summary>
/// One bar for several runs side by side: it counts the runs that ended, and says beside it where the others are.
/// </summary>
internal sealed class SeedProgress : IDisposable
{
    private static readonly AsyncLocal<Following?> Ambient = new();
    private readonly Lock _gate = new();
    private readonly ProgressBar _bar;
    private readonly SortedDictionary<long, ProgressReport?> _running = [];
    private readonly string _each;
    private int _ended;

    public SeedProgress(string label, int seeds, string each = "seed")
    {
        // The bar of the whole must show itself, also within another.
        Ambient.Value = null;
        _bar = new ProgressBar(label, seeds, $"{each}s");
        _each = each;
    }

    /// <summary>Where the bars of the calling code report to; null where they show themselves.</summary>
    internal static Following? Current => Ambient.Value;

    /// <summary>Takes up the bars that the calling thread makes from now on as those of a seed.</summary>
    public Following Follow(long seed)
    {
        lock (_gate) _running[seed] = null;
        return Ambient.Value = new Following(this, seed);
    }

    /// <summary>Counts a seed as ended.</summary>
    public void Ended(long seed)
    {
        lock (_gate)
        {
            _running.Remove(seed);
            _bar.Report(++_ended, note: Note());
        }
    }

    /// <summary>Says that all seeds ended.</summary>
    public void Finish()
    {
        lock (_gate) _bar.Finish();
    }

    public void Dispose() => _bar.Dispose();

    private void Report(long seed, ProgressReport report)
    {
        lock (_gate)
        {
            if (!_running.ContainsKey(seed)) return;
            _running[seed] = report;
            if (_bar.IsDue) _bar.Report(_ended, note: Note());
        }
    }

    private string Note() => string.Join(" · ", _running.Select(one => one.Value is { } at
        ? $"{_each} {one.Key}: {at.Label} {NumberText.Of(at.Done)}/{NumberText.Of(at.Total)}"
        : $"{_each} {one.Key}"));

    /// <summary>The bars of one seed.</summary>
    internal sealed class Following(SeedProgress all, long seed) : IDisposable
    {
        public void Report(ProgressReport report) => all.Report(seed, report);

        public void Dispose() => Ambient.Value = null;
    }
}
