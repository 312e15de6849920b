using System.Collections.Concurrent;
using StudyKit.Notebooks.Execution;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Tests.Notebooks.Execution.Session;

/// <summary>A session in a folder of its own that keeps what it hears.</summary>
internal sealed class ListeningSession : IDisposable
{
    private readonly ConcurrentQueue<SessionEvent> _events = new();
    private readonly CSharpSession _session;
    private int _cells;

    public ListeningSession()
    {
        Folder = Directory.CreateTempSubdirectory("studykit-").FullName;
        _session = new CSharpSession(Folder, _events.Enqueue);
    }

    public string Folder { get; }

    public IReadOnlyList<SessionEvent> Events => [.. _events];

    public IEnumerable<ErrorEvent> Errors => _events.OfType<ErrorEvent>();

    public string Out =>
        string.Concat(_events.OfType<StreamEvent>().Where(text => text.Name == "stdout").Select(text => text.Text));

    /// <summary>The plain text of the newest result; null when there was none.</summary>
    public string? Result => _events.OfType<ResultEvent>().LastOrDefault()?.Data.Text("text/plain");

    public ErrorEvent Error => Errors.Single();

    public Task<CellOutcome> RunAsync(string code, CancellationToken interrupt = default) =>
        _session.RunAsync(new CellRequest(code, $"cell {++_cells}"), interrupt);

    /// <summary>Runs cells that must succeed.</summary>
    public async Task RunAllAsync(params string[] cells)
    {
        foreach (string code in cells)
        {
            CellOutcome outcome = await RunAsync(code);
            Assert.True(
                outcome == CellOutcome.Succeeded,
                $"{code}\n{string.Join('\n', Errors.SelectMany(error => error.Traceback))}");
        }
    }

    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public bool TryGetVariable(string name, out object? value) => _session.TryGetVariable(name, out value);

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
