using System.Formats.Tar;
using System.IO.Compression;

namespace StudyKit.Data.Sets;

/// <summary>Unpacks archives into a folder of their own. No entry may lead out of it.</summary>
internal static class Archive
{
    private const string DoneMark = ".unpacked";

    /// <summary>Unpacks unless the folder holds this very archive's content already. The folder appears when it is complete.</summary>
    /// <param name="archive">A .zip, .tar.gz, .tgz or .tar file.</param>
    /// <param name="target">The folder.</param>
    /// <param name="sha256">The archive's SHA-256, kept in the folder to know it by.</param>
    /// <exception cref="InvalidDataException">When an entry would be written outside the folder, is a link, or the archive is damaged.</exception>
    public static void Unpack(string archive, string target, string sha256)
    {
        string mark = Path.Combine(target, DoneMark);
        if (File.Exists(mark) && File.ReadAllText(mark) == sha256) return;

        string temporary = target + ".part";
        if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        Directory.CreateDirectory(temporary);
        try
        {
            if (archive.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) UnpackZip(archive, temporary);
            else UnpackTar(archive, temporary);
            File.WriteAllText(Path.Combine(temporary, DoneMark), sha256);
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            Directory.Move(temporary, target);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    private static void UnpackZip(string archive, string folder)
    {
        using ZipArchive zip = ZipFile.OpenRead(archive);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            string path = Inside(folder, entry.FullName);
            if (entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\'))
            {
                Directory.CreateDirectory(path);
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            entry.ExtractToFile(path);
        }
    }

    private static void UnpackTar(string archive, string folder)
    {
        using FileStream file = File.OpenRead(archive);
        using Stream content = archive.EndsWith("gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using TarReader tar = new(content);
        while (tar.GetNextEntry() is TarEntry entry)
        {
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes) continue;
            string path = Inside(folder, entry.Name);
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    Directory.CreateDirectory(path);
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    entry.ExtractToFile(path, overwrite: false);
                    break;
                default:
                    throw new InvalidDataException($"An archive of data holds files and folders only. Received '{entry.Name}' of type {entry.EntryType}. Nothing was unpacked.");
            }
        }
    }

    private static string Inside(string folder, string name)
    {
        string root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        string path = Path.GetFullPath(Path.Combine(root, name.Replace('\\', '/')));
        bool drive = name.Length > 1 && name[1] == ':';
        return !drive && (path + Path.DirectorySeparatorChar).StartsWith(root, StringComparison.Ordinal)
            ? path
            : throw new InvalidDataException($"Each entry of an archive stays below its folder. Received '{name}'. Nothing was unpacked.");
    }
}
