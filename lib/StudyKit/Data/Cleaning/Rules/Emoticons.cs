using System.Buffers;
using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts emoji, the platform's [names] of them, and faces made of signs.</summary>
public sealed partial class Emoticons() : CleaningRule(
    "emoticons",
    "Cuts emoji, Weibo's [doge] and faces such as (⊙o⊙), since a vocabulary of characters has no room for " +
    "them; drops utterances in which a picture stands for a word.",
    "太好了[心]🎂", "太好了")
{
    private static readonly SearchValues<char> s_pictures =
        SearchValues.Create("\u20E3\u200D\uFE0F\u2B50" + Range(0xD83C, 3) + Range(0x2600, 0x1C0));

    internal override RuleTriggers? Triggers =>
        new(c => c == '[' || s_pictures.Contains(c) || SignFaces.MayHold(c));

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        text = text.Contains('[', StringComparison.Ordinal) ? WithoutNames(text) : text;
        text = SignFaces.Cut(text);
        if (!text.AsSpan().ContainsAny(s_pictures)) return text;
        foreach (ValueMatch match in Emoji().EnumerateMatches(text))
        {
            int end = match.Index + match.Length;
            ReadOnlySpan<char> emoji = text.AsSpan(match.Index, match.Length);
            if (Seam.LacksVerb(text, match.Index, end)
                || (!Feeling().IsMatch(emoji) && Seam.LacksThing(text, match.Index, end))) return null;
            if (Operator().IsMatch(emoji) && match.Index > 0 && end < text.Length) return null;
        }

        return Emoji().Replace(text, "");
    }

    // A name that the kit does not know is one when it stands beside one that it knows: nobody writes [重要][doge].
    private static string WithoutNames(string text) => Names().Replace(text, names =>
    {
        bool known = false;
        foreach (Capture name in names.Groups["name"].Captures)
        {
            known |= WordList.Emoji.Contains(name.Value) || Family().IsMatch(name.Value);
        }

        return known ? "" : names.Value;
    });

    private static string Range(int first, int count) =>
        string.Concat(Enumerable.Range(first, count).Select(code => (char)code));

    [GeneratedRegex(@"(?:\[(?<name>[\u4e00-\u9fffA-Za-z0-9]{1,8})\]\s?)+(?<!\s)")]
    private static partial Regex Names();

    // Series of pictures, each with its maker's mark before the name.
    [GeneratedRegex(
        "^(?:哆啦A梦|小黄人|大鹏|甜馨|冷兔|浪|" +
        "(?:lxhx?|bm|ali|dx|km|xkl|gbz|ppb|lt|bed|din|cai|toto|mk|xb|nono|ct|crz|lb|" +
        "moc|c|brd|fb|hp|jw|nv|otm|pp|tuz|wq|xyj|yz|zxh|rdh|mtjj|dorahaose|g)(?=[\\u4e00-\\u9fff]))" +
        "[\\u4e00-\\u9fff]{1,4}$")]
    private static partial Regex Family();

    // ✓ ✗ ★ ☐ ♀ and numbers in circles are signs of the text unless they are asked to be pictures (U+FE0F).
    [GeneratedRegex(
        @"(?:[\uD83C-\uD83E][\uDC00-\uDFFF][\uFE0F\u20E3]*|(?:" +
        @"[\u2600-\u27BF\u2B50-[\u2605\u2606\u2610-\u2612\u2640\u2642\u2713-" +
        @"\u2718\u2776-\u2793]]\uFE0F?|" +
        @"[\u2600-\u27BF]\uFE0F|\uFE0F?\u20E3|(?<=[\uDC00-\uDFFF\uFE0F\u2600-\u27BF])\u200D[\u2640\u2642]?)|\uFE0F)+")]
    private static partial Regex Emoji();

    // Faces, hands and hearts show a feeling; the rest shows a thing.
    [GeneratedRegex(
        @"^(?:\uD83D[\uDE00-\uDE4F" +
        @"\uDC40-\uDC50\uDC83\uDC93-\uDC9F\uDCA5-\uDCAF\uDD25]|\uD83E[\uDD10-\uDD3F\uDD70-\uDD7A\uDEE0-\uDEFF]|" +
        @"\uD83C[\uDF89\uDF8A\uDFFB-\uDFFF]|" +
        @"[\u2639-\u263B\u2661\u2665\u2763\u2764\u270A-\u270D\u261D]|[\uFE0F\u200D])+$")]
    private static partial Regex Feeling();

    [GeneratedRegex(@"[\u2795-\u2797\u2716]")]
    private static partial Regex Operator();
}
