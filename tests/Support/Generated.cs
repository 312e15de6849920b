using CsCheck;

namespace StudyKit.Tests.Support;

/// <summary>Inputs for the properties that CsCheck tries: texts of every script, with what is odd in each.</summary>
public static class Generated
{
    /// <summary>How often a property is tried; the environment variable CsCheck_Iter says how often instead.</summary>
    public static int Times { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("CsCheck_Iter"), out int wanted) ? wanted : 2000;

    /// <summary>
    /// Pieces of texts: ASCII, accents composed and combined, Chinese of one and two units, kana, Hangul,
    /// right-to-left, emoji with modifiers, spaces of all widths, invisible and control characters.
    /// </summary>
    private static readonly string[] s_pieces =
    [
        "a", "B", "the", "don't", "1", "2,000.5", "x==y", "C++", " ", "  ", "\t", ".", "...", "!", "(", ")",
        "[MASK]", "##ing",
        "<unk>", "</w>", "\u2581", "é", "e\u0301", "ß", "İ", "ς", "œ", "中", "文字", "㗎", "𠮷", "。", "，", "かな", "カナ", "한글",
        "مرحبا", "שלום", "👍🏽", "👨‍👩‍👧", "❤️", "\u00A0", "\u3000", "\u200B", "\u200D", "\u2028", "\u0085", "\u0007",
        "\uFEFF", "\uFFFD",
    ];

    /// <summary>A text of whole characters: pieces as they are written, and any character of Unicode.</summary>
    public static Gen<string> Text { get; } = Gen.Frequency(
        (4, Gen.OneOf(s_pieces)),
        (1, Gen.Int[0, 0x10FFFF].Where(code => code is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32)))
        .Array[0, 12].Select(string.Concat);

    /// <summary>A text that stands on one line of a file.</summary>
    public static Gen<string> Line { get; } = Text.Select(text => text.Replace("\n", "", StringComparison.Ordinal)
        .Replace("\r", "", StringComparison.Ordinal));
}
