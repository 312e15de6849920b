namespace StudyKit.Notebooks.Execution.Language;

/// <summary>The ways in which what is being called can be called.</summary>
/// <param name="Signatures">The overloads; empty where there is no call.</param>
/// <param name="Active">The one that fits what is written so far.</param>
/// <param name="Argument">The argument at the place, from 0.</param>
public sealed record SignatureAnswer(IReadOnlyList<Signature> Signatures, int Active, int Argument)
{
    /// <summary>There is no call.</summary>
    public static SignatureAnswer None { get; } = new([], 0, 0);
}

/// <summary>One overload.</summary>
/// <param name="Label">Its declaration in one line.</param>
/// <param name="Documentation">What it does, as Markdown; null when nobody said.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record Signature(string Label, string? Documentation, IReadOnlyList<SignatureParameter> Parameters);

/// <summary>A parameter.</summary>
/// <param name="Label">Its declaration, as it stands in <see cref="Signature.Label"/>.</param>
/// <param name="Documentation">What it is, as Markdown; null when nobody said.</param>
public sealed record SignatureParameter(string Label, string? Documentation);
