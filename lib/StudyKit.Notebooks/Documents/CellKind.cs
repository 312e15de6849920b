namespace StudyKit.Notebooks.Documents;

/// <summary>What a notebook cell holds (nbformat's <c>cell_type</c>).</summary>
public enum CellKind
{
    /// <summary>Source that is run.</summary>
    Code,

    /// <summary>Text in Markdown.</summary>
    Markdown,

    /// <summary>Text that is neither run nor rendered.</summary>
    Raw,
}
