using System.Globalization;
using System.Text;

namespace StudyKit.Text.Bpe;

/// <summary>
/// Cuts text into the pieces inside which merges happen: runs of letters, digits and marks, and every other character
/// alone. A piece remembers whether white space stood before it, so the pieces say where the spaces were.
/// </summary>
internal static class WordSplitter
{
    /// <summary>
    /// Stands for the space before a word. U+2581, as in SentencePiece; in a text itself it is read as unknown.
    /// </summary>
    public const char Marker = '\u2581';

    /// <summary>The next piece at or after <paramref name="position"/>, or false at the end.</summary>
    /// <param name="text">The normalised text.</param>
    /// <param name="position">Where to begin; afterwards the first unit after the piece.</param>
    /// <param name="piece">The piece, without white space.</param>
    /// <param name="afterSpace">True when white space, or the beginning of the text, stands before the piece.</param>
    public static bool TryNext(ReadOnlySpan<char> text, ref int position, out TextSpan piece, out bool afterSpace)
    {
        int start = position;
        while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
        afterSpace = start > position || position == 0;
        if (start == text.Length)
        {
            piece = default;
            return false;
        }

        int end = start;
        while (end < text.Length && IsWordCharacter(text, end, out int length)) end += length;
        if (end == start)
        {
            Rune.DecodeFromUtf16(text[start..], out _, out int length);
            end = start + length;
        }

        piece = new TextSpan(start, end - start);
        position = end;
        return true;
    }

    private static bool IsWordCharacter(ReadOnlySpan<char> text, int position, out int length)
    {
        Rune.DecodeFromUtf16(text[position..], out Rune rune, out length);
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
    }
}
