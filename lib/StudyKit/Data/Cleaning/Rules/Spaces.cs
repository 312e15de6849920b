using System.Globalization;
using System.Text;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Puts white space in order.</summary>
public sealed class Spaces() : CleaningRule(
    "spaces",
    "Cuts invisible characters, white space next to Chinese, and punctuation that a cut left at the beginning. " +
    "One space stays between words of scripts that write spaces.",
    " ，你好  啊 ", "你好啊")
{
    private const string Leading = ",，:：、;；";

    private static readonly bool[] s_blank = [.. Enumerable.Range(0, 1 << 16).Select(code => (char)code)
        .Select(c => char.IsWhiteSpace(c) || char.IsControl(c)
            || char.GetUnicodeCategory(c) == UnicodeCategory.Format)];

    internal override RuleTriggers? Triggers => new(c => s_blank[c] || Leading.Contains(c, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        int start = 0;
        while (start < text.Length && (s_blank[text[start]] || Leading.Contains(text[start], StringComparison.Ordinal)))
        {
            start++;
        }

        int blank = IndexOfBlank(text, start);
        if (blank < 0) return start == 0 ? text : text[start..];
        StringBuilder kept = new(text.Length);
        bool pending = false;
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            if (s_blank[c]) { pending |= char.IsWhiteSpace(c); continue; }
            if (pending && kept.Length > 0 && WritesSpaces(c) && WritesSpaces(kept[^1])) kept.Append(' ');
            pending = false;
            kept.Append(c);
        }

        string result = kept.ToString();
        return result == text ? text : result;
    }

    private static int IndexOfBlank(string text, int start)
    {
        for (int i = start; i < text.Length; i++)
        {
            if (s_blank[text[i]]) return i;
        }

        return -1;
    }

    // All but Chinese and Japanese, their punctuation, and the forms as wide as they: café au lait, 안녕 하세요.
    private static bool WritesSpaces(char c) => c is < '\u2E80' or >= '\uAC00' and <= '\uD7FF'
        && c is not ('…' or '—' or '“' or '”' or '‘' or '’' or '·');
}
