using System.Reflection;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// The command that starts a session's process. It must call <see cref="SessionHost.RunAsync"/> with the two values
/// that follow the arguments.
/// </summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">What comes before the pipe's name and the notebook's folder.</param>
public sealed record ChildCommand(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The hidden verb under which <c>studykit</c> starts itself again.</summary>
    public const string Verb = "session";

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string> Line => [File, .. Arguments];

    /// <summary>This program, with its hidden verb.</summary>
    public static ChildCommand Own() => Own(Verb);

    /// <summary>This program, with a verb.</summary>
    public static ChildCommand Own(string verb)
    {
        string host = Environment.ProcessPath ?? "dotnet";
        bool isShared = Path.GetFileNameWithoutExtension(host) == "dotnet";
        return new ChildCommand(
            host, isShared && Assembly.GetEntryAssembly() is { } entry ? [entry.Location, verb] : [verb]);
    }
}
