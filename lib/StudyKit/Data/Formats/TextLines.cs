using System.Text;
using StudyKit.Runtime;

namespace StudyKit.Data.Formats;

/// <summary>Plain text files in UTF-8, one example a line, packed with gzip when the name ends in .gz.</summary>
public static class TextLines
{
    private static readonly UTF8Encoding s_strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The lines of a file. Only LF and CR LF end a line, so a rare separator inside a sentence can't shift two
    /// parallel files against each other.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">When the file is not valid UTF-8 or its gzip data is damaged
    /// or ends early.</exception>
    public static string[] Read(string path)
    {
        string text = ReadWhole(path);
        if (text.Length == 0) return [];
        // The end of the last line begins no further one.
        if (text.EndsWith('\n')) text = text[..^1];
        return [.. text.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line)];
    }

    /// <summary>The whole text of a file, for running text.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">When the file is not valid UTF-8 or its gzip data is damaged.</exception>
    public static string ReadWhole(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using Stream file = File.OpenRead(path);
            using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Gzip.Open(file) : file;
            using StreamReader reader = new(content, s_strict);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"A text file must be UTF-8. {path} is not: {error.Message}", error);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path} is damaged: its gzip data are broken or end early. Download or " +
                "copy it again; `studykit data verify` checks the sets that the kit fetches.", error);
        }
    }
}
