using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// Turns diagnostics and exceptions into lines for the reader: places named by cell and line, stacks cut at the
/// reader's own code.
/// </summary>
internal static partial class ErrorText
{
    /// <summary>
    /// The first error as the message; each error with its line of source and a caret as the traceback.
    /// </summary>
    public static ErrorEvent Of(ScriptCompilationException exception, string folder)
    {
        List<string> lines = [];
        foreach (Diagnostic error in exception.Errors)
        {
            FileLinePositionSpan span = error.Location.GetLineSpan();
            string place = span.IsValid ? $"{Place(span.Path, folder)}, line {span.StartLinePosition.Line + 1}, " +
                $"column {span.StartLinePosition.Character + 1}: " : "";
            lines.Add($"{place}error {error.Id}: {error.GetMessage()}");
            if (error.Location.SourceTree is not { } tree) continue;

            string source = tree.GetText().Lines[span.StartLinePosition.Line].ToString();
            lines.Add("    " + source);
            string before = source[..Math.Min(span.StartLinePosition.Character, source.Length)];
            lines.Add("    " + string.Concat(before.Select(c => c == '\t' ? '\t' : ' ')) + "^");
            if (SetupHint.For(error.Id, error.GetMessage()) is { } hint) lines.Add(hint);
            if (ForeignMarkers.AdviceOnName(error.GetMessage()) is { } advice) lines.Add("    " + advice);
        }

        return new ErrorEvent("CompilationError", lines.FirstOrDefault() ?? exception.Message, lines);
    }

    /// <summary>
    /// The exception's type and message; its inner ones and the frames down to the reader's own as the traceback.
    /// </summary>
    public static ErrorEvent Of(Exception exception, string folder)
    {
        while (exception is TargetInvocationException or AggregateException { InnerExceptions.Count: 1 }
            && exception.InnerException is not null)
        {
            exception = exception.InnerException;
        }

        List<string> lines = [];
        Tell(exception, "", lines, folder);
        return new ErrorEvent(exception.GetType().FullName!, exception.Message, lines);
    }

    /// <summary>The exception and what caused it; of an AggregateException each of its causes.</summary>
    private static void Tell(Exception exception, string before, List<string> lines, string folder)
    {
        lines.Add($"{before}{exception.GetType().FullName}: {exception.Message}");
        lines.AddRange(Frames(exception, folder));
        Exception[] causes = exception is AggregateException several ? [.. several.InnerExceptions]
            : exception.InnerException is { } inner ? [inner]
            : [];
        for (int i = 0; i < causes.Length; i++)
        {
            Tell(causes[i], causes.Length == 1
                ? "caused by "
                : $"caused by, {i + 1} of {causes.Length}: ", lines, folder);
        }
    }

    private static IEnumerable<string> Frames(Exception exception, string folder)
    {
        StackFrame[] frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        int last = Array.FindLastIndex(frames, frame => IsReaders(frame.GetMethod()));
        // Nothing of the reader's on the stack (work on another thread, say): then the whole is the best there is.
        IEnumerable<StackFrame> shown = last < 0 ? frames : frames.Take(last + 1);
        return shown.Where(frame => !IsMachinery(frame.GetMethod()))
            .Select(frame => "   at " + Describe(frame, folder));
    }

    private static bool IsReaders(MethodBase? method) =>
        method?.Module.Assembly is { } assembly && DefaultLoadContext.IsSubmission(assembly);

    private static bool IsMachinery(MethodBase? method) =>
        method is null
            || method.DeclaringType?.Namespace is "System.Runtime.CompilerServices"
                or "System.Runtime.ExceptionServices";

    private static string Describe(StackFrame frame, string folder)
    {
        MethodBase method = frame.GetMethod()!;
        string file = frame.GetFileName() is { } path ? $"{Place(path, folder)}, line {frame.GetFileLineNumber()}" : "";
        string name = Name(method);
        if (name.Length == 0) return file;
        return file.Length == 0 ? name : $"{name} in {file}";
    }

    /// <summary>The method as the reader wrote it; empty for a cell's own top level.</summary>
    private static string Name(MethodBase method)
    {
        // async and iterator bodies live in MoveNext of a nested class named after the method.
        Type? type = method.DeclaringType;
        string name = method.Name;
        if (name == "MoveNext" && Generated().Match(type?.Name ?? "") is { Success: true } outer)
        {
            name = outer.Groups[1].Value;
            type = type!.DeclaringType;
        }

        if (name.Contains("<Initialize>", StringComparison.Ordinal) || name is "<Factory>") return "";
        if (LocalFunction().Match(name) is { Success: true } local) name = local.Groups[1].Value;
        string parameters = string.Join(
            ", ", method.GetParameters().Select(parameter => $"{parameter.ParameterType.Name} {parameter.Name}"));
        string owner = type is null || (IsReaders(method)
            && type.Name.StartsWith("Submission#", StringComparison.Ordinal)) ? "" : TypeName(type) + ".";
        return $"{owner}{name}({parameters})";
    }

    private static string TypeName(Type type) =>
        SubmissionPrefix()
            .Replace((type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name, "")
            .Replace('+', '.');

    private static string Place(string path, string folder) =>
        Path.GetDirectoryName(path) == folder ? Path.GetFileName(path) : Path.GetRelativePath(folder, path);

    [GeneratedRegex(@"\A<(.+?)>d")]
    private static partial Regex Generated();

    [GeneratedRegex(@"g__(.+?)\|")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"\ASubmission#\d+\+")]
    private static partial Regex SubmissionPrefix();
}
