namespace StudyKit.Tasks;

/// <summary>What stands where a loss looks for the right number.</summary>
public static class Targets
{
    /// <summary>
    /// A position that does not count: a token that was not hidden, a word's later pieces, padding. It is the number
    /// that PyTorch's cross entropy leaves out unless told otherwise.
    /// </summary>
    public const int Ignored = -100;
}
