using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using StudyKit.Live.Rendering;
using StudyKit.Live.Server;
using StudyKit.Live.State;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Tests.Live.State;

/// <summary>A notebook on the table with a real session, and windows without a browser.</summary>
internal sealed class DeskFixture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<(Listener Listener, Task Reading)> _windows = [];

    private DeskFixture(Desk desk, string folder, LiveCopy copy, int port) =>
        (Desk, Folder, Copy, Port) = (desk, folder, copy, port);

    /// <summary>A port that was free, to which the page connects.</summary>
    public int Port { get; }

    public Desk Desk { get; }

    public string Folder { get; }

    public LiveCopy Copy { get; }

    /// <summary>All numbered changes that the first window heard.</summary>
    public ConcurrentQueue<JsonObject> Heard { get; } = [];

    public static async Task<DeskFixture> StartAsync(params (string Id, string Source, string[] Tags)[] cells)
    {
        string folder = Directory.CreateTempSubdirectory("studykit-").FullName;
        Notebook notebook = Notebook.Create();
        foreach ((string id, string source, string[] tags) in cells)
        {
            CellKind kind = source.StartsWith('#') ? CellKind.Markdown : CellKind.Code;
            notebook.Add(Cell.Create(kind, id, source, tags));
        }

        string path = Path.Combine(folder, "small.ipynb");
        notebook.Write(path);
        LiveCopy copy = new(path, notebook, Path.Combine(folder, "reports"));
        ChildCommand child = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "StudyKit.Cli.dll"), "session"]);
        int port;
        using (PortHold hold = PortHold.Take(null, path)) port = hold.Number;
        Desk desk = new(notebook, copy, new LiveRenderer(path, $"ws://127.0.0.1:{port}"), child, _ => { });
        await desk.StartAsync();
        return new DeskFixture(desk, folder, copy, port);
    }

    /// <summary>A window opens with the page as it is now.</summary>
    public async Task<(Replica Replica, Listener Listener)> OpenAsync()
    {
        Replica replica = Replica.Of(await Desk.PageAsync());
        Listener listener = new();
        Assert.True(await Desk.JoinAsync(listener, replica.Last));
        bool isFirst = _windows.Count == 0;
        _windows.Add((listener, Task.Run(async () =>
        {
            await foreach (string text in listener.Texts.ReadAllAsync())
            {
                JsonObject change = (JsonObject)JsonNode.Parse(text)!;
                lock (replica) replica.Take(change);
                if (isFirst) Heard.Enqueue(change);
            }
        })));
        return (replica, listener);
    }

    /// <summary>Runs cells and waits until none runs.</summary>
    public async Task RunAsync(Listener listener, string which, string? id = null)
    {
        JsonObject wish = new() { ["type"] = "run", ["which"] = which };
        if (id is not null) wish["id"] = id;
        Desk.Hear(listener, wish);
        await QuietAsync();
    }

    public async Task QuietAsync()
    {
        DateTime limit = DateTime.UtcNow + Patience;
        while (await Desk.IsBusyAsync())
        {
            Assert.True(DateTime.UtcNow < limit, "The cells did not come to their end.");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        foreach ((Listener listener, Task reading) in _windows)
        {
            listener.End();
            await reading;
        }

        Directory.Delete(Folder, recursive: true);
    }
}
