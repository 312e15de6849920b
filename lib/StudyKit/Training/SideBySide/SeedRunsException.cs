using System.Runtime.ExceptionServices;

namespace StudyKit.Training.SideBySide;

/// <summary>Some seeds of <see cref="SeedRuns"/> failed; those that did not are kept.</summary>
public sealed class SeedRunsException : Exception
{
    /// <inheritdoc/>
    public SeedRunsException()
    {
    }

    /// <inheritdoc/>
    public SeedRunsException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public SeedRunsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal SeedRunsException(
        IReadOnlyList<(long Seed, ExceptionDispatchInfo Problem)> failed, IReadOnlyDictionary<long, object?> finished)
        : base(Text(failed, finished.Count), failed[0].Problem.SourceException)
    {
        Failed = failed.ToDictionary(one => one.Seed, one => one.Problem.SourceException);
        Finished = finished;
    }

    /// <summary>What ended each seed that failed.</summary>
    public IReadOnlyDictionary<long, Exception> Failed { get; } = new Dictionary<long, Exception>();

    /// <summary>The results of the seeds that finished.</summary>
    public IReadOnlyDictionary<long, object?> Finished { get; } = new Dictionary<long, object?>();

    private static string Text(IReadOnlyList<(long Seed, ExceptionDispatchInfo Problem)> failed, int finished)
    {
        IEnumerable<string> each =
            failed.Select(one => $"Seed {one.Seed} failed: {one.Problem.SourceException.Message}");
        string others = finished switch
        {
            0 => "No seed finished.",
            1 => "The other one finished; its result is in Finished.",
            _ => $"The other {finished} finished; their results are in Finished.",
        };
        return $"{string.Join("\n", each)}\n{others}";
    }
}
