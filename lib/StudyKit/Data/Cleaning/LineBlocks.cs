namespace StudyKit.Data.Cleaning;

/// <summary>A part of a file that ends at the end of a line.</summary>
/// <param name="Bytes">The lines.</param>
/// <param name="End">Where the part ends in the file, in bytes.</param>
/// <param name="TooLong">Lines that were passed over because they are longer than a block.</param>
internal sealed record LineBlock(byte[] Bytes, long End, int TooLong);

/// <summary>
/// Cuts a stream into blocks of whole lines, so that threads can work on them and memory does not grow with the file.
/// </summary>
internal static class LineBlocks
{
    public static IEnumerable<LineBlock> Read(Stream stream, int size)
    {
        byte[] buffer = new byte[size];
        int held = 0;
        long position = stream.Position;
        bool skipping = false;
        while (true)
        {
            int read = stream.ReadAtLeast(buffer.AsSpan(held), size - held, throwOnEndOfStream: false);
            position += read;
            int filled = held + read;
            bool end = filled < size;
            int start = 0, tooLong = 0;
            if (skipping)
            {
                start = buffer.AsSpan(0, filled).IndexOf((byte)'\n') + 1;
                skipping = start == 0 && !end;
                if (start == 0) start = filled;
            }

            int last = end ? filled : buffer.AsSpan(start, filled - start).LastIndexOf((byte)'\n') + 1 + start;
            if (!end && !skipping && last == start && start == 0)
            {
                (skipping, tooLong, last, start) = (true, 1, filled, filled);
            }

            if (last > start || tooLong > 0 || start > 0)
            {
                yield return new LineBlock(buffer[start..last], position - (filled - last), tooLong);
            }

            if (end) yield break;
            held = filled - last;
            buffer.AsSpan(last, held).CopyTo(buffer);
        }
    }
}
