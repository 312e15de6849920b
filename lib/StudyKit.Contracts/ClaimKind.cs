namespace StudyKit.Contracts;

/// <summary>
/// Whose statement a claim is. The three are counted apart: only the first two say anything of a paper.
/// </summary>
public enum ClaimKind
{
    /// <summary>The paper says it, and it could turn out false.</summary>
    Paper,

    /// <summary>A question or an idea of the notes that the kit was made from.</summary>
    Reader,

    /// <summary>The kit's own: a count, an identity, a mask. It tests the code and not the paper.</summary>
    Check,
}

/// <summary>The kinds' names, as JSON carries them.</summary>
public static class ClaimKinds
{
    /// <summary>The kind in a word: <c>paper</c>, <c>reader</c>, <c>check</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string Name(this ClaimKind kind) => kind switch
    {
        ClaimKind.Paper => "paper",
        ClaimKind.Reader => "reader",
        ClaimKind.Check => "check",
        _ => throw new ArgumentOutOfRangeException(
            nameof(kind), $"A claim's kind is Paper, Reader or Check. Received {kind}."),
    };

    /// <summary>Reads a name; one that is missing or unknown is the paper's.</summary>
    /// <param name="name">A name as <see cref="Name"/> writes it, in any case.</param>
    public static ClaimKind Read(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        "reader" => ClaimKind.Reader,
        "check" => ClaimKind.Check,
        _ => ClaimKind.Paper,
    };
}
