using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using StudyKit.Data.Sets;

namespace StudyKit.Tests.Data.Sets;

public sealed class ArchiveTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studykit-archive");

    private string Target => Path.Combine(_folder.FullName, "unpacked");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar.gz")]
    [InlineData("a.tar")]
    public void Files_in_folders_are_unpacked_once(string name)
    {
        string archive = Make(name, ("deep/er/one.txt", "one"), ("two.txt", "two"));
        Archive.Unpack(archive, Target, "hash");
        Assert.Equal("one", File.ReadAllText(Path.Combine(Target, "deep", "er", "one.txt")));
        File.WriteAllText(Path.Combine(Target, "two.txt"), "mine");
        Archive.Unpack(archive, Target, "hash");
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Target, "two.txt")));
        Archive.Unpack(archive, Target, "another");
        Assert.Equal("two", File.ReadAllText(Path.Combine(Target, "two.txt")));
    }

    [Theory]
    [InlineData("a.zip", "../out.txt")]
    [InlineData("a.zip", "/out.txt")]
    [InlineData("a.zip", "deep/../../out.txt")]
    [InlineData("a.zip", "..\\out.txt")]
    [InlineData("a.zip", "C:\\out.txt")]
    [InlineData("a.zip", "../unpacked.part2/out.txt")]
    [InlineData("a.tar.gz", "../out.txt")]
    [InlineData("a.tar.gz", "/out.txt")]
    public void An_entry_that_leads_out_of_the_folder_stops_it_and_nothing_is_left(string name, string entry)
    {
        string archive = Make(name, ("fine.txt", "fine"), (entry, "out"));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Archive.Unpack(archive, Target, "hash"));
        Assert.Contains("stays below its folder", error.Message, StringComparison.Ordinal);
        Assert.Equal([name], _folder.GetFileSystemInfos().Select(item => item.Name));
        Assert.False(File.Exists(Path.Combine(_folder.Parent!.FullName, "out.txt")));
    }

    [Fact]
    public void A_folder_that_somebody_else_made_stays_as_it_is()
    {
        string archive = Make("a.zip", ("one.txt", "one"));
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "thesis.txt"), "mine");
        IOException error = Assert.Throws<IOException>(() => Archive.Unpack(archive, Target, "hash"));
        Assert.Contains(
            "is there already and was not made by this command, so it stays as it is",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Target, "thesis.txt")));
        Assert.Equal(["thesis.txt"], Directory.GetFileSystemEntries(Target).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar.gz")]
    public void An_archive_that_unpacks_to_hundreds_of_times_its_size_is_refused_and_leaves_nothing(string name)
    {
        string zeros = new('\0', 300 << 20);
        string archive = Make(name, ("zeros", zeros));
        Assert.InRange(new FileInfo(archive).Length, 1, 1 << 20);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Archive.Unpack(archive, Target, "hash"));
        Assert.Contains(
            "unpacks to 200 times its size at the most, here 268435456 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal([name], _folder.GetFileSystemInfos().Select(item => item.Name));
    }

    [Fact]
    public void Links_in_an_archive_are_refused()
    {
        string archive = Path.Combine(_folder.FullName, "a.tar");
        using (TarWriter tar = new(File.Create(archive)))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = "/etc" });
        }

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Archive.Unpack(archive, Target, "hash"));
        Assert.Contains("'link' of type SymbolicLink", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    [Theory]
    [InlineData("'S'", 156, "holds entries that are neither files nor folders")]
    [InlineData(
        "\u0080\u0080\u0080\u0080\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", 136, "The archive is damaged")]
    public void What_NET_cannot_read_of_a_tar_is_called_damage(string written, int place, string expected)
    {
        string archive = Path.Combine(_folder.FullName, "a.tar");
        using (TarWriter tar = new(File.Create(archive), TarEntryFormat.Ustar))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "one.txt"));
        }

        byte[] bytes = File.ReadAllBytes(archive);
        Encoding.Latin1.GetBytes(written.Trim('\'')).CopyTo(bytes, place);
        // The header's checksum, as tar writes it: the sum of its bytes with blanks in the sum's place.
        "        "u8.CopyTo(bytes.AsSpan(148));
        Encoding.ASCII.GetBytes($"{Convert.ToString(bytes[..512].Sum(b => b), 8).PadLeft(6, '0')}\0 ")
            .CopyTo(bytes, 148);
        File.WriteAllBytes(archive, bytes);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Archive.Unpack(archive, Target, "hash"));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void A_file_with_the_name_of_a_folder_is_refused()
    {
        string archive = Path.Combine(_folder.FullName, "a.tar");
        using (TarWriter tar = new(File.Create(archive)))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "folder/"));
        }

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Archive.Unpack(archive, Target, "hash"));
        Assert.Contains("'folder/' of type RegularFile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_archive_leaves_nothing()
    {
        string archive = Make("a.zip", ("one.txt", new string('x', 10_000)));
        File.WriteAllBytes(archive, File.ReadAllBytes(archive)[..100]);
        Assert.Throws<InvalidDataException>(() => Archive.Unpack(archive, Target, "hash"));
        Assert.Equal(["a.zip"], _folder.GetFileSystemInfos().Select(item => item.Name));
    }

    private string Make(string name, params (string Name, string Text)[] entries)
    {
        string path = Path.Combine(_folder.FullName, name);
        using FileStream file = File.Create(path);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            using ZipArchive zip = new(file, ZipArchiveMode.Create);
            foreach ((string entry, string text) in entries)
            {
                using StreamWriter writer = new(zip.CreateEntry(entry).Open());
                writer.Write(text);
            }

            return path;
        }

        using Stream content = name.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Compress)
            : file;
        using TarWriter tar = new(content);
        foreach ((string entry, string text) in entries)
        {
            using MemoryStream bytes = new(Encoding.UTF8.GetBytes(text));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = bytes });
        }

        return path;
    }
}
