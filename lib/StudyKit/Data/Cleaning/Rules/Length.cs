namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Drops utterances that say too little or too much.</summary>
/// <param name="shortest">Fewest letters and digits.</param>
/// <param name="longest">Most characters.</param>
public sealed class Length(int shortest = 2, int longest = 100) : CleaningRule(
    "length",
    $"Drops utterances with fewer than {shortest} letters, which say nothing, or more than {longest} characters, " +
    "which are no talk.",
    "。", null)
{
    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        if (text.Length > longest) return null;
        int letters = 0;
        for (int i = 0; i < text.Length && letters < shortest; i++) letters += char.IsLetterOrDigit(text[i]) ? 1 : 0;
        return letters < shortest ? null : text;
    }
}
