using System.Text;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Shortens runs of one character.</summary>
public sealed class Repeats() : CleaningRule(
    "repeats",
    "Shortens a letter said more than three times to three and a run of one punctuation mark to one: how long one " +
    "laughs is no new word.",
    "哈哈哈哈哈哈！！！！", "哈哈哈！")
{
    internal override RuleTriggers? Triggers => new(Doubled: true);

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        int first = FirstLongRun(text);
        if (first < 0) return text;
        StringBuilder kept = new(text.Length);
        for (int i = 0; i < text.Length;)
        {
            char c = text[i];
            int run = RunAt(text, i);
            if (c == '.' && run > 1 || c == '。' && run > 1) kept.Append('…');
            else kept.Append(c, Math.Min(run, Longest(c)));
            i += run;
        }

        return kept.ToString();
    }

    private static int FirstLongRun(string text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == text[i - 1] && RunAt(text, i - 1) > Longest(text[i])) return i - 1;
        }

        return -1;
    }

    private static int RunAt(string text, int at)
    {
        int end = at + 1;
        while (end < text.Length && text[end] == text[at]) end++;
        return end - at;
    }

    // …… and —— are how Chinese writes one ellipsis and one dash; digits may be a number, half a character is left
    // whole, and white space has its own rule.
    private static int Longest(char c) => c switch
    {
        '…' or '—' => 2,
        _ when char.IsDigit(c) || char.IsSurrogate(c) => int.MaxValue,
        _ when char.IsWhiteSpace(c) => int.MaxValue,
        _ when char.IsLetter(c) => 3,
        _ => 1,
    };
}
