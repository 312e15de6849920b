using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts web addresses.</summary>
public sealed partial class Links() : CleaningRule(
    "links",
    "Cuts web addresses: what they point to is not in the text.",
    "看这个 http://t.cn/A67TbMOL 好笑", "看这个  好笑")
{
    internal override RuleTriggers? Triggers => new(c => c == '.');

    /// <inheritdoc/>
    public override string? Apply(string text) =>
        text.Contains('.', StringComparison.Ordinal) ? Address().Replace(text, "") : text;

    [GeneratedRegex(
        @"(?:https?|ftp)://[!-~]+|" +
        @"(?<![\w@])(?:[A-Za-z0-9-]+\.)+(?:com|cn|net|org|cc|tv|io)(?![A-Za-z0-9.])(?:/[!-~]*)?")]
    private static partial Regex Address();
}
