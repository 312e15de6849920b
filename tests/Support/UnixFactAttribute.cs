using System.Runtime.CompilerServices;

namespace StudyKit.Tests.Support;

/// <summary>A test that needs a Unix shell; on Windows it is skipped with that reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        : base(file, line)
    {
        if (OperatingSystem.IsWindows()) Skip = "Needs a Unix shell.";
    }
}
