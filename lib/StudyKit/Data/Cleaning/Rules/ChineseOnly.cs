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
    "ones too: names such as Open Office may stand in a Chinese sentence.",
    "Happy birthday to you", null)
{
    internal override RuleTriggers? Triggers => new(c => char.IsLetter(c) && c is not (>= '\u4e00' and <= '\u9fff'));

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        int words = 0, chinese = 0;
        // Apple Pencil and Red Dead Redemption are one name each: words with capitals and only a space between.
        bool inWord = false, capital = false, afterName = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool letter = Rune.IsLetter(rune), latin = letter && rune.Value < 0x250;
            if (latin || (inWord && rune.Value is > ' ' and < 0x80))
            {
                inWord = true;
                capital |= Rune.IsUpper(rune);
                continue;
            }

            EndWord();
            if (rune.Value == ' ') continue;
            afterName = false;
            words += letter || IsHan(rune.Value) ? 1 : 0;
            chinese += IsHan(rune.Value) ? 1 : 0;
        }

        EndWord();
        return chinese < share * words ? null : text;

        void EndWord()
        {
            if (!inWord) return;
            words += capital && afterName ? 0 : 1;
            (inWord, capital, afterName) = (false, false, capital);
        }
    }

    /// <summary>
    /// Whether a code point is a Chinese character: CJK Unified Ideographs with their extensions A to I, the
    /// compatibility ideographs, and 〇.
    /// </summary>
    internal static bool IsHan(int code) => code is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF
        or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF or 0x3007;
}
