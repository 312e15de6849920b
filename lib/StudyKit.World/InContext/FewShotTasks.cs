using StudyKit.Text;

namespace StudyKit.World.InContext;

/// <summary>
/// What the small models of notebook 06 read, and what they are asked. Tables are drawn anew for each row, so that
/// only the examples tell the answer; translations can be learned by heart. Two kinds of rows ask nothing: text that
/// repeats itself, and two chains in turns. They teach a model to look back.
/// </summary>
public sealed class FewShotTasks
{
    /// <summary>Chooses how much there is.</summary>
    /// <param name="tableRows">The longest table, 2 to 8 rows: R.</param>
    /// <param name="translations">How many pairs of words can be learned by heart, 1 to 12.</param>
    /// <param name="others">Further symbols, for families that the caller adds; none when null.</param>
    public FewShotTasks(int tableRows = 6, int translations = 4, IEnumerable<string>? others = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tableRows, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tableRows, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(translations, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(translations, 12);
        TableRows = tableRows;
        string[] nouns = [.. WorldWords.Kinds.Take(4).SelectMany(kind => kind.Words
            .Where(word => WorldWords.Translations.Any(pair => pair.English == word)).Take(5))];
        Words = [.. nouns.Take(8)];
        Translation = [.. nouns.Skip(8).Take(translations)
            .Select(word => WorldWords.Translations.Single(pair => pair.English == word))];
        Translated = [.. Translation.SelectMany(pair => new[] { pair.English, pair.Chinese })];
        Symbols = new Vocabulary([.. Words, .. Labels, .. Translated, .. others ?? []], new SpecialTokens());
        Fresh = Table(tableRows);
        Translate = TaskFamilies.Relation("translation", Translation);
        Turns = TaskFamilies.Turns([.. Words, .. Labels]);
        // A shorter table is taken more often, so that each length gives about as many examples of one pair.
        double byRows = Enumerable.Range(2, tableRows - 1).Sum(rows => 1.0 / rows);
        Mix =
        [
            (null, 2), (Turns, 14), (Translate, 1),
            .. Enumerable.Range(2, tableRows - 1).Select(rows => ((TaskFamily?)Table(rows), 14 / (rows * byRows))),
        ];
    }

    /// <summary>R, the rows of the longest table.</summary>
    public int TableRows { get; }

    /// <summary>Eight nouns, the left side of the tables.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Eight letters, the right side of the tables.</summary>
    public IReadOnlyList<string> Labels { get; } = ["A", "B", "C", "D", "E", "F", "G", "H"];

    /// <summary>The pairs that can be learned by heart.</summary>
    public IReadOnlyList<(string English, string Chinese)> Translation { get; }

    /// <summary>The words of those pairs.</summary>
    public IReadOnlyList<string> Translated { get; }

    /// <summary>All symbols.</summary>
    public Vocabulary Symbols { get; }

    /// <summary>Tables of R rows.</summary>
    public TaskFamily Fresh { get; }

    /// <summary>The relation that never changes.</summary>
    public TaskFamily Translate { get; }

    /// <summary>Two chains told in turns; nothing is asked.</summary>
    public TaskFamily Turns { get; }

    /// <summary>
    /// What training reads, and how often, in any unit. Null stands for text that repeats itself. Tables have 2 to R
    /// rows: the short ones show first that looking back pays.
    /// </summary>
    public IReadOnlyList<(TaskFamily? Family, double Share)> Mix { get; }

    /// <summary>Tables of so many rows.</summary>
    /// <param name="rows">1 to 8.</param>
    public TaskFamily Table(int rows) => TaskFamilies.Cipher(Words, Labels, rows);
}
