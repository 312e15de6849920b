using System.Text;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Drops utterances that are not Chinese.</summary>
/// <param name="share">
/// The least share of Chinese characters, from 0 to 1; a word in Latin letters counts as one, as a character does, and
/// so does T(n)=2T(n/2)+n.
/// </param>
public sealed class ChineseOnly(double share = 0.5) : CleaningRule(
    "not Chinese",
    $"Drops utterances in which fewer than {100 * share:0}% of characters and Latin words are Chinese, rare " +
    "ones too: " +
    "names such as Open Office may stand in a Chinese sentence.",
    "Happy birthday to you", null)
{
    internal override RuleTriggers? Triggers => new(c => char.IsLetter(c) && c is not (>= '\u4e00' and <= '\u9fff'));

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        int words = 0, chinese = 0;
        bool inLatin = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool letter = Rune.IsLetter(rune), latin = letter && rune.Value < 0x250;
            if (IsHan(rune.Value)) (words, chinese) = (words + 1, chinese + 1);
            else if (letter && !(latin && inLatin)) words++;
            inLatin = latin || (inLatin && rune.Value is > ' ' and < 0x80);
        }

        return chinese < share * words ? null : text;
    }

    /// <summary>
    /// Whether a code point is a Chinese character: CJK Unified Ideographs with their extensions A to I, the
    /// compatibility ideographs, and 〇.
    /// </summary>
    internal static bool IsHan(int code) => code is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF
        or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF or 0x3007;
}
