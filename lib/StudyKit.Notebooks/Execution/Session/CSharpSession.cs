using System.Diagnostics;
using System.Reflection;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Formatting;
using StudyKit.Notebooks.Execution.Packages;
using StudyKit.Notebooks.Execution.Scripting;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// Runs C# cells one after another, each seeing what the ones before declared, and says everything in events.
/// Runs one cell at a time; events come in order, one at a time, from any thread.
/// </summary>
public sealed class CSharpSession : IDisposable
{
    private static readonly TimeSpan AskNicely = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AbortAfter = TimeSpan.FromSeconds(2);

    private readonly string _folder;
    private readonly StreamBuffer _events;
    private readonly ErrorPlaces _places;
    private readonly IDisposable _console;
    private readonly ScriptReferences _references;
    private readonly ScriptFiles _files;
    private readonly ScriptCompiler _compiler;
    private readonly SessionPackages _packages;
    private readonly SemaphoreSlim _oneCell = new(1, 1);
    private CellThread _thread = new();
    private object?[] _submissions = new object?[16];
    private CellRequest _cell = new("", "");

    /// <param name="folder">The notebook's folder: relative paths of <c>#r</c> and <c>#load</c> start here.</param>
    /// <param name="listener">Hears every event. Called from any thread, never from two at once.</param>
    public CSharpSession(string folder, Action<SessionEvent> listener)
    {
        _folder = Path.GetFullPath(folder);
        _events = new StreamBuffer(listener);
        _references = new ScriptReferences(_folder, text => Emit(new StreamEvent("stderr", text + "\n")));
        _files = new ScriptFiles(_folder);
        _compiler = new ScriptCompiler(_references, _files);
        _packages = new SessionPackages(_folder, _files, _references, _compiler, Emit);
        _places = new ErrorPlaces(_folder, _compiler);
        _console = ConsoleCapture.Begin();
    }

    /// <summary>
    /// Whether the listener answers <see cref="InputEvent"/>. Without it a read of the console finds the end of input.
    /// Holds for cells that begin after it is set.
    /// </summary>
    public bool CanAsk { get; set; }

    /// <summary>The notebook's folder.</summary>
    internal string Folder => _folder;

    /// <summary>What was compiled so far.</summary>
    internal ScriptCompiler Compiler => _compiler;

    /// <summary>What <c>#r</c> finds.</summary>
    internal ScriptReferences References => _references;

    /// <summary>What <c>#load</c> finds.</summary>
    internal ScriptFiles Files => _files;

    /// <summary>Runs a cell; everything that happens is said in events.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="interrupt">
    /// Interrupts it: first by <see cref="ScriptFunctions.CellInterrupted"/>, after a second by ending its thread.
    /// </param>
    public async Task<CellOutcome> RunAsync(CellRequest cell, CancellationToken interrupt = default)
    {
        await _oneCell.WaitAsync(CancellationToken.None);
        try
        {
            Volatile.Write(ref _cell, cell);
            interrupt.ThrowIfCancellationRequested();
            Stopwatch? clock = null;
            foreach (Segment segment in CellText.Split(cell.Code, cell.Language))
            {
                if (segment.Kind == SegmentKind.Time) clock = Stopwatch.StartNew();
                else await RunAsync(segment, PathOf(cell.Name), interrupt);
            }

            if (clock is not null) Show(SessionTables.WallTime(clock.Elapsed));
            return CellOutcome.Succeeded;
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            Emit(new ErrorEvent("Interrupted", "The cell was interrupted.", []));
            return CellOutcome.Interrupted;
        }
        catch (Exception error)
        {
            Emit(Describe(error, cell));
            return CellOutcome.Failed;
        }
        finally
        {
            _events.Flush();
            _oneCell.Release();
        }
    }

    /// <summary>
    /// Compiles a line of its own, so that the first cell does not wait for the compiler to be read and warmed up.
    /// </summary>
    public Task WarmUpAsync() =>
        RunAsync(new CellRequest("_ = System.Linq.Enumerable.Range(0, 3).Select(i => $\"{i}\").ToList();", "warm-up"));

