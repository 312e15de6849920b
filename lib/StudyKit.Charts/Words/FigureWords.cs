namespace StudyKit.Charts.Words;

/// <summary>What a kind of figure says for those who cannot see it, and its data as a table.</summary>
internal abstract class FigureWords
{
    /// <summary>More series than this are counted, not told one by one.</summary>
    protected const int MostTold = 6;

    /// <summary>What is drawn: <c>Line chart of loss over step</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>What the data say; empty where there is nothing to add.</summary>
    public abstract string Story { get; }

    /// <summary>The data in long form, one row a point, so that it can be read into anything.</summary>
    public abstract FigureTable Table();

    protected static string Number(double value) => Contracts.NumberText.Significant(value, 3);

    protected static string Count(int count, string what) => Contracts.Quantity.Count(count, what);

    protected static double? Cell(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <summary>The first few, and how many more there are.</summary>
    protected static string Told(IReadOnlyList<string> all, string what = " series") =>
        string.Join("; ", all.Take(MostTold)) +
            (all.Count > MostTold ? $"; and {all.Count - MostTold} more{what}" : "");
}
