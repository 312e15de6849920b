using System.Text;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Puts white space in order.</summary>
public sealed class Spaces() : CleaningRule(
    "spaces",
    "Cuts invisible characters, white space next to Chinese, and punctuation that a cut left at the beginning.",
    " ，你好  啊 ", "你好啊")
{
    private const string Leading = ",，:：、;；";

    private static readonly bool[] s_blank = [.. Enumerable.Range(0, 1 << 16).Select(code => (char)code)
        .Select(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is >= '\u200B' and <= '\u200F' or '\uFEFF')];

    internal override RuleTriggers? Triggers => new(c => s_blank[c] || Leading.Contains(c, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        int start = 0;
        while (start < text.Length && (IsBlank(text[start]) || Leading.Contains(text[start], StringComparison.Ordinal)))
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
            if (IsBlank(c)) { pending |= c != '\u200B' && c != '\uFEFF'; continue; }
            // Between two words in Latin letters a space is part of the writing.
            if (pending && kept.Length > 0 && char.IsAscii(c) && char.IsAscii(kept[^1])) kept.Append(' ');
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
            if (IsBlank(text[i])) return i;
        }

        return -1;
    }

    private static bool IsBlank(char c) => s_blank[c];
}
