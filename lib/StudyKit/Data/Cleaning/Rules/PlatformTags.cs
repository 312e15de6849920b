using System.Buffers;
using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts words that the platform puts in.</summary>
public sealed partial class PlatformTags() : CleaningRule(
    "platform tags",
    "Cuts words that Weibo itself puts in, such as 转发微博 and 网页链接.",
    "转发微博", "")
{
    // Each tag has one of these.
    private static readonly string[] s_possible = ["微博", "链接", "图片", "视频", "全文", "地图", "轻转发", "客户端", "语音]", "位置]"];
    private static readonly SearchValues<string> s_parts = SearchValues.Create(s_possible, StringComparison.Ordinal);

    internal override RuleTriggers? Triggers => new(Pairs: s_possible);

    /// <inheritdoc/>
    public override string? Apply(string text) => text.AsSpan().ContainsAny(s_parts) ? Tag().Replace(text, "") : text;

    [GeneratedRegex(
        @"[转轉][发發]微博|快转微博|轻转发|O?网页链接|L?\w{0,12}的(?:秒拍|微博)视频|查看图片|分享图片|图片评论|" +
        @"(?:展开|收起)全文|显示地图|\[(?:图片|视频|语音|链接|位置)\]|来自\w{0,12}客户端")]
    private static partial Regex Tag();
}
