using System.Buffers;
using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Drops utterances with an e-mail address, a telephone number or an account to write to.</summary>
public sealed partial class Contacts() : CleaningRule(
    "contacts",
    "Drops utterances with an e-mail address, a phone number or an account name, in full width too: they are " +
    "private, and most of the rest wants to sell.",
    "有事打我电话13800138000", null)
{
    private const int FewestDigits = 7;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789０１２３４５６７８９"),
        s_services = SearchValues.Create("VvQqWwＶｖＱｑＷｗ微威薇扣鹅群众眾"), s_at = SearchValues.Create("@＠(（[");

    internal override RuleTriggers? Triggers =>
        new(c => s_digits.Contains(c) || s_services.Contains(c) || s_at.Contains(c));

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        ReadOnlySpan<char> span = text;
        bool mail = span.ContainsAny(s_at), service = span.ContainsAny(s_services);
        bool telephone = CountDigits(span) >= FewestDigits;
        if (!mail && !service && !telephone) return text;
        string narrow = Narrow(text);
        return (mail && Mail().IsMatch(narrow)) || (telephone && Telephone().IsMatch(narrow))
            || (service && Account().IsMatch(narrow)) ? null : text;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        int digits = 0;
        for (int at; (at = text.IndexOfAny(s_digits)) >= 0; text = text[(at + 1)..]) digits++;
        return digits;
    }

    // ０１２ and ＠ are 012 and @ in the width of Chinese characters.
    private static string Narrow(string text) => text.AsSpan().ContainsAnyInRange('！', '～')
        ? string.Create(text.Length, text, static (to, from) =>
        {
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = from[i] is >= '！' and <= '～' ? (char)(from[i] - 0xFEE0) : from[i];
            }
        })
        : text;

    [GeneratedRegex(@"[A-Za-z0-9_.+-]+\s?(?:@|\(at\)|\[at\])\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2}")]
    private static partial Regex Mail();

    // Mobile; landline with its area code and a mark between; service numbers; any long number where a telephone is
    // named.
    [GeneratedRegex(
        @"(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d[ .-]?\d{4}[ .-]?\d{4}(?![\d元块万])|" +
        @"(?<![\d.-])(?:\(0(?:10|2\d|[3-9]\d\d)\)[ -]?|0(?:10|2\d|[3-9]\d\d)[ -]{1,2})\d{3,4}[ -]?\d{4}(?!\d)|" +
        @"\+86[ -]?(?:10|2\d|[3-9]\d\d)[ -]?\d{3,4}[ -]?\d{4}(?!\d)|" +
        @"(?<![\d.-])[48]00-(?:\d{3}-?\d{4}|\d{4}-?\d{3})(?!\d)|" +
        @"(?:电话|電話|手机号?|手機|热线|熱線|座机|致电|打|拨|撥|[Tt]el|TEL)" +
        @"[:\s号是为]{0,3}0?\d(?:[ -]?\d){6,10}(?![\d号號])")]
    private static partial Regex Telephone();

    // A name with a digit or a line in it after the service's name; a name of letters only where one is announced.
    [GeneratedRegex(
        @"(?:[微威薇]\s?(?:信|xin(?![a-z]))|v\s?信|[加\+]\s?[微薇威](?!信)|(?<![a-z])(?:vx|wx|wechat)(?![a-z])|" +
        @"[加+]\s?[我他她]?\s?v(?![a-z]))" +
        @"(?:(?:号码?|帐号|账号|id|群|同号|搜索?|加|是|为|也|[:\s])*" +
        @"(?!(?:iphone|ipad|ios|android|windows|mac)\d*)(?=[a-z0-9_-]*[0-9_-])" +
        @"[a-z0-9][a-z0-9_-]{4,19}(?![a-z0-9_.]*版)|" +
        @"(?:是|为)?\s*(?:公众号|号码?|帐号|账号|id|:)[:\s是]*[a-z][a-z0-9_-]{5,19})|" +
        @"公[众眾][号號](?:搜索?|名|是|为|為|[:\s])+[a-z][a-z0-9_-]{5,19}|" +
        @"[加\+]\s?我[:\s]*(?=[a-z0-9_-]*[0-9_-])[a-z0-9][a-z0-9_-]{4,19}[,，\s]*[微威薇]\s?信|" +
        @"微信[^。！？!?]{0,3}我的(?:是|为|[:\s])+[a-z][a-z0-9_-]{5,19}|" +
        @"(?:(?<![a-z])(?:qq|q)(?![a-z])|扣扣|企鹅|[加进入]群)(?:号码?|群号?|加|吧|是|为|也|[:\s])*\d{5,11}(?!\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Account();
}
