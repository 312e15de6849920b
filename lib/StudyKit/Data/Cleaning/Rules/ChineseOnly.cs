using System.Text;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Drops utterances that are not Chinese.</summary>
/// <param name="share">
/// The least share of Chinese characters, from 0 to 1; a word in Latin letters counts as one, as a character does, and
/// so does T(n)=2T(n/2)+n. A line that is one formula and nothing else stays.
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
        return chinese < share * words && !(chinese == 0 && IsFormula(text)) ? null : text;

        void EndWord()
        {
            if (!inWord) return;
            words += capital && afterName ? 0 : 1;
            (inWord, capital, afterName) = (false, false, capital);
        }
    }

    // log(a*b)=log(a)+log(b), ∀x∈R，x²≥0: a sign of relation between two terms, and no two words with a space between.
    // A face such as =_= relates nothing.
    private static bool IsFormula(string text)
    {
        bool relation = false;
        for (int i = 1; i < text.Length - 1; i++)
        {
            char before = text[i - 1], after = text[i + 1];
            if (text[i] == ' ' && char.IsLetter(before) && char.IsLetter(after)) return false;
            bool sign = text[i] is '=' or '≠' or '≈' or '≤' or '≥' or '∈' or '⊂' or '⊆' or '≡' or '∝' or '→' or '⇒';
            relation |= sign && EndsTerm(before) && BeginsTerm(after);
        }

        return relation;
    }

    private static bool EndsTerm(char c) => char.IsLetterOrDigit(c) || char.IsNumber(c) || c is ')' or ']' or '\'';

    private static bool BeginsTerm(char c) => char.IsLetterOrDigit(c) || c is '(' or '[' or '-' or '√' or '∑' or '∫';

    /// <summary>
    /// Whether a code point is a Chinese character: CJK Unified Ideographs with their extensions A to I, the
    /// compatibility ideographs, and 〇.
    /// </summary>
    internal static bool IsHan(int code) => code is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF
        or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF or 0x3007;
}
