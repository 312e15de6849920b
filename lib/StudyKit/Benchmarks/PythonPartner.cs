using System.ComponentModel;
using System.Diagnostics;

namespace StudyKit.Benchmarks;

/// <summary>
/// A Python process with PyTorch that makes a step each time it is told to, so that both sides can be timed in turn.
/// </summary>
internal sealed class PythonPartner : IDisposable
{
    private const string Variable = "STUDYKIT_PYTHON";
    private readonly Process _process;

    private PythonPartner(Process process, string version, long parameters) =>
        (_process, Version, Parameters) = (process, version, parameters);

    /// <summary>PyTorch's version.</summary>
    public string Version { get; }

    /// <summary>Trainable numbers of the net over there.</summary>
    public long Parameters { get; }

    /// <summary>
    /// Starts a script of the kit with the Python that <c>STUDYKIT_PYTHON</c> names, else with <c>python3</c>.
    /// </summary>
    /// <param name="script">The script's file name.</param>
    /// <param name="arguments">What it is told.</param>
    /// <returns>null when no Python was named and <c>python3</c> is not there or has no PyTorch.</returns>
    /// <exception cref="ArgumentException">The Python that was named cannot do it.</exception>
    public static PythonPartner? Find(string script, params IEnumerable<long> arguments)
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        (PythonPartner? partner, string problem) = Start(named ?? "python3", script, arguments);
        if (partner is null && named is not null)
        {
            throw new ArgumentException($"{Variable} must name a Python that can import torch. Received '{named}': " +
                $"{problem}");
        }

        return partner;
    }

    /// <summary>Starts a script of the kit; without success the partner is null and the problem is told.</summary>
    internal static (PythonPartner? Partner, string Problem) Start(
        string python, string script, IEnumerable<long> arguments)
    {
        using StreamReader text = new(
            typeof(PythonPartner).Assembly.GetManifestResourceStream($"benchmarks/{script}")!);
        ProcessStartInfo start = new(python, ["-c", text.ReadToEnd(), .. arguments.Select(number => $"{number}")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            return (null, error.Message);
        }

        // Read all the time: a full pipe would stop the other side.
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (process.StandardOutput.ReadLine()?.Split(' ') is ["ready", string version, string count])
        {
            return (new PythonPartner(process, version, long.Parse(count)), "");
        }

        if (!process.WaitForExit(5000)) process.Kill();
        process.Dispose();
        return (null, errors.GetAwaiter().GetResult().Trim().Split('\n')[^1]);
    }

    /// <summary>
    /// Has one step made and waits for its end. The way there and back takes less than a tenth of a millisecond.
    /// </summary>
    /// <param name="kind">Which step.</param>
    /// <exception cref="IOException">The process has ended.</exception>
    public void Step(string kind)
    {
        _process.StandardInput.WriteLine(kind);
        _process.StandardInput.Flush();
        if (_process.StandardOutput.ReadLine() != "done")
        {
            throw new IOException($"PyTorch's process ended at a step '{kind}'. Run the benchmark again; if it ends " +
                "again, there may not be enough memory.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000)) _process.Kill();
        _process.Dispose();
    }
}
