namespace StudyKit.Tests.Fuzz;

/// <summary>
/// A reader of foreign input: it must take any bytes, or refuse them with an exception that names the fault.
/// </summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Samples">Valid inputs, from which the broken ones are made.</param>
/// <param name="Words">Pieces of the format that mutations put in.</param>
/// <param name="Read">Reads an input; the folder is empty before and may be written to.</param>
/// <param name="Refusals">The exceptions by which it may refuse.</param>
internal sealed record FuzzTarget(
    string Name, IReadOnlyList<byte[]> Samples, IReadOnlyList<string> Words, Action<byte[], string> Read,
    IReadOnlyList<Type> Refusals)
{
    /// <summary>The most memory that one input may take, in bytes, beside a hundred times its own length.</summary>
    public long Memory { get; init; } = 64L << 20;

    /// <summary>How much of the command's time it gets, compared with the others.</summary>
    public double Share { get; init; } = 1;
}
