using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts web addresses.</summary>
public sealed partial class Links() : CleaningRule(
    "links",
    "Cuts web addresses: what they point to is not in the text.",
    "看这个 http://t.cn/A67TbMOL 好笑", "看这个  好笑")
{
    /// <inheritdoc/>
    public override string? Apply(string text) => text.Contains('.', StringComparison.Ordinal) ? Address().Replace(text, "") : text;

    [GeneratedRegex(@"(?:https?|ftp)://[!-~]+|(?<![\w@])(?:[A-Za-z0-9-]+\.)+(?:com|cn|net|org|cc|tv|io)(?![A-Za-z0-9.])(?:/[!-~]*)?")]
    private static partial Regex Address();
}

/// <summary>Drops utterances with an e-mail address, a telephone number or an account to write to.</summary>
public sealed partial class Contacts() : CleaningRule(
    "contacts",
    "Drops utterances with an e-mail address, a phone number or an account name: they are private, and most of the rest wants to sell.",
    "有事打我电话13800138000", null)
{
    private static readonly System.Buffers.SearchValues<char> s_accounts = System.Buffers.SearchValues.Create("VvQq微威");

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        ReadOnlySpan<char> span = text;
        bool possible = span.Contains('@') || span.ContainsAnyInRange('0', '9') || span.ContainsAny(s_accounts);
        return possible && Contact().IsMatch(span) ? null : text;
    }

    [GeneratedRegex(@"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+\.[A-Za-z]|(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|(?:[Qq]{2}|[VvWw][Xx]|[微威]信)号?\s*[:：]?\s*[A-Za-z0-9_-]{5,}")]
    private static partial Regex Contact();
}

/// <summary>Cuts topics.</summary>
public sealed partial class Hashtags() : CleaningRule(
    "hashtags",
    "Cuts #topic#: it files the post under a subject and is not said to anybody.",
    "#早安# 今天真冷", " 今天真冷")
{
    /// <inheritdoc/>
    public override string? Apply(string text) => text.Contains('#', StringComparison.Ordinal) ? Topic().Replace(text, "") : text;

    [GeneratedRegex(@"#[^#]{1,40}#")]
    private static partial Regex Topic();
}

/// <summary>Cuts words that the platform puts in.</summary>
public sealed partial class PlatformTags() : CleaningRule(
    "platform tags",
    "Cuts words that Weibo itself puts in, such as 转发微博 and 网页链接.",
    "转发微博", "")
{
    private static readonly System.Buffers.SearchValues<string> s_possible = System.Buffers.SearchValues.Create(["微博", "链接", "图片", "视频", "全文", "地图", "轻转发", "客户端"], StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string? Apply(string text) => text.AsSpan().ContainsAny(s_possible) ? Tag().Replace(text, "") : text;

    [GeneratedRegex(@"[转轉][发發]微博|快转微博|轻转发|O?网页链接|L?\w{0,12}的(?:秒拍|微博)视频|查看图片|分享图片|图片评论|(?:展开|收起)全文|显示地图|\[(?:图片|视频|语音|链接|位置)\]|来自\w{0,12}客户端")]
    private static partial Regex Tag();
}
