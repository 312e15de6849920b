using System.Diagnostics;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.FrontEnds.Jupyter;

/// <summary>A Jupyter that knows this build's kernel, as <c>studykit kernel install --prefix</c> tells it.</summary>
public sealed class JupyterHome : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("studykit-").FullName;

    /// <summary>A folder for notebooks.</summary>
    public string Folder => Directory.CreateDirectory(Path.Combine(_root, "notebooks")).FullName;

    public async ValueTask InitializeAsync()
    {
        StudyKitProcess install = await StudyKitProcess.RunAsync(_root, "kernel", "install", "--prefix", _root);
        Assert.Equal(0, install.ExitCode);
        Assert.Contains("studykit", install.Output, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Starts one of Jupyter's programs.</summary>
    public Process Start(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["JUPYTER_PATH"] = Path.Combine(_root, "share", "jupyter");
        string[] own = ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"];
        foreach (string name in own)
        {
            start.Environment[name] = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs one of Jupyter's programs to its end.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, params string[] arguments)
    {
        using Process process = Start(program, arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }
}
