using System.Runtime.CompilerServices;

namespace StudyKit.Tests.Support.Browser;

/// <summary>
/// A test that looks at a page in headless Chromium. On a machine without one it is skipped, says so, and is counted as
/// skipped.
/// </summary>
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        : base(file, line)
    {
        if (Chromium.Executable is null) Skip = Chromium.Missing;
    }
}
