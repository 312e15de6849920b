namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Drops utterances that are not Chinese.</summary>
/// <param name="share">
/// The least share of Chinese characters, from 0 to 1; a word in Latin letters counts as one, as a character does.
/// </param>
public sealed class ChineseOnly(double share = 0.5) : CleaningRule(
    "not Chinese",
    $"Drops utterances in which fewer than {100 * share:0}% of characters and Latin words are Chinese: names such as " +
    "Open Office may stand in a Chinese sentence.",
    "Happy birthday to you", null)
{
    internal override RuleTriggers? Triggers => new(c => char.IsLetter(c) && c is not (>= '\u4e00' and <= '\u9fff'));

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        int words = 0, chinese = 0;
        bool inLatin = false;
        foreach (char c in text)
        {
            bool latin = c < '\u0250' && char.IsLetter(c);
            if (c is >= '\u4e00' and <= '\u9fff') (words, chinese) = (words + 1, chinese + 1);
            else if (latin ? !inLatin : c >= '\u0250' && char.IsLetter(c)) words++;
            inLatin = latin;
        }

        return chinese < share * words ? null : text;
    }
}
