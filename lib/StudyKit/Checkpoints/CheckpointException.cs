namespace StudyKit.Checkpoints;

/// <summary>
/// A checkpoint cannot be read, written or loaded. The message names the file and, where there is one, the key.
/// </summary>
public sealed class CheckpointException : Exception
{
    /// <summary>An unnamed problem.</summary>
    public CheckpointException()
    {
    }

    /// <summary>A problem in words.</summary>
    /// <param name="message">File, key, rule, expected, received, what to do next.</param>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>A problem with its cause.</summary>
    /// <param name="message">File, key, rule, expected, received, what to do next.</param>
    /// <param name="innerException">What the system said.</param>
    public CheckpointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
