namespace StudyKit.Data.Sets;

/// <summary>One data set of the catalog.</summary>
/// <param name="Name">Its name in commands and messages.</param>
/// <param name="Title">What it is, in one line.</param>
/// <param name="Licence">The licence as stated at its source, or "none stated".</param>
/// <param name="Homepage">Where it comes from.</param>
/// <param name="Citation">The work to cite.</param>
/// <param name="Files">Its files.</param>
public sealed record DataSet(string Name, string Title, string Licence, string Homepage, string Citation,
    IReadOnlyList<DataFile> Files)
{
    /// <summary>The size of all files together, in bytes as downloaded.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    internal void Validate()
    {
        foreach (DataFile file in Files)
        {
            if (!SafePath.IsBelow(file.File))
                throw new InvalidDataException($"A file of a data set lies below the data folder, without '..'. " +
                    $"Received '{file.File}' in set '{Name}'.");
            if (file.UnpackTo is not null && !SafePath.IsBelow(file.UnpackTo))
                throw new InvalidDataException($"An archive is unpacked into a folder below the data folder, " +
                    $"without '..'. Received '{file.UnpackTo}' for '{file.File}' in set '{Name}'.");
            if (file.UnpackTo is not null
                && (file.File + "/").StartsWith(file.UnpackTo + "/", StringComparison.Ordinal))
                throw new InvalidDataException($"An archive is unpacked into a folder beside it, not into its own. " +
                    $"Received '{file.UnpackTo}' for '{file.File}' in set '{Name}'.");
            if (!file.Url.IsAbsoluteUri || file.Url.Scheme is not ("https" or "http"))
                throw new InvalidDataException($"A file is fetched from an address that begins with https:// or " +
                    $"http://. Received '{file.Url.OriginalString}' for '{file.File}' in set '{Name}'.");
            if (file.Sha256.Length != 64 || !file.Sha256.All(char.IsAsciiHexDigitLower))
                throw new InvalidDataException($"A SHA-256 is written as 64 small hexadecimal digits. Received " +
                    $"'{file.Sha256}' for '{file.File}' in set '{Name}'.");
            if (file.Bytes < 0)
                throw new InvalidDataException($"A file's size can't be negative. Received {file.Bytes} for " +
                    $"'{file.File}' in set '{Name}'.");
        }
    }
}

/// <summary>One file of a data set.</summary>
/// <param name="File">Its place below the data folder, with forward slashes.</param>
/// <param name="Url">Its official source.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256, as 64 small hexadecimal digits.</param>
/// <param name="UnpackTo">For an archive (.zip, .tar.gz): the folder below the data folder that it is unpacked into.
/// Null for a file used as it is.</param>
public sealed record DataFile(string File, Uri Url, long Bytes, string Sha256, string? UnpackTo = null);
