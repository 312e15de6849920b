using System.Runtime.InteropServices;
using StudyKit.Jupyter.Kernel;
using StudyKit.Jupyter.Wire;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Jupyter;

/// <summary>The kernel's process, which is the session's process too.</summary>
public static class KernelHost
{
    // Whoever started the kernel says who it is; when it is gone, nobody will ask the kernel to end.
    private const string ParentVariable = "JPY_PARENT_PID";
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Serves front ends until one asks the kernel to end, or the program that started it is gone. Does not return
    /// then: a cell that still runs must not keep the process alive.
    /// </summary>
    /// <param name="connectionFile">The file that says where.</param>
    /// <exception cref="InvalidDataException">The file is no connection file, or asks for what is not safe.</exception>
    /// <exception cref="IOException">The file cannot be read, or a port is in use.</exception>
    public static async Task RunAsync(string connectionFile)
    {
        ConnectionFile file = ConnectionFile.Read(connectionFile);
        // The console belongs to the cells; this goes past them, to the front end's own log.
        StreamWriter log = new(Console.OpenStandardError()) { AutoFlush = true };
        NotebookProcess.Begin();
        using JupyterKernel kernel = new(file, Environment.CurrentDirectory, line =>
        {
            lock (log) log.WriteLine($"studykit kernel: {line}");
        });
        using PosixSignalRegistration ctrlC = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            kernel.Interrupt();
        });
        _ = kernel.WarmUpAsync();
        await Task.WhenAny(kernel.Ended, ParentGoneAsync());
        kernel.Dispose();
        NotebookProcess.End();
    }

    private static async Task ParentGoneAsync()
    {
        bool isKnown = int.TryParse(Environment.GetEnvironmentVariable(ParentVariable), out int parent);
        while (!isKnown || NotebookProcess.Lives(parent)) await Task.Delay(Look);
    }
}
