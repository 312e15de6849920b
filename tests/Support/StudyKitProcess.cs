using System.Diagnostics;

namespace StudyKit.Tests.Support;

/// <summary>The command line as a user calls it.</summary>
public sealed record StudyKitProcess(int ExitCode, string Output, string Errors)
{
    public static Task<StudyKitProcess> RunAsync(string folder, params string[] arguments) =>
        RunAsync(folder, new Dictionary<string, string?>(), arguments);

    /// <param name="folder">The working folder.</param>
    /// <param name="environment">Variables to set, or to take away where null.</param>
    /// <param name="arguments">The arguments.</param>
    public static async Task<StudyKitProcess> RunAsync(
        string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        ProcessStartInfo start = new(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "StudyKit.Cli.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new StudyKitProcess(process.ExitCode, output, await errors);
    }
}
