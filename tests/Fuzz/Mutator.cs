using System.Buffers.Binary;
using System.Text;

namespace StudyKit.Tests.Fuzz;

/// <summary>Breaks an input: bytes, numbers, pieces, lengths; one to eight changes at once.</summary>
internal sealed class Mutator(Random random, FuzzTarget target)
{
    private const int Longest = 1 << 16;

    private static readonly long[] Edges =
        [0, 1, -1, 127, 128, 255, 256, 32767, 65535,
            65536, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue];

    private static readonly string[] Common =
    [
        "{", "}", "[", "]", "\"", ":", ",", "null", "true", "-1", "1e999", "9223372036854775808", "\\ud800", "\0", "\n",
        "\r\n", "\t",
        "../", "/", "\\", "<", ">", "&", "&#x0;", "\uFEFF", "\u202E", "中", "😀", "$$", "__metadata__", "NaN",
        "[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":",
    ];

    public byte[] Next()
    {
        byte[] input = Pick(target.Samples);
        for (int changes = random.Next(1, 9); changes > 0; changes--) input = Change(input);
        return input.Length > Longest ? input[..Longest] : input;
    }

    private byte[] Change(byte[] input)
    {
        int at = random.Next(input.Length + 1);
        switch (random.Next(9))
        {
            case 0 when input.Length > 0:
                byte[] flipped = [.. input];
                flipped[random.Next(input.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                return Splice(input, at, random.Next(0, 9), Bytes(random.Next(1, 9)));
            case 2:
                return Splice(input, at, random.Next(1, 65), []);
            case 3:
                return Splice(input, at, 0, Encoding.UTF8.GetBytes(Pick(target.Words)));
            case 4:
                return Splice(input, at, random.Next(0, 9), Encoding.UTF8.GetBytes(Pick(Common)));
            case 5:
                return Splice(input, at, 8, Number());
            case 6 when input.Length > 0:
                int from = random.Next(input.Length), length = Math.Min(random.Next(1, 257), input.Length - from);
                return Splice(input, at, 0, input[from..(from + length)]);
            case 7:
                return input[..at];
            default:
                byte[] other = Pick(target.Samples);
                return [.. input[..at], .. other[random.Next(other.Length + 1)..]];
        }
    }

    private byte[] Number()
    {
        byte[] eight = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(eight, Pick(Edges) + random.Next(-2, 3));
        int width = 1 << random.Next(4);
        return eight[..width];
    }

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private static byte[] Splice(byte[] input, int at, int removed, byte[] added) =>
        [.. input[..at], .. added, .. input[Math.Min(at + removed, input.Length)..]];
}
