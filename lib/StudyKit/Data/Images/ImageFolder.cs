using System.Formats.Tar;
using StudyKit.Runtime;

namespace StudyKit.Data.Images;

/// <summary>How a folder of images is read.</summary>
public sealed record ImageFolderOptions
{
    /// <summary>
    /// The part to read when the classes lie one level deeper, for instance <c>train</c>; empty when they lie at the
    /// top.
    /// </summary>
    /// <value>Empty.</value>
    public string Part { get; init; } = "";

    /// <summary>
    /// Leaves out files that cannot be decoded or have another size, and names them in
    /// <see cref="ImageFolder.Skipped"/>.
    /// </summary>
    /// <value>false: the first such file is an error.</value>
    public bool SkipUnreadable { get; init; }

    /// <summary>The most images to read of each class; null for all.</summary>
    /// <value>Null.</value>
    public int? PerClass { get; init; }
}

/// <summary>
/// Images in folders named after their classes, as a directory or as one .tar or .tar.gz file, as JPEG or PNG.
/// </summary>
public sealed class ImageFolder
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png"];

    private ImageFolder(ImageSet images, IReadOnlyList<string> skipped) => (Images, Skipped) = (images, skipped);

    /// <summary>The images; classes in the order of their names.</summary>
    public ImageSet Images { get; }

    /// <summary>The files that were left out, each with the reason.</summary>
    public IReadOnlyList<string> Skipped { get; }

    /// <summary>Reads a directory or an archive.</summary>
    /// <param name="path">A directory, or a .tar, .tar.gz or .tgz file.</param>
    /// <param name="options">What to read; everything when null.</param>
    /// <exception cref="IOException">When there is no such path.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is damaged or of another size than the first; or there is no image. Names the file.
    /// </exception>
    public static ImageFolder Read(string path, ImageFolderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ImageFolderOptions();
        bool archive = File.Exists(path);
        if (!archive && !Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"There must be a folder or an archive of images at '{path}'. There " +
                "is neither.");
        }

        return Collect(archive ? FromArchive(path, options) : FromDirectory(path, options), path, options);
    }

    private static ImageFolder Collect(
        IEnumerable<(string Class, string Name, byte[] Content)> files, string path, ImageFolderOptions options)
    {
        List<(string Class, string Name, byte[] Pixels)> images = [];
        List<string> skipped = [];
        (int Height, int Width)? size = null;
        foreach ((string group, string name, byte[] content) in files)
        {
            try
            {
                (int height, int width, byte[] pixels) = ImageDecoder.Decode(content, name);
                size ??= (height, width);
                if (size != (height, width))
                {
                    throw new InvalidDataException("All images must have one size, " +
                        $"{size.Value.Width}×{size.Value.Height} like the first. '{name}' has {width}×{height}. " +
                        "Scale it beforehand.");
                }

                images.Add((group, name, pixels));
            }
            catch (InvalidDataException error) when (options.SkipUnreadable)
            {
                skipped.Add(error.Message);
            }
        }

        if (images.Count == 0)
        {
            throw new InvalidDataException($"'{path}' must hold JPEG or PNG images in folders named after their " +
                $"classes{(options.Part.Length > 0 ? $", below '{options.Part}'" : "")}. None was " +
                "found" + (skipped.Count > 0
                    ? $"; {skipped.Count} were skipped, the first because: {skipped[0]}."
                    : "."));
        }

        string[] classes = [.. images.Select(image => image.Class).Distinct().Order(StringComparer.Ordinal)];
        if (classes.Length > byte.MaxValue + 1)
        {
            throw new InvalidDataException($"'{path}' has {classes.Length} classes; at most {byte.MaxValue + 1} " +
                "are read.");
        }

        // An archive lists files in any order; sorted, a set is the same whatever it came in.
        images = [.. images.OrderBy(image => image.Class, StringComparer.Ordinal)
            .ThenBy(image => image.Name, StringComparer.Ordinal)];
        byte[] labels = [.. images.Select(image => (byte)Array.IndexOf(classes, image.Class))];
        byte[] all = new byte[images.Count * images[0].Pixels.Length];
        for (int i = 0; i < images.Count; i++) images[i].Pixels.CopyTo(all, i * images[0].Pixels.Length);
        return new ImageFolder(new ImageSet(all, labels, size!.Value.Height, size.Value.Width, classes), skipped);
    }

    private static IEnumerable<(string Class, string Name, byte[] Content)> FromDirectory(
        string path, ImageFolderOptions options)
    {
        string root = Path.Combine(path, options.Part);
        if (!Directory.Exists(root)) yield break;
        foreach (string folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        {
            IEnumerable<string> files = Directory.EnumerateFiles(folder).Where(IsImage).Order(StringComparer.Ordinal);
            foreach (string file in files.Take(options.PerClass ?? int.MaxValue))
            {
                yield return (Path.GetFileName(folder), file, File.ReadAllBytes(file));
            }
        }
    }

    private static IEnumerable<(string Class, string Name, byte[] Content)> FromArchive(
        string path, ImageFolderOptions options)
    {
        using FileStream file = File.OpenRead(path);
        using Stream content = path.EndsWith("gz", StringComparison.OrdinalIgnoreCase)
            ? Gzip.Open(file)
            : file;
        using TarReader tar = new(new Sets.TarGuard(content));
        Dictionary<string, int> read = [];
        while (Next(tar, path) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                || entry.DataStream is null || !IsImage(entry.Name))
            {
                continue;
            }

            string[] parts = entry.Name.Split('/', StringSplitOptions.RemoveEmptyEntries);
            bool inside = options.Part.Length == 0 ? parts.Length >= 2 : parts.Length >= 3 && parts[^3] == options.Part;
            if (!inside
                || (read[parts[^2]] = read.GetValueOrDefault(parts[^2]) + 1) > (options.PerClass ?? int.MaxValue))
            {
                continue;
            }

            yield return (parts[^2], entry.Name, Content(entry, path));
        }
    }

    private static TarEntry? Next(TarReader tar, string path) => Whole(() => tar.GetNextEntry(), path);

    private static byte[] Content(TarEntry entry, string path) => Whole(
        () =>
        {
            using MemoryStream bytes = new();
            entry.DataStream!.CopyTo(bytes);
            return bytes.Length == entry.Length ? bytes.ToArray()
                : throw new EndOfStreamException($"'{entry.Name}' has {bytes.Length} of {entry.Length} bytes.");
        },
        path);

    // Not SkipUnreadable's business: what follows the cut is lost, and nobody knows how much it is.
    private static T Whole<T>(Func<T> read, string path)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new InvalidDataException($"'{path}' must be a .tar or .tar.gz archive. It is damaged or cut short: " +
                $"{error.Message} Download or copy it again.", error);
        }
    }

    // macOS puts a twin "._name" with its own attributes beside each file of an archive (AppleDouble), or all of them
    // into a folder __MACOSX; hidden files and Thumbs.db are no images either.
    private static bool IsImage(string name) =>
        Endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)
        && !Path.GetFileName(name).StartsWith('.')
        && !name.Split('/', '\\').Contains("__MACOSX", StringComparer.OrdinalIgnoreCase);
}
