using StbImageSharp;

namespace StudyKit.Data.Images;

/// <summary>Turns a JPEG or PNG file into pixels.</summary>
internal static class ImageDecoder
{
    /// <summary>Decodes a file's content.</summary>
    /// <param name="content">The file.</param>
    /// <param name="name">What it is called, for the message.</param>
    /// <returns>Its size, and rows of red, green, blue.</returns>
    /// <exception cref="InvalidDataException">When it cannot be read; names the file.</exception>
    public static (int Height, int Width, byte[] Pixels) Decode(byte[] content, string name)
    {
        try
        {
            using EndingStream stream = new(content);
            ImageResult image = ImageResult.FromStream(stream, ColorComponents.RedGreenBlue);
            return (image.Height, image.Width, image.Data);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The decoder tells damage by exceptions of several kinds, an index outside an array among them.
            throw new InvalidDataException($"'{name}' must be a JPEG or PNG image. It has {content.Length} bytes and " +
                $"can't be decoded: {error.Message}. Replace it, or skip such files with " +
                "ImageFolderOptions.SkipUnreadable.", error);
        }
    }

    /// <summary>
    /// A file that says when it is over. The decoder takes zeros for what lies behind the end, and looks in them for
    /// the next marker of a cut JPEG for ever; a whole file is never read more than a few bytes further.
    /// </summary>
    private sealed class EndingStream(byte[] content) : MemoryStream(content, writable: false)
    {
        private const int Patience = 64;
        private int _beyond;

        public override int ReadByte() => AfterEnd(base.ReadByte(), -1);

        public override int Read(byte[] buffer, int offset, int count) => AfterEnd(base.Read(buffer, offset, count), 0);

        private int AfterEnd(int read, int nothing)
        {
            if (read == nothing && ++_beyond > Patience) throw new EndOfStreamException("it ends too early");
            return read;
        }
    }
}
