using System.Globalization;
using System.Text;

namespace StudyKit.Notebooks.Documents;

/// <summary>
/// Escaped halves of surrogate pairs in JSON: they are no characters, and .NET throws when it decodes them, in names as
/// in values.
/// </summary>
internal static class HalfSurrogates
{
    /// <summary>Puts U+FFFD for each.</summary>
    /// <param name="json">JSON in UTF-8; changed where it stands, so that places in it stay.</param>
    /// <returns>How many there were.</returns>
    public static int Mend(Span<byte> json)
    {
        int count = 0;
        for (int i = 0; i + 1 < json.Length; i++)
        {
            if (json[i] != '\\') continue;
            if (json[i + 1] != 'u' || Unit(json, i) is not { } unit)
            {
                i++;
                continue;
            }

            bool isPair = char.IsHighSurrogate(unit) && Unit(json, i + 6) is { } next && char.IsLowSurrogate(next);
            if (char.IsSurrogate(unit) && !isPair)
            {
                "\\ufffd"u8.CopyTo(json[i..]);
                count++;
            }

            i += isPair ? 11 : 5;
        }

        return count;
    }

    /// <summary>The same for JSON as text.</summary>
    public static string Mended(string json)
    {
        if (!json.Contains("\\ud", StringComparison.OrdinalIgnoreCase)) return json;
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        return Mend(bytes) == 0 ? json : Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The UTF-16 unit that an escape spells; null when there is none.</summary>
    private static char? Unit(ReadOnlySpan<byte> json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
            && ushort.TryParse(
                json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out ushort unit) ? (char)unit : null;
}
