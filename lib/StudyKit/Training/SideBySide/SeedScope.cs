using StudyKit.Runtime.Progress;

namespace StudyKit.Training.SideBySide;

/// <summary>What the trainings within one seed's run need to know of it: when to stop.</summary>
internal sealed class SeedScope : IDisposable
{
    /// <summary>How long an interrupted cell waits for its seeds: as long as a step may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private static readonly AsyncLocal<SeedScope?> Ambient = new();
    private readonly IDisposable _progress;

    private SeedScope(IDisposable progress, CancellationToken stop) => (_progress, Stop) = (progress, stop);

    /// <summary>The seed's run that the calling code belongs to; null outside of one.</summary>
    public static SeedScope? Current => Ambient.Value;

    /// <summary>Asks the run to end.</summary>
    public CancellationToken Stop { get; }

    /// <summary>Marks what follows on this thread as the run of a seed.</summary>
    public static SeedScope Enter(long seed, SeedProgress progress, CancellationToken stop) =>
        Ambient.Value = new SeedScope(progress.Follow(seed), stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        _progress.Dispose();
        Ambient.Value = null;
    }
}
