using System.IO.Compression;

namespace StudyKit.Contracts;

/// <summary>
/// How attention weights are kept small. √weight is rounded, not weight: in a long sentence most weights are of the
/// order of 1/T, and 8 bits of the weight itself would make them all 0.
/// </summary>
internal static class AttentionCoding
{
    /// <summary>So many characters of Base64 an explorer may take of its page.</summary>
    public const int MostCharacters = 1_000_000;

    private static readonly int[] Levels = [255, 63, 31, 15, 7];

    /// <summary>The finest levels with which the weights fit.</summary>
    /// <param name="weights">From 0 to 1.</param>
    /// <param name="room">Characters of Base64.</param>
    /// <returns>The levels and the codes; null when not even the coarsest fit.</returns>
    public static (int Levels, byte[] Codes)? Fit(float[] weights, int room = MostCharacters)
    {
        foreach (int levels in Levels)
        {
            byte[] codes = Codes(weights, levels);
            // Half a bit a weight is the least that deflate makes of attention: too much is seen before packing.
            if (weights.Length / 16 < room && Pack(codes).Length <= room) return (levels, codes);
        }

        return null;
    }

    /// <summary>The code of each weight: √weight in so many steps, rounded.</summary>
    public static byte[] Codes(float[] weights, int levels)
    {
        byte[] codes = new byte[weights.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = (byte)Math.Min(levels, MathF.Round(MathF.Sqrt(weights[i]) * levels));
        }

        return codes;
    }

    /// <summary>gzip, then Base64: a browser undoes both.</summary>
    public static string Pack(ReadOnlySpan<byte> bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(bytes);
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    /// <summary>Undoes <see cref="Pack"/>.</summary>
    /// <param name="text">The text; anybody may have written it.</param>
    /// <param name="length">How many bytes there must be; not one more is unpacked.</param>
    /// <exception cref="FormatException">It is no such text, or of another length.</exception>
    public static byte[] Unpack(string? text, long length)
    {
        try
        {
            using MemoryStream packed = new(Convert.FromBase64String(text ?? ""));
            using GZipStream gzip = new(packed, CompressionMode.Decompress);
            byte[] bytes = new byte[length];
            int read = gzip.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (read == length && gzip.ReadByte() < 0) return bytes;
            throw new FormatException($"{length:N0} bytes were expected. Received " +
                $"{(read == length ? "more" : $"{read:N0}")}.");
        }
        catch (InvalidDataException broken)
        {
            throw new FormatException("The packed weights are no gzip text: the file is damaged. Run the notebook " +
                "again.", broken);
        }
    }
}
