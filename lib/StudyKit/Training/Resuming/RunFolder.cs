using System.Collections.Concurrent;
using System.Globalization;

namespace StudyKit.Training.Resuming;

/// <summary>
/// The folder in which the trainings of one notebook's run keep their checkpoints by themselves, so that a run that was
/// killed goes on where it was. <c>studykit run</c> names it in <c>STUDYKIT_RUN</c>; without it nothing is kept.
/// </summary>
internal static class RunFolder
{
    /// <summary>Names the folder.</summary>
    public const string Variable = "STUDYKIT_RUN";

    /// <summary>Names the seconds between two checkpoints of one training, for tests; 20 without it.</summary>
    public const string IntervalVariable = "STUDYKIT_RUN_SECONDS";

    /// <summary>One line for each training that was not begun anew: what happened, label, step, steps. The runner reads
    /// it.</summary>
    public const string Journal = "resumed.tsv";

    /// <summary>Finished trainings are kept up to here; the one that runs is always kept.</summary>
    public const long MostBytes = 8L << 30;

    private static readonly ConcurrentDictionary<string, int> Ordinals = new(StringComparer.Ordinal);
    private static readonly Lock JournalGate = new();

    /// <summary>The folder; null when no run is going on.</summary>
    public static string? Current => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null;

    /// <summary>The least time between two checkpoints of one training.</summary>
    public static TimeSpan Interval =>
        double.TryParse(Environment.GetEnvironmentVariable(IntervalVariable), CultureInfo.InvariantCulture,
            out double seconds) && seconds >= 0
            ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromSeconds(20);

    /// <summary>
    /// The file of a training. Trainings that are alike in everything that the key holds are told apart by the order in
    /// which they ask; each asks once.
    /// </summary>
    public static string FileOf(string folder, string key)
    {
        int ordinal = Ordinals.AddOrUpdate(Path.Combine(folder, key), 0, (_, last) => last + 1);
        return Path.Combine(folder, $"{key}-{ordinal}.safetensors");
    }

    /// <summary>Whether an earlier process may have left a checkpoint of a training whose key begins so.</summary>
    public static bool Holds(string folder, string beginning) =>
        Directory.Exists(folder) && Directory.EnumerateFiles(folder, beginning + "-*.safetensors").Any();

    /// <summary>Whether one more finished training of this size still fits.</summary>
    public static bool HasRoomFor(string folder, long bytes) =>
        !Directory.Exists(folder) || new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length)
            + bytes <= MostBytes;

    /// <summary>Notes for the runner that a training was not begun anew.</summary>
    public static void Note(string folder, string what, string label, long step, long steps)
    {
        string line = string.Create(CultureInfo.InvariantCulture,
            $"{what}\t{label.ReplaceLineEndings(" ").Replace('\t', ' ')}\t{step}\t{steps}\n");
        lock (JournalGate) File.AppendAllText(Path.Combine(folder, Journal), line);
    }

    /// <summary>Forgets which files were given out, as a new process has; for tests.</summary>
    internal static void Forget() => Ordinals.Clear();
}
