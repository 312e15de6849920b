using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>Where in the reader's code an error happened, for a front end that leads there.</summary>
internal sealed class ErrorPlaces(string folder, ScriptCompiler compiler)
{
    /// <summary>The places of a compiler's errors.</summary>
    /// <param name="error">The errors.</param>
    /// <param name="run">The cell that was compiled.</param>
    public IReadOnlyList<ErrorPlace> Of(ScriptCompilationException error, string? run) =>
    [
        .. error.Errors.Select(one => one.Location.GetLineSpan()).Where(span => span.IsValid)
            .Select(span => At(span.Path, run, span.StartLinePosition.Line, span.StartLinePosition.Character)),
    ];

    /// <summary>The frames of an exception, and of what caused it, that lie in compiled cells.</summary>
    public IReadOnlyList<ErrorPlace> Of(Exception error)
    {
        List<ErrorPlace> places = [];
        for (Exception? one = error; one is not null; one = one.InnerException)
        {
            foreach (StackFrame frame in new StackTrace(one, fNeedFileInfo: true).GetFrames())
            {
                if (frame.GetMethod()?.Module.Assembly is not { } assembly || !DefaultLoadContext.IsSubmission(assembly)
                    || frame.GetFileName() is not { } path || frame.GetFileLineNumber() < 1) continue;
                int line = frame.GetFileLineNumber() - 1, column = Math.Max(0, frame.GetFileColumnNumber() - 1);
                places.Add(At(path, RunOf(assembly), line, column));
            }
        }

        return [.. places.Distinct()];
    }

    private string? RunOf(Assembly assembly) =>
        compiler.Pieces.LastOrDefault(piece => piece.Assembly == assembly.GetName().Name)?.Cell.Id;

    private ErrorPlace At(string path, string? run, int line, int column) =>
        File.Exists(path) || Path.GetDirectoryName(path) != folder
            ? new ErrorPlace(path, IsFile: true, null, line, column)
            : new ErrorPlace(Path.GetFileName(path), IsFile: false, run, line, column);
}
