using System.Text;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Shortens runs of one character, and of two.</summary>
public sealed class Repeats() : CleaningRule(
    "repeats",
    "Shortens a letter said more than three times to three, as 666666 and two letters said five times, and a run of " +
    "one punctuation mark to one, but not C++ or x==y: how long one laughs is no new word.",
    "哈哈哈哈哈哈！！！！", "哈哈哈！")
{
    private const int Any = int.MaxValue, MostSigns = 3, Often = 5, FewestLaughs = 6;

    internal override RuleTriggers? Triggers => new(Doubled: true);

    /// <inheritdoc/>
    public override string? Apply(string text) => WithoutLongRuns(WithoutLongPairs(text));

    // 加油加油加油加油加油 is 加油加油加油 for long.
    private static string WithoutLongPairs(string text)
    {
        for (int i = 0; i + 2 * Often <= text.Length; i++)
        {
            char first = text[i], second = text[i + 1];
            if (first == second || text[i + 2] != first || text[i + 3] != second) continue;
            int end = i + 4;
            while (end + 1 < text.Length && text[end] == first && text[end + 1] == second) end += 2;
            bool letters = char.IsLetter(first) && char.IsLetter(second);
            if (letters && end - i >= 2 * Often) text = text.Remove(i + 6, end - i - 6);
        }

        return text;
    }

    private static string WithoutLongRuns(string text)
    {
        int first = FirstLongRun(text);
        if (first < 0) return text;
        StringBuilder kept = new(text.Length);
        for (int i = 0; i < text.Length;)
        {
            char c = text[i];
            int run = RunAt(text, i), longest = Longest(text, i, run);
            if (c is '.' or '。' && run > longest) kept.Append('…');
            else kept.Append(c, run > longest ? Kept(c) : run);
            i += run;
        }

        return kept.ToString();
    }

    private static int FirstLongRun(string text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] != text[i - 1]) continue;
            int run = RunAt(text, i - 1);
            if (run > Longest(text, i - 1, run)) return i - 1;
            i += run - 2;
        }

        return -1;
    }

    private static int RunAt(string text, int at)
    {
        int end = at + 1;
        while (end < text.Length && text[end] == text[at]) end++;
        return end - at;
    }

    // …… and —— are how Chinese writes one ellipsis and one dash; digits may be a number, brackets stand one in the
    // other, half a character is left whole, and white space has its own rule.
    private static int Longest(string text, int at, int run) => text[at] switch
    {
        '…' or '—' => 2,
        '3' or '6' when Laughs(text, at, run) => 3,
        char c when char.IsDigit(c) || char.IsSurrogate(c) || char.IsWhiteSpace(c) => Any,
        char c when "()[]{}（）【】《》「」『』〈〉〔〕“”‘’\"'`".Contains(c, StringComparison.Ordinal) => Any,
        // ★★★★☆ is a mark, AAAAA级 a class, XXXX a place to fill in.
        '★' or '☆' or 'X' or 'x' => Any,
        >= 'A' and <= 'Z' when at + run < text.Length && text[at + run] is '级' or '級' => Any,
        char c when char.IsLetter(c) => 3,
        '!' or '?' or ',' or '.' or '~' => InCode(text, at, at + run) ? Any : 1,
        // C++, x==y, a&&b, --, __init__, ===: code and maths. Four and more are a line that somebody drew.
        char c when char.IsAscii(c) => MostSigns,
        char c when char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark => Any,
        _ => 1,
    };

    private static int Kept(char c) => c is '…' or '—' ? 2 : char.IsLetterOrDigit(c) ? 3 : 1;

    // 666666 and 2333333 are applause and laughter where no number goes on.
    private static bool Laughs(string text, int at, int run)
    {
        if (run < FewestLaughs) return false;
        int start = text[at] == '6' ? at : at - 1, end = at + run;
        return start >= 0 && (text[at] == '6' || text[start] == '2')
            && !(start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '-' or '+'))
            && !(end < text.Length && (char.IsAsciiLetterOrDigit(text[end])
                || "元块塊万萬亿億.%号號楼°年分米斤-".Contains(text[end], StringComparison.Ordinal)));
    }

    // x..y, ../file, ...args, !!x: what follows is Latin, and what stands before is, too, or opens something.
    private static bool InCode(string text, int start, int end)
    {
        bool latinBehind = end < text.Length
            && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '/' or '_' or '(');
        char before = start > 0 ? text[start - 1] : ' ';
        if (text[start] is '.' && end - start == 2 && before == ' ' && start > 1 && char.IsAsciiLetter(text[start - 2]))
        {
            return true;
        }

        // a ?? b
        bool apart = before == ' ' && start > 1 && end + 1 < text.Length && text[end] == ' ';
        if (apart && text[start] is '?' && end - start == 2) return IsTerm(text[start - 2]) && IsTerm(text[end + 1]);

        if (!latinBehind) return false;
        return text[start] switch
        {
            '.' => end - start <= 3,
            '!' or '~' => end - start == 2 && !char.IsAsciiLetterOrDigit(before),
            _ => false,
        };
    }

    private static bool IsTerm(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or ')' or '(' or ']' or '"';
}
