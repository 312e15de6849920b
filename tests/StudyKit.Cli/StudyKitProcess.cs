using System.Diagnostics;

namespace StudyKit.Tests.Cli;

/// <summary>The command line as a user calls it.</summary>
internal sealed record StudyKitProcess(int ExitCode, string Output, string Errors, TimeSpan FirstOutput)
{
    public static async Task<StudyKitProcess> RunAsync(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "StudyKit.Cli.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Stopwatch clock = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string? first = await process.StandardOutput.ReadLineAsync();
        TimeSpan firstOutput = clock.Elapsed;
        string rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new StudyKitProcess(process.ExitCode, first is null ? "" : $"{first}\n{rest}", await errors, firstOutput);
    }
}
