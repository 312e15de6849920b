using System.Text;

namespace StudyKit.Text.Bpe;

/// <summary>
/// A visible character for each of the 256 bytes, as GPT-2's files write them: printable Latin-1 bytes as themselves,
/// the other 68 in order as the characters from U+0100 on. A space is Ġ, a new line Ċ.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] s_characters = new char[256];
    private static readonly Dictionary<char, byte> s_bytes = [];

    static ByteAlphabet()
    {
        List<string> order = [];
        foreach (int b in Enumerable.Range(0, 256).Where(IsPrintable)) Add(b, (char)b);
        int next = 256;
        foreach (int b in Enumerable.Range(0, 256).Where(b => !IsPrintable(b))) Add(b, (char)next++);
        Symbols = order;

        void Add(int value, char character)
        {
            s_characters[value] = character;
            s_bytes[character] = (byte)value;
            order.Add(character.ToString());
        }
    }

    /// <summary>The 256 characters in the order of the published ids 0 to 255: printable bytes first.</summary>
    public static IReadOnlyList<string> Symbols { get; }

    /// <summary>The bytes as symbols.</summary>
    public static string[] Write(ReadOnlySpan<byte> bytes)
    {
        string[] symbols = new string[bytes.Length];
        for (int i = 0; i < symbols.Length; i++) symbols[i] = s_characters[bytes[i]].ToString();
        return symbols;
    }

    /// <summary>
    /// The bytes that a token stands for; a token with a character of no byte is taken as UTF-8 text.
    /// </summary>
    public static byte[] Read(string token) => token.All(s_bytes.ContainsKey)
        ? [.. token.Select(character => s_bytes[character])]
        : Encoding.UTF8.GetBytes(token);

    private static bool IsPrintable(int b) =>
        b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
}