    /// <summary>The value of a variable of the newest cell that declares one of this name.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="value">Its value now.</param>
    public bool TryGetVariable(string name, out object? value)
    {
        foreach ((string found, object? held) in Variables())
        {
            if (found != name) continue;
            value = held;
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>
    /// All variables with their present values, newest first; of several with one name, cells see the first.
    /// </summary>
    public IEnumerable<(string Name, object? Value)> Variables()
    {
        for (int i = _submissions.Length - 1; i > 0; i--)
        {
            if (_submissions[i] is not { } submission) continue;
            foreach (FieldInfo field in submission.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance))
            {
                if (!field.Name.StartsWith('<')) yield return (field.Name, field.GetValue(submission));
            }
        }
    }

    /// <summary>Restores the console and stops listening; a cell that still runs is left behind.</summary>
    public void Dispose()
    {
        ConsoleCapture.Leave(_events);
        _console.Dispose();
        _events.Dispose();
        _thread.Dispose();
        _oneCell.Dispose();
    }

    private async Task RunAsync(Segment segment, string path, CancellationToken interrupt)
    {
        switch (segment.Kind)
        {
            case SegmentKind.Markdown: Show(Text(MimeTypes.Markdown, segment.Text)); break;
            case SegmentKind.Html: Show(Text(MimeTypes.Html, segment.Text)); break;
            case SegmentKind.Mermaid: Show(Text("text/vnd.mermaid", segment.Text)); break;
            case SegmentKind.Who: Show(SessionTables.Names(Variables())); break;
            case SegmentKind.Whos: Show(SessionTables.Values(Variables())); break;
            case SegmentKind.About: Show(SessionTables.About()); break;
            case SegmentKind.Time: break;
            case SegmentKind.Import: await ImportAsync(segment, path, interrupt); break;
            default: await RunCodeAsync(segment.Text, path, interrupt); break;
        }
    }

    private async Task RunCodeAsync(string code, string path, CancellationToken interrupt)
    {
        code = _packages.TakeSources(code, path);
        await _packages.RestoreAsync(code, path, interrupt);
        CompiledScript script = await Task.Run(() => _compiler.Compile(code, path, _cell, interrupt), interrupt);
        if (_submissions.Length <= _compiler.Pieces.Count + 1) Array.Resize(ref _submissions, _submissions.Length * 2);
        if (script.Entry is not { } entry) return;

        object? value = await CallAsync(entry, interrupt);
        if (script.ShowsResult && value is not DisplayedValue)
        {
            Emit(new ResultEvent(ObjectFormatter.Format(value)));
        }
    }

    private async Task<object?> CallAsync(
        Func<object?[], Task<object?>> entry, CancellationToken interrupt)
    {
        using CancellationTokenSource abort = new();
        using CancellationTokenSource abandon = new();
        // Two clocks, not a chain: aborting blocks its caller until the thread has stopped, which a native call may
        // never do.
        using CancellationTokenRegistration soft = interrupt.Register(() =>
        {
            abandon.CancelAfter(AskNicely + AbortAfter);
            abort.CancelAfter(AskNicely);
        });
        RunOutput output = new(_events, _cell.Id);
        ScriptContext context = new(output.Emit, CanAsk, interrupt);
        object?[] submissions = _submissions;
        Task<Task<object?>> started = _thread.Run(
            () =>
            {
                context.Enter();
                ConsoleCapture.Enter(output);
                return entry(submissions);
            },
            abort.Token);
        try
        {
            Task<object?> running = await started.WaitAsync(abandon.Token);
            return await running.WaitAsync(abort.Token);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested && !started.IsCompleted)
        {
            // Inside a native call: the thread can't be had back, so the next cell gets a new one.
            _thread.Dispose();
            _thread = new CellThread();
            throw;
        }
        catch (Exception) when (interrupt.IsCancellationRequested && abort.IsCancellationRequested)
        {
            throw new OperationCanceledException(interrupt);
        }
    }

    private async Task ImportAsync(Segment segment, string path, CancellationToken interrupt)
    {
        string file = _files.ResolveReference(segment.Text, path)
            ?? throw new CellTextException(segment.Line, "#!import names a file that exists. Expected: a path " +
                $"relative to {Path.GetDirectoryName(path)}. Received: {segment.Text}.");
        if (Path.GetExtension(file).ToLowerInvariant() is not (".ipynb" or ".dib"))
        {
            await RunAsync(CellText.Split(await File.ReadAllTextAsync(file, interrupt)), file, interrupt);
            return;
        }

        Notebook notebook = Notebook.Read(file);
        foreach (string repair in notebook.Repairs) Emit(new StreamEvent("stderr", repair + "\n"));
        NotebookLanguage.RequireCSharp(notebook, segment.Text);
        foreach (Cell cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            await RunAsync(
                CellText.Split(cell.Source, NotebookLanguage.Of(cell, notebook)), file, interrupt);
        }
    }

    private async Task RunAsync(IEnumerable<Segment> segments, string file, CancellationToken interrupt)
    {
        foreach (Segment inner in segments) await RunAsync(inner, file, interrupt);
    }

    /// <summary>Says something of the cell that runs.</summary>
    private void Emit(SessionEvent said) => _events.Emit(said with { Run = Volatile.Read(ref _cell).Id });

    private void Show(MimeBundle bundle) => Emit(new DisplayEvent(bundle, Guid.NewGuid().ToString("N")));

    private static MimeBundle Text(string mimeType, string text)
    {
        MimeBundle bundle = [];
        bundle.Add(mimeType, text);
        bundle.Add(MimeTypes.Plain, text);
        return bundle;
    }

    private string PathOf(string cellName) => Path.Combine(_folder, cellName);

    private ErrorEvent Describe(Exception error, CellRequest cell) => error switch
    {
        ScriptCompilationException compilation =>
            ErrorText.Of(compilation, _folder) with { Places = _places.Of(compilation, cell.Id) },
        CellTextException text =>
            new ErrorEvent("CellError", text.Message, [$"{cell.Name}, line {text.Line}: {text.Message}"]),
        NotebookFormatException or ForeignLanguageException =>
            new ErrorEvent("CellError", error.Message, [$"{cell.Name}: {error.Message}"]),
        PackageException package => new ErrorEvent("PackageError", package.Message, [package.Message]),
        _ => ErrorText.Of(error, _folder) with { Places = _places.Of(error) },
    };
}
