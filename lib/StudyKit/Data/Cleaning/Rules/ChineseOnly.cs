namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Drops utterances that are not Chinese.</summary>
/// <param name="share">The least share of Chinese characters among the letters, from 0 to 1.</param>
public sealed class ChineseOnly(double share = 0.5) : CleaningRule(
    "not Chinese",
    $"Drops utterances in which fewer than {share:P0} of the letters are Chinese characters.",
    "Happy birthday to you", null)
{
    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        int letters = 0, chinese = 0;
        foreach (char c in text)
        {
            if (c is >= '\u4e00' and <= '\u9fff') (letters, chinese) = (letters + 1, chinese + 1);
            else if (char.IsLetter(c)) letters++;
        }

        return chinese < share * letters ? null : text;
    }
}
