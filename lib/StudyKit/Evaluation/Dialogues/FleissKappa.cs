namespace StudyKit.Evaluation.Dialogues;

/// <summary>Agreement of raters beyond chance (Fleiss, 1971).</summary>
public static class FleissKappa
{
    /// <summary>
    /// κ = (P̄ − P̄ₑ) / (1 − P̄ₑ). 1 when all agree always, 0 when as often as by chance; NaN when all gave one and the
    /// same rating.
    /// </summary>
    /// <param name="ratings">
    /// One row an item: how many raters gave each category. Each row has the same sum, at least 2.
    /// </param>
    /// <exception cref="ArgumentException">Rows of different width or sum.</exception>
    public static double Score(IReadOnlyList<IReadOnlyList<int>> ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        int raters = ratings.Count > 0 ? ratings[0].Sum() : 0;
        if (raters < 2
            || ratings.Any(row => row.Count != ratings[0].Count || row.Sum() != raters || row.Any(count => count < 0)))
            throw new ArgumentException("Every item needs ratings by the same two or more raters, in the same " +
                $"categories. Received sums {string.Join(", ", ratings.Select(row => row.Sum()).Distinct())}.",
                nameof(ratings));
        double agreed = ratings.Average(row => row.Sum(count => count * (count - 1.0)) / (raters * (raters - 1.0)));
        double chance = Enumerable.Range(0, ratings[0].Count)
            .Sum(category => Math.Pow(ratings.Sum(row => row[category]) / (double)(raters * ratings.Count), 2));
        return (agreed - chance) / (1 - chance);
    }

    /// <summary>κ of filled sheets.</summary>
    /// <param name="sheets">For each rater the rating of each item, in the same order.</param>
    /// <param name="categories">The ratings that there are, as 2, 1, 0.</param>
    public static double OfSheets(IReadOnlyList<IReadOnlyList<int>> sheets, IReadOnlyList<int> categories)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        ArgumentNullException.ThrowIfNull(categories);
        if (sheets.Count == 0
            || sheets.Any(sheet => sheet.Count != sheets[0].Count || sheet.Any(rating => !categories.Contains(rating))))
            throw new ArgumentException(
                $"Sheets have as many ratings as each other, each one of {string.Join(", ", categories)}.",
                nameof(sheets));
        return Score([.. Enumerable.Range(0, sheets[0].Count).Select(item =>
            (IReadOnlyList<int>)[.. categories.Select(category => sheets.Count(sheet => sheet[item] == category))])]);
    }
}
