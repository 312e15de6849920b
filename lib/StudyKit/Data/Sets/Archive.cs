using System.Formats.Tar;
using System.IO.Compression;
using StudyKit.Runtime;

namespace StudyKit.Data.Sets;

/// <summary>Unpacks archives into a folder of their own. No entry may lead out of it.</summary>
internal static class Archive
{
    private const string DoneMark = ".unpacked";

    private const string WorkMark = ".unpacking";
    private const long LeastLimit = 256L << 20;
    private const int LargestRatio = 200;
    private const int MostEntries = 1_000_000;

    /// <summary>
    /// Unpacks unless the folder holds this very archive's content already. A new folder is filled and then renamed, so
    /// the
    /// folder appears when it is complete; one that was there is replaced only when this method had made it.
    /// </summary>
    /// <param name="archive">A .zip, .tar.gz, .tgz or .tar file.</param>
    /// <param name="target">The folder.</param>
    /// <param name="sha256">The archive's SHA-256, kept in the folder to know it by.</param>
    /// <exception cref="InvalidDataException">
    /// When an entry would be written outside the folder, is a link, the archive is damaged, or holds more than 200
    /// times its size.
    /// </exception>
    /// <exception cref="IOException">When the folder is there and was made by somebody else.</exception>
    public static void Unpack(string archive, string target, string sha256)
    {
        string mark = Path.Combine(target, DoneMark);
        if (File.Exists(mark) && File.ReadAllText(mark) == sha256) return;
        if (File.Exists(target)
            || (Directory.Exists(target) && !File.Exists(mark) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new IOException($"{target} is there already and was not made by this command, so it stays as it " +
                $"is and {Path.GetFileName(archive)} was not unpacked. Move it away and run the command again.");
        }

        string parent = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(parent);
        RemoveLeftovers(target);
        string made = $"{target}.part-{Guid.NewGuid():N}";
        Directory.CreateDirectory(made);
        try
        {
            File.WriteAllText(Path.Combine(made, WorkMark), "");
            Room room = new(Math.Max(LeastLimit, new FileInfo(archive).Length * LargestRatio));
            if (archive.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) UnpackZip(archive, made, room);
            else UnpackTar(archive, made, room);
            File.WriteAllText(Path.Combine(made, DoneMark), sha256);
            File.Delete(Path.Combine(made, WorkMark));
            PutInPlace(made, target);
        }
        catch
        {
            if (Directory.Exists(made)) Directory.Delete(made, recursive: true);
            throw;
        }
    }

    private static void PutInPlace(string made, string target)
    {
        string old = $"{target}.old-{Guid.NewGuid():N}";
        if (Directory.Exists(target)) Directory.Move(target, old);
        Directory.Move(made, target);
        if (Directory.Exists(old)) Directory.Delete(old, recursive: true);
    }

    /// <summary>Folders that this method had begun when its process was killed: they have its mark.</summary>
    private static void RemoveLeftovers(string target)
    {
        foreach (string folder in Directory.EnumerateDirectories(Path.GetDirectoryName(target)!,
            Path.GetFileName(target) + ".part-*"))
        {
            if (File.Exists(Path.Combine(folder, WorkMark))) Directory.Delete(folder, recursive: true);
        }
    }

    private static void UnpackZip(string archive, string folder, Room room)
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

            using Stream content = entry.Open();
            Write(content, path, room);
        }
    }

    private static void UnpackTar(string archive, string folder, Room room)
    {
        using FileStream file = File.OpenRead(archive);
        using Stream content = archive.EndsWith("gz", StringComparison.OrdinalIgnoreCase)
            ? Gzip.Open(file) : file;
        using TarReader tar = new(new TarGuard(content));
        while (Next(tar) is { } entry)
        {
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes) continue;
            string path = Inside(folder, entry.Name);
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    Directory.CreateDirectory(path);
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile
                    when !path.EndsWith(Path.DirectorySeparatorChar):
                    Write(entry.DataStream ?? Stream.Null, path, room);
                    break;
                default:
                    throw new InvalidDataException($"An archive of data holds files and folders only. Received " +
                        $"'{entry.Name}' of type {entry.EntryType}. Nothing was unpacked.");
            }
        }
    }

    /// <summary>The next entry; what .NET's reader throws for a damaged header is said as damage.</summary>
    private static TarEntry? Next(TarReader tar)
    {
        try
        {
            return tar.GetNextEntry();
        }
        catch (Exception problem) when (problem
            is OverflowException or NotSupportedException or ArgumentException or FormatException)
        {
            throw new InvalidDataException("The archive is damaged, or holds entries that are neither files nor " +
                $"folders: {problem.Message.TrimEnd('.')}. Nothing was unpacked.", problem);
        }
    }

    private static void Write(Stream content, string path, Room room)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        room.TakeEntry();
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write);
        byte[] buffer = new byte[1 << 16];
        for (int count; (count = content.Read(buffer)) > 0;)
        {
            room.Take(count);
            file.Write(buffer, 0, count);
        }
    }

    /// <summary>How much may still be unpacked: an archive of a few kilobytes can hold terabytes of zeros.</summary>
    private sealed class Room(long most)
    {
        private long _bytes;
        private int _entries;

        public void TakeEntry()
        {
            if (++_entries > MostEntries) throw new InvalidDataException($"An archive of data holds {MostEntries} " +
                $"files at the most. Received more. Nothing was unpacked.");
        }

        public void Take(int bytes)
        {
            if ((_bytes += bytes) > most) throw new InvalidDataException($"An archive of data unpacks to 200 times " +
                $"its size at the most, here {most} bytes. Received more. Nothing was unpacked.");
        }
    }

    private static string Inside(string folder, string name)
    {
        if (name.Length == 0 || name.Contains('\0'))
        {
            throw new InvalidDataException(
                "An archive holds an entry whose name no file can have. Nothing was unpacked.");
        }

        string root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        string path = Path.GetFullPath(Path.Combine(root, name.Replace('\\', '/')));
        bool drive = name.Length > 1 && name[1] == ':';
        return !drive && (path + Path.DirectorySeparatorChar).StartsWith(root, StringComparison.Ordinal)
            ? path
            : throw new InvalidDataException($"Each entry of an archive stays below its folder. Received '{name}'. " +
                $"Nothing was unpacked.");
    }
}
