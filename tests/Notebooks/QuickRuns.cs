using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks;

/// <summary>
/// The kit's notebooks, each run once at quick scale: as many side by side as there are cores, one thread each, since a
/// small training gains little from a second thread.
/// </summary>
public sealed class QuickRuns : IAsyncLifetime, IDisposable
{
    /// <summary>The longest first, so that none is left over at the end.</summary>
    private static readonly string[] Longest = ["01-transformer", "03-resnet", "02-bert", "07-lccc", "04-gpt"];

    /// <summary>
    /// With <c>STUDYKIT_QUICK_RUNS=short</c>, as in the gate, the notebooks whose number of seeds is a parameter take
    /// two, which are enough for every line of theirs and a third of the time.
    /// </summary>
    private static readonly bool IsShort = Environment.GetEnvironmentVariable("STUDYKIT_QUICK_RUNS") == "short";

    /// <summary>All notebooks of the kit.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(SolutionFolder.File("notebooks"), "*.ipynb")
            .Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal),
    ];

    /// <summary>All notebooks in the order in which their runs begin.</summary>
    internal static IReadOnlyList<string> InOrder { get; } =
    [
        .. Names.OrderBy(name => (Array.IndexOf(Longest, name) + Longest.Length + 1) % (Longest.Length + 1))
            .ThenBy(name => name, StringComparer.Ordinal),
    ];

    private static readonly string[] Fewer = ["-p", "seedCount=2"];

    private readonly string _folder = Directory.CreateTempSubdirectory("quick-runs-").FullName;
    private readonly Dictionary<string, Task<StudyKitProcess>> _runs = [];
    private readonly SemaphoreSlim _cores = new(Math.Max(1, Environment.ProcessorCount));

    /// <summary>Begins all runs.</summary>
    public ValueTask InitializeAsync()
    {
        foreach (string name in InOrder) _runs.Add(name, RunAsync(name));
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits for all runs, and deletes what they wrote.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_runs.Values);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Frees what counts the cores, when nothing waits for it any more.</summary>
    public void Dispose() => _cores.Dispose();

    /// <summary>The run of a notebook, with the folder it wrote to.</summary>
    internal async Task<(StudyKitProcess Run, string Output)> Of(string notebook) =>
        (await _runs[notebook], Path.Combine(_folder, notebook));

    private async Task<StudyKitProcess> RunAsync(string name)
    {
        await _cores.WaitAsync();
        try
        {
            string notebook = Path.Combine("notebooks", $"{name}.ipynb");
            bool counts = File.ReadAllText(SolutionFolder.File(notebook)).Contains("int seedCount = ");
            return await StudyKitProcess.RunAsync(
                SolutionFolder.Path,
                new Dictionary<string, string?> { ["OMP_NUM_THREADS"] = "1" },
                ["run", notebook, "--output", Path.Combine(_folder, name), .. IsShort && counts ? Fewer : []]);
        }
        finally
        {
            _cores.Release();
        }
    }
}
