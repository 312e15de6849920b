using System.Buffers;
using System.Text.RegularExpressions;

namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Cuts words that the platform puts in.</summary>
public sealed partial class PlatformTags() : CleaningRule(
    "platform tags",
    "Cuts words that Weibo itself puts in, such as 转发微博 and O网页链接, where they stand for themselves and not in a " +
    "sentence.",
    "转发微博", "")
{
    // Each tag has one of these.
    private static readonly string[] s_possible =
        ["微博", "链接", "鏈接", "图片", "圖片", "视频", "視頻", "全文", "地图", "轻转发", "客户端", "语音", "位置", "组图"];
    private static readonly SearchValues<string> s_parts = SearchValues.Create(s_possible, StringComparison.Ordinal);

    internal override RuleTriggers? Triggers => new(Pairs: s_possible);

    /// <inheritdoc/>
    public override string? Apply(string text) => text.AsSpan().ContainsAny(s_parts) ? Tag().Replace(text, "") : text;

    // What stands in brackets, or behind the platform's own O and L, is never talk. The others are tags between two
    // boundaries, and 查看图片 also where it hangs on the end of a sentence that does not call for it.
    [GeneratedRegex(
        @"[\[【［](?:图片|圖片|图片评论|视频|視頻|语音|链接|鏈接|位置|组图共?\d*张?)[\]】］]|(?<![A-Za-z])O(?:网页链接|網頁鏈接)|" +
        @"(?<![A-Za-z])L[\w·-]{1,15}的(?:秒拍|微博)视频|(?<=^|[\s。，！？!?…~～])(?:" +
        @"(?:快?[转轉][发發]?|轻转发?|快转)微博|轻转发|[查分][看享](?:图片|圖片|视频|視頻)|图片评论|" +
        @"(?:抱歉，)?此微博已[经經]?被(?:原?作者)?[删刪]除|网页链接|(?:展开|收起)全文[a-z]?|显示地图|" +
        @"来自[\w ·-]{1,16}客户端)" +
        @"(?=$|[\s。，！!…]|\p{Cs})|(?<=\s)[\w·-]{1,15}的(?:秒拍|微博)视频$|" +
        @"(?:\s*\.{3}|(?<=[…。！？!?]))(?:展开|收起)全文[a-z]?$|(?<![去来來要能以点請请先在想法么我你他她就再给給不没])查看图片$")]
    private static partial Regex Tag();
}
