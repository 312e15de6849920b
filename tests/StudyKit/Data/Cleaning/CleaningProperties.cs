using CsCheck;
using StudyKit.Data.Cleaning;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Data.Cleaning;

/// <summary>What holds of cleaning for any utterance, also where kinds of noise meet and grow together.</summary>
public sealed class CleaningProperties
{
    private static readonly CleaningPipeline s_pipeline = CleaningPipeline.Default(),
        s_simplified = CleaningPipeline.Default(simplify: true);

    /// <summary>Pieces of noise that touch each other, whole checked lines, and any text.</summary>
    private static Gen<string> Utterance { get; } = Gen.Frequency(
        (4, Gen.OneOf(
            "//@", "@小王", "@", ":", "：", "回复", "回复@", " ", "　", "[", "]", "doge", "[心]", "[[心]心]", "#", "#早安#",
            "http://", "t.cn/a", "www.a.com", ".", "。", "！", "?", "…", "—", "哈", "哈哈哈", "(", ")", "⊙", "o", "^_^",
            "T_T", "=", "-_-", "(⊙o⊙)",
            "😂", "🍺", "❤️", "\u200B", "\u200D", "\uFE0F", "1380013", "8000", "微信", "转发微博", "[图片]", "全文", "查看图片",
            "O网页链接", "臺灣",
            "我", "你", "吃", "的", "C++", "x==y", "café", "A", "1", ",", "秒杀", "包邮", "你妈", "的手")),
        (1, Gen.OneOf(CheckedLines.Known.Select(line => line.Text).ToArray())),
        (1, Generated.Text)).Array[1, 8].Select(string.Concat);

    [Fact]
    public void Cleaning_again_changes_nothing() => Utterance.Sample(text =>
    {
        foreach (CleaningPipeline pipeline in new[] { s_pipeline, s_simplified })
        {
            if (pipeline.Clean(text) is string clean) Assert.Equal(clean, pipeline.Clean(clean));
        }
    }, iter: Generated.Times);

    /// <summary>Only an ellipsis in place of a row of full stops is new; all else stood there, in this order.</summary>
    [Fact]
    public void Cleaning_writes_nothing_of_its_own() => Utterance.Sample(text =>
    {
        int at = 0;
        foreach (char c in s_pipeline.Clean(text) ?? "")
        {
            while (at < text.Length && text[at] != c && !(c == '…' && text[at] is '.' or '。')
                && !(c == ' ' && char.IsWhiteSpace(text[at])))
            {
                at++;
            }

            Assert.True(at++ < text.Length, $"'{c}' is new in '{s_pipeline.Clean(text)}' of '{text}'.");
        }
    }, iter: Generated.Times);

    [Fact]
    public void A_dialogue_is_cleaned_as_its_utterances_are() => Utterance.Array[2, 5].Sample(dialogue =>
    {
        CleaningCounts counts = CleaningCounts.For(s_pipeline);
        string?[] clean = [.. dialogue.Select(s_pipeline.Clean)];
        var pieces = s_pipeline.Clean(dialogue, counts);
        string[] expected = [.. clean.Where((text, i) => text is not null
            && ((i > 0 && clean[i - 1] is not null)
                || (i < clean.Length - 1 && clean[i + 1] is not null))).Select(text => text!)];
        Assert.Equal(expected, pieces.SelectMany(piece => piece));
        Assert.Equal(pieces.Count == 0 ? 1 : 0, counts.DialoguesGone);
    }, iter: Generated.Times);
}
