using System.Buffers;
using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Drops utterances with an e-mail address, a telephone number or an account to write to.</summary>
public sealed partial class Contacts() : CleaningRule(
    "contacts",
    "Drops utterances with an e-mail address, a phone number or an account name: they are private, and most of the " +
    "rest wants to sell.",
    "有事打我电话13800138000", null)
{
    private static readonly SearchValues<char> s_accounts = SearchValues.Create("VvQq微威");

    internal override RuleTriggers? Triggers => new(c => c is '@' or >= '0' and <= '9' || s_accounts.Contains(c));

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        ReadOnlySpan<char> span = text;
        bool possible = span.Contains('@') || span.ContainsAnyInRange('0', '9') || span.ContainsAny(s_accounts);
        return possible && Contact().IsMatch(span) ? null : text;
    }

    [GeneratedRegex(
        @"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+\.[A-Za-z]|(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|" +
        @"(?:[Qq]{2}|[VvWw][Xx]|[微威]信)号?\s*[:：]?\s*[A-Za-z0-9_-]{5,}")]
    private static partial Regex Contact();
}
