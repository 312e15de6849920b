using StudyKit.Notebooks.Execution;
using StudyKit.Notebooks.Execution.Language;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Tests.Notebooks.Execution.Language;

/// <summary>A session and its language services; in a text, <c>$</c> marks the place that is asked about.</summary>
internal sealed class LanguageSession : IDisposable
{
    private readonly CSharpSession _session;
    private int _cells;

    public LanguageSession()
    {
        Folder = Directory.CreateTempSubdirectory("studykit-").FullName;
        _session = new CSharpSession(Folder, said => Said.Add(said));
        Language = new SessionLanguage(_session);
    }

    public string Folder { get; }

    public List<SessionEvent> Said { get; } = [];

    public SessionLanguage Language { get; }

    public Task<CellOutcome> RunAsync(string code, CancellationToken interrupt = default)
    {
        string name = $"cell {++_cells}";
        return _session.RunAsync(new CellRequest(code, name, Id: $"run {_cells}"), interrupt);
    }

    public async Task<CompletionAnswer> CompleteAsync(string marked, params string[] above) =>
        await Language.CompleteAsync(Place(marked, above));

    public static CodePlace Place(string marked, params string[] above) =>
        new(marked.Replace("$", "", StringComparison.Ordinal), marked.IndexOf('$', StringComparison.Ordinal))
        {
            Above = [.. above.Select((code, i) => new CellRequest(code, $"above {i}", Id: $"id {i}"))],
        };

    public void Dispose()
    {
        Language.Dispose();
        _session.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
