using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts topics.</summary>
public sealed partial class Hashtags() : CleaningRule(
    "hashtags",
    "Cuts #topic#, which files the post under a subject and is not said to anybody; drops utterances that use it " +
    "as a word.",
    "#早安# 今天真冷", " 今天真冷")
{
    internal override RuleTriggers? Triggers => new(c => c is '#' or '＃');

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        if (!text.AsSpan().ContainsAny('#', '＃')) return text;
        bool found = false;
        // Neighbours are one cut: of #a##b# the middle is no end of a sentence.
        foreach (ValueMatch match in Topics().EnumerateMatches(text))
        {
            found = true;
            if (Seam.LacksTopic(text, match.Index, match.Index + match.Length)) return null;
        }

        return found ? Topics().Replace(text, "") : text;
    }

    // C# and F# are names, 3# and #3楼 are floors, #12 is a number, *#06# is dialled, #ff0000 a colour; a topic begins
    // and ends with no space.
    [GeneratedRegex(
        @"(?:(?<![A-Za-z0-9*])[#＃]" +
        @"(?!\d{1,5}[楼樓层層号號Ff]|\s|[0-9A-Fa-f]{3,8}[^#＃]{0,8}[#＃][0-9A-Fa-f]{3}|\d+[^#＃]{0,4}[#＃]\d)" +
        @"[^#＃\n]{1,40}(?<!\s|\s[^#＃]*(?<![A-Za-z])[CF])[#＃])+")]
    private static partial Regex Topics();
}
