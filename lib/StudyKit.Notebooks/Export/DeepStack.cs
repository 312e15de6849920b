using System.Runtime.ExceptionServices;

namespace StudyKit.Notebooks.Export;

/// <summary>
/// Runs work on a thread whose stack bears what a notebook may hold: parsers and writers of nested things call
/// themselves once for each level, and a stack that overflows ends the process, which nothing can catch.
/// </summary>
internal static class DeepStack
{
    private const int Bytes = 256 << 20;

    /// <summary>Runs the function and gives its result, or throws what it threw.</summary>
    public static T Run<T>(Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? thrown = null;
        Thread thread = new(Work, Bytes) { IsBackground = true, Name = "deep" };
        thread.Start();
        thread.Join();
        thrown?.Throw();
        return result;

        void Work()
        {
            try
            {
                result = work();
            }
            catch (Exception error)
            {
                thrown = ExceptionDispatchInfo.Capture(error);
            }
        }
    }
}
