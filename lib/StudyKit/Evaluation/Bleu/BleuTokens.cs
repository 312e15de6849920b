using System.Text;
using System.Text.RegularExpressions;

namespace StudyKit.Evaluation.Bleu;

/// <summary>
/// Cuts sentences into words as NIST's mteval-v13a does for Western languages, and sacrebleu's <c>zh</c> for Chinese.
/// </summary>
internal static partial class BleuTokens
{
    public static string[] Split(string sentence, BleuOptions options)
    {
        string text = options.LowerCase ? sentence.ToLowerInvariant() : sentence;
        if (options.Tokenization == BleuTokenization.Mteval13a) text = Marks($" {Unescaped(TrimEnd(text))} ");
        if (options.Tokenization == BleuTokenization.Chinese) text = Marks(Characters(TrimStart(TrimEnd(text))));
        return [.. Words(text)];
    }

    private static string Unescaped(string text) =>
        text.Replace("<skipped>", "", StringComparison.Ordinal)
            .Replace("-\n", "", StringComparison.Ordinal)
            .Replace('\n', ' ')
            .Replace("&quot;", "\"", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal);

    /// <summary>Sets each Chinese character apart.</summary>
    private static string Characters(string text)
    {
        StringBuilder apart = new(text.Length * 2);
        foreach (char letter in text)
        {
            if (IsChinese(letter)) apart.Append(' ').Append(letter).Append(' ');
            else apart.Append(letter);
        }

        return apart.ToString();
    }

    // sacrebleu's ranges. Its two ranges beyond U+FFFF are written there so that Python reads them as U+2001 to U+2A6D
    // and U+2F81 to U+2FA1: dashes, curly quotation marks and mathematical signs stand apart, and Extension B does not.
    // Published scores rest on that, so it is kept.
    private static bool IsChinese(char letter) => letter is (>= '\u3400' and <= '\u4db5')
        or (>= '\u4e00' and <= '\u9fbb') or (>= '\uf900' and <= '\ufa2d') or (>= '\ufa30' and <= '\ufa6a')
        or (>= '\ufa70' and <= '\ufad9') or (>= '\u2001' and <= '\u2a6d') or (>= '\uff00' and <= '\uffef')
        or (>= '\u2e80' and <= '\u2fdf') or (>= '\u2ff0' and <= '\u303f') or (>= '\u3100' and <= '\u312f')
        or (>= '\u31a0' and <= '\u31bf') or (>= '\u31c0' and <= '\u31ef') or (>= '\u3200' and <= '\u33ff')
        or (>= '\ufe10' and <= '\ufe1f') or (>= '\ufe30' and <= '\ufe4f');

    private static string Marks(string text)
    {
        text = Symbol().Replace(text, " $0 ");
        text = PointAfterNonDigit().Replace(text, "$1 $2 ");
        text = PointBeforeNonDigit().Replace(text, " $1 $2");
        return DashAfterDigit().Replace(text, "$1 $2 ");
    }

    private static IEnumerable<string> Words(string text)
    {
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !IsSpace(text[i])) continue;
            if (i > start) yield return text[start..i];
            start = i + 1;
        }
    }

    private static string TrimStart(string text)
    {
        int start = 0;
        while (start < text.Length && IsSpace(text[start])) start++;
        return text[start..];
    }

    private static string TrimEnd(string text)
    {
        int end = text.Length;
        while (end > 0 && IsSpace(text[end - 1])) end--;
        return text[..end];
    }

    // Python, whose splitting the published scores rest on, also counts the four separators U+001C to U+001F.
    private static bool IsSpace(char character) =>
        char.IsWhiteSpace(character) || character is >= '\u001c' and <= '\u001f';

    // All ASCII punctuation but ' , - .
    [GeneratedRegex(@"[ -&(-+/:-@\[-`{-~]", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();

    // A point or comma is part of a number only between digits.
    [GeneratedRegex(@"([^0-9])([.,])", RegexOptions.CultureInvariant)]
    private static partial Regex PointAfterNonDigit();

    [GeneratedRegex(@"([.,])([^0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex PointBeforeNonDigit();

    [GeneratedRegex(@"([0-9])(-)", RegexOptions.CultureInvariant)]
    private static partial Regex DashAfterDigit();
}
