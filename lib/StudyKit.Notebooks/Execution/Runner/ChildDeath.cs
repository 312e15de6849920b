namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>Says what an exit code of a process that ended too early means.</summary>
internal static class ChildDeath
{
    private static readonly Dictionary<int, string> Signals = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [13] = "SIGPIPE",
        [15] = "SIGTERM",
    };

    /// <param name="exitCode">As .NET gives it: 128 plus the signal's number where one ended the process.</param>
    /// <param name="errors">What the process wrote to its standard error last.</param>
    /// <param name="memory">The most memory that the process was seen to hold, in bytes.</param>
    public static string Describe(int exitCode, string errors, long memory)
    {
        string held = memory > 0 ? $" It held {memory / 1e9:0.0} GB." : "";
        if (errors.Contains("Stack overflow", StringComparison.Ordinal))
        {
            return $"The cell overflowed the stack, which ends the process (exit code {exitCode}). Look for a method " +
                "that calls itself without end.";
        }

        if (errors.Contains("Unhandled exception", StringComparison.Ordinal))
        {
            return "An exception on a thread of the cell's own was not caught, which ends the process (exit code " +
                $"{exitCode}).";
        }

        if (FailFast(errors) is { } reason)
        {
            return $"The cell ended the process by Environment.FailFast{reason} (exit code {exitCode}). A notebook " +
                "stops by throwing.";
        }

        if (errors.Contains("Out of memory", StringComparison.OrdinalIgnoreCase))
        {
            return $"The process ran out of memory (exit code {exitCode}).{held} Take a smaller scale or batch.";
        }

        // What C++ says of an exception that nobody caught; the signal that follows tells a reader nothing.
        if (CppException(errors) is { } said)
        {
            return $"{said} (Native code ended the process with this, exit code {exitCode}. It cannot be caught.)";
        }

        if (!OperatingSystem.IsWindows() && exitCode > 128 && Signals.TryGetValue(exitCode - 128, out string? signal))
        {
            return signal switch
            {
                "SIGKILL" => $"The process was killed by SIGKILL (exit code {exitCode}).{held} If nobody did that by " +
                    "hand, the system ran out of memory: take a smaller scale or batch.",
                "SIGSEGV" or "SIGBUS" or "SIGILL" or "SIGFPE" or "SIGABRT" =>
                    $"Native code crashed with {signal} (exit code {exitCode}).",
                _ => $"The process was ended by {signal} (exit code {exitCode}).",
            };
        }

        return unchecked((uint)exitCode) switch
        {
            0xC0000005 => "Native code crashed with an access violation (exit code 0xC0000005).",
            0xC00000FD => "The cell overflowed the stack, which ends the process (exit code 0xC00000FD). Look for a " +
                "method that calls itself without end.",
            _ => $"The cell ended the process (exit code {exitCode}). A notebook stops by throwing, not by " +
                "Environment.Exit.",
        };
    }

    /// <summary>What Environment.FailFast was given, after a colon; null when nobody called it.</summary>
    private static string? FailFast(string errors)
    {
        const string Mark = "Process terminated.";
        int start = errors.IndexOf(Mark, StringComparison.Ordinal);
        if (start < 0 || !errors.Contains("at System.Environment.FailFast", StringComparison.Ordinal)) return null;
        string line = errors[(start + Mark.Length)..].TrimStart().Split('\n')[0].Trim();
        return line.StartsWith("at ", StringComparison.Ordinal) ? "" : $": {line}";
    }

    /// <summary>The first line of libtorch's message; null when there is none.</summary>
    private static string? CppException(string errors)
    {
        const string Mark = "what():";
        int start = errors.IndexOf(Mark, StringComparison.Ordinal);
        if (start < 0) return null;
        string line = errors[(start + Mark.Length)..].TrimStart().Split('\n')[0].Trim();
        return line.Length > 0 ? line : null;
    }
}
