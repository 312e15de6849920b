using System.Text;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Drops utterances that say too little or too much.</summary>
/// <param name="shortest">Fewest letters and digits.</param>
/// <param name="longest">Most characters; a rare one of two UTF-16 units is one.</param>
public sealed class Length(int shortest = 2, int longest = 100) : CleaningRule(
    "length",
    $"Drops utterances with fewer than {shortest} letters, which say nothing, or more than {longest} characters, " +
    "which are no talk.",
    "。", null)
{
    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        if (text.Length > longest && (text.Length > 2 * longest || text.EnumerateRunes().Count() > longest))
        {
            return null;
        }

        int letters = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) && ++letters == shortest) return text;
        }

        return letters < shortest ? null : text;
    }
}
