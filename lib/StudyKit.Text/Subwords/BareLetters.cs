using System.Text;

namespace StudyKit.Text.Subwords;

/// <summary>
/// Letters without their accents: Unicode's canonical decomposition (NFD) with the non-spacing marks left out. An own
/// table (bare-letters.txt: the bare form, a space, all that become it), because <see cref="string.Normalize()"/>
/// changes nothing where .NET runs without ICU, and a tokenizer must give the same ids on every system.
/// </summary>
internal static class BareLetters
{
    private const int FirstSyllable = 0xAC00, Syllables = 11172, Vowels = 21, Finals = 28;
    private static readonly Dictionary<Rune, string> s_bare = Read();

    public static string Of(Rune rune)
    {
        if (rune.IsAscii) return rune.ToString();
        int syllable = rune.Value - FirstSyllable;
        return syllable is >= 0 and < Syllables ? Jamo(syllable)
            : s_bare.TryGetValue(rune, out string? bare) ? bare
            : rune.ToString();
    }

    // The Unicode Standard, section 3.12: a Hangul syllable is counted out from its letters.
    private static string Jamo(int syllable)
    {
        int final = syllable % Finals;
        string open = $"{(char)(0x1100 + syllable / (Vowels * Finals))}{(char)(0x1161 + syllable / Finals % Vowels)}";
        return final == 0 ? open : open + (char)(0x11A7 + final);
    }

    private static Dictionary<Rune, string> Read()
    {
        using Stream stream = typeof(BareLetters).Assembly.GetManifestResourceStream("bare-letters.txt")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        Dictionary<Rune, string> bare = [];
        while (reader.ReadLine() is { } line)
        {
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            foreach (Rune rune in line[(space + 1)..].EnumerateRunes()) bare.Add(rune, line[..space]);
        }

        return bare;
    }
}
