namespace StudyKit.Notebooks.Execution.Language;

/// <summary>What may stand at a place.</summary>
/// <param name="Start">Where the text begins that an item replaces.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">The items, best first; at most a few hundred.</param>
/// <param name="IsIncomplete">Whether more fit than are given: ask again when more is typed.</param>
public sealed record CompletionAnswer(int Start, int End, IReadOnlyList<CompletionSuggestion> Items, bool IsIncomplete)
{
    /// <summary>Nothing fits.</summary>
    public static CompletionAnswer Nothing(int position) => new(position, position, [], IsIncomplete: false);

    /// <summary>Gives the documentation of the item with an index, as Markdown.</summary>
    internal Func<int, CancellationToken, Task<string?>> Describe { get; init; } =
        (_, _) => Task.FromResult<string?>(null);
}

/// <summary>One thing that may stand at a place.</summary>
/// <param name="Label">What is shown.</param>
/// <param name="Insert">What replaces the text from <see cref="CompletionAnswer.Start"/> on.</param>
/// <param name="Filter">What typed letters are compared with.</param>
/// <param name="Sort">By what the items are ordered.</param>
/// <param name="Kind">What it is, as <c>docs/session-protocol.md</c> lists them.</param>
/// <param name="Detail">A few words more; null when there are none.</param>
public sealed record CompletionSuggestion(
    string Label, string Insert, string Filter, string Sort, string Kind, string? Detail);
