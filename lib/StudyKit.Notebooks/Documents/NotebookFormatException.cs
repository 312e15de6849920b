namespace StudyKit.Notebooks.Documents;

/// <summary>A file that is no notebook: says where, which rule, what was expected and what was received.</summary>
public sealed class NotebookFormatException : Exception
{
    /// <param name="file">The file, as the user named it.</param>
    /// <param name="line">Line counted from 1; null when unknown.</param>
    /// <param name="column">Column counted from 1 in bytes; null when unknown.</param>
    /// <param name="cell">Index of the cell counted from 0; null for the notebook itself.</param>
    /// <param name="rule">The rule that was broken.</param>
    /// <param name="expected">What the rule asks for.</param>
    /// <param name="received">What the file has.</param>
    /// <param name="inner">The error below, if any.</param>
    public NotebookFormatException(
        string file, int? line, int? column, int? cell, string rule, string expected, string received,
        Exception? inner = null)
        : base(Compose(file, line, column, cell, rule, expected, received), inner)
    {
        File = file;
        Line = line;
        Column = column;
        Cell = cell;
        Rule = rule;
        Expected = expected;
        Received = received;
    }

    /// <summary>The file, as the user named it.</summary>
    public string File { get; }

    /// <summary>Line counted from 1; null when unknown.</summary>
    public int? Line { get; }

    /// <summary>Column counted from 1, in bytes; null when unknown.</summary>
    public int? Column { get; }

    /// <summary>Index of the cell counted from 0; null for the notebook itself.</summary>
    public int? Cell { get; }

    /// <summary>The rule that was broken.</summary>
    public string Rule { get; }

    /// <summary>What the rule asks for.</summary>
    public string Expected { get; }

    /// <summary>What the file has.</summary>
    public string Received { get; }

    private static string Compose(
        string file, int? line, int? column, int? cell, string rule, string expected, string received)
    {
        string place = (line, column) switch
        {
            (null, _) => file,
            (_, null) => $"{file}({line})",
            _ => $"{file}({line},{column})",
        };
        return $"{place}: {(cell is null ? "" : $"cells[{cell}]: ")}{rule} Expected: {expected}. Received: {received}.";
    }
}
