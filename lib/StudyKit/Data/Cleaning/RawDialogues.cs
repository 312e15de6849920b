using System.Text;
using System.Text.Unicode;

namespace StudyKit.Data.Cleaning;

/// <summary>Looks at the beginning of a file of raw dialogues before anything is read from it or written.</summary>
internal static class RawDialogues
{
    private const int Sample = 1 << 16;

    /// <summary>Where the first dialogue begins: behind a byte order mark, which some editors write.</summary>
    /// <param name="raw">The file; it is left at its beginning.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <exception cref="InvalidDataException">It is packed, or text in another encoding than UTF-8.</exception>
    public static int FirstByte(FileStream raw, string path)
    {
        byte[] buffer = new byte[Sample];
        raw.Position = 0;
        ReadOnlySpan<byte> first = buffer.AsSpan(0, raw.ReadAtLeast(buffer, Sample, throwOnEndOfStream: false));
        raw.Position = 0;
        string? other = first switch
        {
            [0x1F, 0x8B, ..] => "gzip: unpack it first (gzip -d)",
            [0x50, 0x4B, 0x03, 0x04, ..] => "a zip archive: unpack it first",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16: save it as UTF-8 (iconv -f UTF-16 -t UTF-8)",
            _ when IsGb18030(first) =>
                $"GB18030, as older Chinese corpora are: iconv -f GB18030 -t UTF-8 {path} > utf8.jsonl",
            _ => null,
        };
        if (other is not null)
        {
            throw new InvalidDataException("Raw dialogues are one JSON array of texts a line, in UTF-8. Received in " +
                $"{path}: {other}.");
        }

        return first is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
    }

    // Half of the lines that are not plain ASCII are no UTF-8, and what GB18030 makes of them is Chinese. A file with a
    // few broken lines is none: they are counted.
    private static bool IsGb18030(ReadOnlySpan<byte> sample)
    {
        Encoding strict = CodePagesEncodingProvider.Instance.GetEncoding(
            "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
        int lines = 0, broken = 0, characters = 0, chinese = 0;
        // The last line may be cut off.
        for (int end; (end = sample.IndexOf((byte)'\n')) >= 0 || (lines == 0 && sample.Length > 0);)
        {
            ReadOnlySpan<byte> line = end < 0 ? sample : sample[..end];
            sample = end < 0 ? [] : sample[(end + 1)..];
            if (Ascii.IsValid(line)) continue;
            lines++;
            if (Utf8.IsValid(line)) continue;
            broken++;
            try
            {
                foreach (Rune rune in strict.GetString(line).EnumerateRunes())
                {
                    if (rune.IsAscii) continue;
                    characters++;
                    chinese += rune.Value is >= 0x3000 and <= 0x9FFF or >= 0xFF00 and <= 0xFFEF ? 1 : 0;
                }
            }
            catch (DecoderFallbackException)
            {
                characters += line.Length;
            }
        }

        return 2 * broken > lines && 5 * chinese > 4 * characters;
    }
}
