using System.Text;

namespace StudyKit.Text.Bpe;

/// <summary>
/// Cuts bytes into the pieces that merges stay inside of. GPT-2's rule, as a regular expression on code points:
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>. Merges across kinds of characters
/// are not made (Radford et al., 2019, §2.2), but a space goes with the word after it.
/// </summary>
/// <remarks>
/// Written out by hand because .NET's expressions see halves of surrogate pairs, which are no letters.
/// </remarks>
internal static class ByteLevelPieces
{
    private static readonly string[] s_endings = ["s", "t", "re", "ve", "m", "ll", "d"];

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>
    /// The pieces as (start, length) in the bytes. What is no UTF-8 counts as a character of the kind "other".
    /// </summary>
    public static List<(int Start, int Length)> Cut(ReadOnlySpan<byte> bytes)
    {
        List<(Rune Rune, int Start)> runes = [];
        for (int at = 0; at < bytes.Length;)
        {
            Rune.DecodeFromUtf8(bytes[at..], out Rune rune, out int length);
            runes.Add((rune, at));
            at += length;
        }

        List<(int, int)> pieces = [];
        for (int i = 0; i < runes.Count;)
        {
            int end = End(runes, i);
            int stop = end < runes.Count ? runes[end].Start : bytes.Length;
            pieces.Add((runes[i].Start, stop - runes[i].Start));
            i = end;
        }

        return pieces;
    }

    // The first rune after the piece that begins at i.
    private static int End(List<(Rune Rune, int Start)> runes, int i)
    {
        if (runes[i].Rune.Value == '\'' && Ending(runes, i + 1) is int contraction) return i + 1 + contraction;
        int first = runes[i].Rune.Value == ' ' && i + 1 < runes.Count ? i + 1 : i;
        if (KindOf(runes[first].Rune) is var kind and not Kind.Space) return Run(runes, first, kind);
        int end = Run(runes, i, Kind.Space);
        // The last space before a word is left to it.
        return end < runes.Count && end - i > 1 ? end - 1 : end;
    }

    private static int? Ending(List<(Rune Rune, int Start)> runes, int i)
    {
        foreach (string ending in s_endings)
        {
            if (i + ending.Length <= runes.Count && !ending.Where((c, k) => runes[i + k].Rune.Value != c).Any())
            {
                return ending.Length;
            }
        }

        return null;
    }

    private static int Run(List<(Rune Rune, int Start)> runes, int i, Kind kind)
    {
        while (i < runes.Count && KindOf(runes[i].Rune) == kind) i++;
        return i;
    }

    private static Kind KindOf(Rune rune) =>
        Rune.IsWhiteSpace(rune) ? Kind.Space
            : Rune.IsLetter(rune) ? Kind.Letter
            : Rune.IsNumber(rune) ? Kind.Number
            : Kind.Other;
}
