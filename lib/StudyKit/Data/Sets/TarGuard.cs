using System.Formats.Tar;

namespace StudyKit.Data.Sets;

/// <summary>
/// A tar stream that is looked at while it is read: headers that .NET's reader would take into memory whole (long
/// names, extended attributes) may claim a megabyte at the most. A file of 460 bytes could otherwise ask for gigabytes.
/// </summary>
/// <param name="tar">The stream, from its first header on.</param>
internal sealed class TarGuard(Stream tar) : Stream
{
    private const int Block = 512;
    private const int LargestHeader = 1 << 20;

    private readonly byte[] _header = new byte[Block];
    private int _filled;
    private long _content;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = tar.Read(buffer);
        Look(buffer[..read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Look(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_content > 0)
            {
                int skipped = (int)Math.Min(_content, bytes.Length);
                _content -= skipped;
                bytes = bytes[skipped..];
                continue;
            }

            int taken = Math.Min(Block - _filled, bytes.Length);
            bytes[..taken].CopyTo(_header.AsSpan(_filled));
            bytes = bytes[taken..];
            _filled += taken;
            if (_filled < Block) return;
            _filled = 0;
            Enter();
        }
    }

    /// <summary>
    /// A whole header: its size stands at 124 in octal digits, or in base 256 when the first bit is set.
    /// </summary>
    private void Enter()
    {
        long size = 0;
        ReadOnlySpan<byte> field = _header.AsSpan(124, 12);
        bool isBinary = (field[0] & 0x80) != 0;
        for (int i = 0; i < field.Length; i++)
        {
            byte digit = field[i];
            // The first bit only says that the field is binary.
            if (isBinary) size = (size << 8) | (i == 0 ? digit & 0x7fL : digit);
            else if (digit is >= (byte)'0' and <= (byte)'7') size = (size * 8) + (digit - '0');
            if (size is < 0 or > long.MaxValue >> 9) throw Refused();
        }

        TarEntryType type = (TarEntryType)_header[156];
        bool isHeader = type is TarEntryType.ExtendedAttributes or TarEntryType.GlobalExtendedAttributes
            or TarEntryType.LongPath or TarEntryType.LongLink;
        if (isHeader && size > LargestHeader) throw Refused();
        _content = (size + Block - 1) / Block * Block;
    }

    private static InvalidDataException Refused() =>
        new("An archive holds an entry that claims more than a name can have. Get the file anew.");
}
