namespace StudyKit.Notebooks.Execution.Language;

/// <summary>Whether a cell can be run as it stands.</summary>
public enum Completeness
{
    /// <summary>It can.</summary>
    Complete,

    /// <summary>Something is open that more lines may close.</summary>
    Incomplete,

    /// <summary>No further line can make it right.</summary>
    Invalid,
}

/// <summary>Whether a cell can be run, and how the next line begins if not.</summary>
/// <param name="State">Whether it can.</param>
/// <param name="Indent">The blanks with which the next line begins.</param>
public sealed record CompletenessAnswer(Completeness State, string Indent);
