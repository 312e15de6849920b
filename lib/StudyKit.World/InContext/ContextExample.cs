namespace StudyKit.World.InContext;

/// <summary>One example of a task as it stands in a prompt.</summary>
/// <param name="Input">What is asked.</param>
/// <param name="Output">What is to be answered.</param>
public sealed record ContextExample(IReadOnlyList<string> Input, IReadOnlyList<string> Output);
