using System.Text;
using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts emoji, the platform's [names] of them, and faces made of signs.</summary>
public sealed partial class Emoticons() : CleaningRule(
    "emoticons",
    "Cuts emoji, Weibo's [doge] and faces such as (⊙o⊙): a vocabulary of characters has no room for them.",
    "太好了[心]🎂", "太好了")
{
    private static readonly System.Buffers.SearchValues<char> s_possible = System.Buffers.SearchValues.Create(
        "[(（^=_\u20E3\u200D\uFE0F⊙︶" + string.Concat(Enumerable.Range(0xD83C, 4).Select(code => (char)code)) + string.Concat(Enumerable.Range(0x2600, 0x1C0).Select(code => (char)code)) + "TQＴＱ⭐");

    /// <inheritdoc/>
    public override string? Apply(string text) => text.AsSpan().ContainsAny(s_possible) ? Face().Replace(text, "") : text;

    // Not between [ ]: long texts. Between round brackets: signs with at most two letters, so that (真的) and (2020) stay.
    [GeneratedRegex(@"\[[\u4e00-\u9fffA-Za-z0-9]{1,8}\]|[\uD83C-\uD83E][\uDC00-\uDFFF]|[\u2600-\u27BF\u2B50\uFE0F\u200D\u20E3]|[╮╭╯ヾヽ┑└]?[(（](?=[^()（）]*[^\w\s()（）,，.。!！?？、:：~～-])[^()（）\u4e00-\u9fffA-Za-z0-9]{0,4}[A-Za-z]?[^()（）\u4e00-\u9fffA-Za-z0-9]{0,4}[A-Za-z]?[)）][╮╭╯ノﾉ┍]?|(?<![A-Za-zＡ-Ｚ])(?:T[_^]?T|TAT|Q[AW]Q|ＱＡＱ|ＴＡＴ|T\^T)(?![A-Za-zＡ-Ｚ])|\^[_-]?\^|=[_.]=|-_-|⊙[﹏o]⊙|\^o\^")]
    private static partial Regex Face();
}

/// <summary>Shortens runs of one character.</summary>
public sealed class Repeats() : CleaningRule(
    "repeats",
    "Shortens a letter said more than three times to three and a run of one punctuation mark to one: how long one laughs is no new word.",
    "哈哈哈哈哈哈！！！！", "哈哈哈！")
{
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

    // …… and —— are how Chinese writes one ellipsis and one dash; digits may be a number, and half a character is left whole.
    private static int Longest(char c) => c switch
    {
        '…' or '—' => 2,
        _ when char.IsDigit(c) || char.IsSurrogate(c) => int.MaxValue,
        _ when char.IsLetter(c) => 3,
        _ => 1,
    };
}

/// <summary>Puts white space in order.</summary>
public sealed class Spaces() : CleaningRule(
    "spaces",
    "Cuts invisible characters, white space next to Chinese, and punctuation that a cut left at the beginning.",
    " ，你好  啊 ", "你好啊")
{
    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        int start = 0;
        while (start < text.Length && (IsBlank(text[start]) || ",，:：、;；".Contains(text[start], StringComparison.Ordinal))) start++;
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

    private static bool IsBlank(char c) => c <= ' ' || (c >= '\u007F' && (char.IsWhiteSpace(c) || char.IsControl(c) || c is >= '\u200B' and <= '\u200F' or '\uFEFF'));
}

/// <summary>Writes traditional characters in their simplified form.</summary>
public sealed class SimplifiedCharacters() : CleaningRule(
    "simplified",
    "Writes traditional characters in their simplified form, character by character, so that one word has one spelling.",
    "妳說什麼", "妳说什么")
{
    private static readonly Lazy<Dictionary<char, char>> s_forms = new(WordList.Simplified);

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        Dictionary<char, char> forms = s_forms.Value;
        int first = 0;
        while (first < text.Length && !forms.ContainsKey(text[first])) first++;
        return first == text.Length ? text : string.Create(text.Length, (text, forms), static (span, state) =>
        {
            for (int i = 0; i < span.Length; i++) span[i] = state.forms.GetValueOrDefault(state.text[i], state.text[i]);
        });
    }
}
