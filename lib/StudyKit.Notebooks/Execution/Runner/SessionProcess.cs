using System.Diagnostics;
using System.IO.Pipes;
using System.Text;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>A notebook's process that has started, and the pipe on which it is spoken to.</summary>
/// <param name="Process">The process; its standard output and error are read by whoever started it.</param>
/// <param name="Pipe">The pipe, connected.</param>
internal sealed record SessionProcess(Process Process, NamedPipeServerStream Pipe)
{
    /// <summary>Starts the process; it warms up by itself.</summary>
    /// <param name="command">What to start.</param>
    /// <param name="folder">The notebook's folder, which becomes the working folder.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="IOException">The process could not be started or did not answer.</exception>
    public static async Task<SessionProcess> StartAsync(
        ChildCommand command,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellation)
    {
        string name = $"studykit-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}";
        NamedPipeServerStream pipe = new(
            name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        ProcessStartInfo start = new(command.File, [.. command.Arguments, name, folder])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string key, string value) in environment) start.Environment[key] = value;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            await pipe.DisposeAsync();
            throw new IOException(
                $"The notebook's process could not be started: {command.File}: {error.Message}.", error);
        }

        // A cell that reads the console gets the end of input and does not wait for ever.
        process.StandardInput.Close();
        try
        {
            await ConnectAsync(pipe, process, cancellation);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        // Both ends are connected; a file that stays when this process is killed serves nobody.
        ProcessTree.RemoveSocket(name);
        return new SessionProcess(process, pipe);
    }

    private static async Task ConnectAsync(NamedPipeServerStream pipe, Process process, CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task connected = pipe.WaitForConnectionAsync(stop.Token);
        Task exited = process.WaitForExitAsync(stop.Token);
        if (await Task.WhenAny(connected, exited) == exited && !cancellation.IsCancellationRequested)
        {
            string said = await process.StandardError.ReadToEndAsync(cancellation);
            throw new IOException($"The notebook's process ended before it began (exit code {process.ExitCode}). " +
                $"{said.Trim()}");
        }

        await connected;
        await stop.CancelAsync();
    }
}
