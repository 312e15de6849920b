using System.Collections;
using System.Reflection;
using StudyKit.Contracts;

namespace StudyKit.Papers;

/// <summary>
/// A table of differences: what a run does otherwise than the paper, or where study notes and paper disagree.
/// The first is filled by comparing two configurations, so that nothing is forgotten.
/// </summary>
[TypeFormatterSource(typeof(LedgerFormatters), PreferredMimeTypes = [MimeTypes.Html])]
public sealed class Ledger
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    /// <summary>Starts a table.</summary>
    /// <param name="title">Its caption.</param>
    /// <param name="columns">Names of its columns; at least two.</param>
    public Ledger(string title, params string[] columns)
    {
        if (columns.Length < 2)
        {
            throw new ArgumentException(
                $"A ledger has at least two columns, as 'what', 'paper', 'here'. Received {columns.Length}.",
                nameof(columns));
        }

        (Title, Columns) = (title, columns);
    }

    /// <summary>The caption.</summary>
    public string Title { get; }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, each as long as <see cref="Columns"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>Compares two configurations property by property and lists those that differ.</summary>
    /// <typeparam name="T">A configuration record.</typeparam>
    /// <param name="title">Caption of the table.</param>
    /// <param name="paper">The paper's configuration.</param>
    /// <param name="here">This run's.</param>
    public static Ledger Differences<T>(string title, T paper, T here)
        where T : notnull
    {
        Ledger ledger = new(title, "what", "paper", "here");
        foreach (PropertyInfo property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length > 0) continue;
            object? theirs = property.GetValue(paper), ours = property.GetValue(here);
            if (Show(theirs) != Show(ours)) ledger.Add(property.Name, Show(theirs), Show(ours));
        }

        return ledger;
    }

    /// <summary>Adds a row and returns the ledger.</summary>
    /// <exception cref="ArgumentException">Not as many cells as columns.</exception>
    public Ledger Add(params string[] cells)
    {
        if (cells.Length != Columns.Count)
        {
            throw new ArgumentException($"A row of '{Title}' has {Columns.Count} cells " +
                $"({string.Join(", ", Columns)}). Received {cells.Length}.", nameof(cells));
        }

        _rows.Add(cells);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join('\n', [Title, .. _rows.Select(row => "  " + string.Join(" | ", row))]);

    private static string Show(object? value) => value switch
    {
        IEnumerable list and not string => string.Join(", ", list.Cast<object?>().Select(Show)),
        null => "none",
        double number => NumberText.Of(number),
        int or long => NumberText.Of(Convert.ToDouble(value)),
        bool on => on ? "yes" : "no",
        _ => value.ToString() ?? "",
    };
}
