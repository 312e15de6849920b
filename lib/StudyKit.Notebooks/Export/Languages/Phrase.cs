using System.Text.RegularExpressions;

namespace StudyKit.Notebooks.Export.Languages;

/// <summary>
/// A text of a page with its numbers taken out, so that one translation serves every run: "250 steps" is the phrase
/// "{1} steps" with the number 250. A digit inside a name (GPT-2, Conv1D) belongs to the name.
/// </summary>
/// <param name="Pattern">The text with <c>{1}</c>, <c>{2}</c>, … for its numbers, one space between words.</param>
/// <param name="Numbers">What stood there, in order.</param>
internal sealed partial record Phrase(string Pattern, IReadOnlyList<string> Numbers)
{
    public static Phrase Of(string text)
    {
        List<string> numbers = [];
        string pattern = Number().Replace(Spaces().Replace(text, " ").Trim(), number =>
        {
            numbers.Add(number.Value);
            return $"{{{numbers.Count}}}";
        });
        return new Phrase(pattern, numbers);
    }

    /// <summary>Whether there is anything to translate: a word, and not in Chinese alone.</summary>
    public static bool HasWords(string text) => Word().IsMatch(text);

    /// <summary>Puts the numbers into a translation.</summary>
    /// <param name="translation">With the same <c>{1}</c>, <c>{2}</c>, …, in any order.</param>
    public string Fill(string translation) => Place().Replace(translation, place =>
        int.Parse(place.Groups[1].ValueSpan) is var number && number >= 1 && number <= Numbers.Count
            ? Numbers[number - 1] : place.Value);

    [GeneratedRegex(@"(?<![\p{L}\p{M}\d_.{]|\p{L}[-‑])[-−+±]?(?:\d+(?:[.,\u202f]\d+)*|\.\d+)" +
        @"(?:e[-+]?\d+)?(?:×10(?=[⁻⁰¹²³⁴-⁹]))?[⁻⁰¹²³⁴-⁹]*(?![\d}])")]
    internal static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[A-Za-z]{2,}|[A-Za-z]+ [a-z]")]
    private static partial Regex Word();
}
