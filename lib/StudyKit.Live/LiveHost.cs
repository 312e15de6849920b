using StudyKit.Live.Controls;
using StudyKit.Live.Rendering;
using StudyKit.Live.Server;
using StudyKit.Live.State;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Live;

/// <summary>Opens a notebook as a page that can be read, changed and run, on this machine only.</summary>
public static class LiveHost
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Serves one notebook until it is stopped or has been idle for long.</summary>
    /// <param name="notebook">The file. It is never written to.</param>
    /// <param name="options">How.</param>
    /// <param name="ready">Told the page's address with its token, and the file in which edits are saved.</param>
    /// <param name="tell">Takes a line for the terminal.</param>
    /// <param name="stop">Ends the server, and the session with it.</param>
    /// <exception cref="IOException">The notebook cannot be read, or the port is in use.</exception>
    /// <exception cref="NotebookFormatException">The file is no notebook.</exception>
    /// <exception cref="ParameterException">A parameter's value does not fit it.</exception>
    public static async Task RunAsync(
        string notebook, LiveOptions options, Action<Uri, string> ready, Action<string> tell, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ready);
        Notebook content = Read(notebook, options.Parameters);
        LiveCopy copy = new(notebook, content, options.OutputFolder);
        using PortHold port = PortHold.Take(options.Port, Path.GetFullPath(notebook));
        string server = $"ws://127.0.0.1:{port.Number} ws://localhost:{port.Number}";
        LiveRenderer renderer = new(copy.Source, server);
        await using Desk desk = new(content, copy, renderer, options.Child, tell);
        Task starting = desk.StartAsync();
        desk.WarmUp();
        await using LiveServer live = await LiveServer.StartAsync(desk, renderer.Frames, port);
        ready(live.Address, copy.Target);
        await WaitAsync(desk, options.Idle, tell, stop);
        await starting;
        await desk.CloseAsync();
    }

    private static Notebook Read(string path, IReadOnlyDictionary<string, string> parameters)
    {
        Notebook notebook = Notebook.Read(path);
        try
        {
            NotebookLanguage.RequireCSharp(notebook, path);
        }
        catch (ForeignLanguageException error)
        {
            throw new ParameterException(error.Message);
        }

        if (parameters.Count == 0) return notebook;
        ParameterValues.Check(ParametersCell.Read(notebook), parameters, Path.GetFileName(path), warn: null);
        Cell cell = notebook.Cells.First(one => one.HasTag(ParametersCell.Tag));
        foreach ((string name, string value) in parameters) cell.Source = CellControls.Set(cell.Source, name, value);
        return notebook;
    }

    /// <summary>Waits for the stop, or until nobody has looked and nothing has run for long.</summary>
    private static async Task WaitAsync(Desk desk, TimeSpan idle, Action<string> tell, CancellationToken stop)
    {
        long quiet = TimeProvider.System.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(Look, stop);
                if (await desk.WindowsAsync() > 0 || await desk.IsBusyAsync())
                {
                    quiet = TimeProvider.System.GetTimestamp();
                }
                else if (TimeProvider.System.GetElapsedTime(quiet) > idle)
                {
                    tell("Nobody has had the page open for long, and no cell ran: the server ends.");
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped by hand.
        }
    }
}
