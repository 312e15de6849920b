using System.Formats.Tar;
using System.IO.Compression;
using StudyKit.Data.Formats;
using StudyKit.Data.Images;
using StudyKit.Data.Sets;

namespace StudyKit.Tests.Data.Images;

/// <summary>What comes damaged is named, and skipped only when asked.</summary>
public sealed class BadImageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-images").FullName;

    [Fact]
    public void PNG_files_in_folders_are_read_with_their_colours()
    {
        Write("cat/1.png", Png(2, 3, 10, 20, 30));
        Write("dog/1.png", Png(2, 3, 40, 50, 60));
        ImageFolder read = ImageFolder.Read(_folder);
        Assert.Equal((3, 2), (read.Images.Height, read.Images.Width));
        Assert.Equal(["cat", "dog"], read.Images.Classes);
        Assert.Equal([0, 1], read.Images.Labels.ToArray());
        Assert.Equal([40, 50, 60], read.Images.Image(1)[..3].ToArray());
    }

    [Fact]
    public void A_damaged_file_is_named_and_skipped_only_when_asked()
    {
        Write("cat/1.png", Png(2, 2, 1, 2, 3));
        Write("cat/2.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 1, 2, 3]);
        Write("dog/3.png", Png(2, 2, 1, 2, 3)[..40]);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ImageFolder.Read(_folder));
        Assert.Contains(
            "2.jpg' must be a JPEG or PNG image. It has 9 bytes and can't be decoded",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("SkipUnreadable", error.Message, StringComparison.Ordinal);

        ImageFolder read = ImageFolder.Read(_folder, new() { SkipUnreadable = true });
        Assert.Equal(1, read.Images.Count);
        Assert.Equal(2, read.Skipped.Count);
        Assert.Contains("3.png", read.Skipped[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_size_is_named()
    {
        Write("cat/1.png", Png(2, 2, 1, 2, 3));
        Write("cat/2.png", Png(3, 2, 1, 2, 3));
        Assert.Matches(
            "All images must have one size, 2×2 like the first. '.*2.png' has 3×2.",
            Assert.Throws<InvalidDataException>(() => ImageFolder.Read(_folder)).Message);
    }

    [Fact]
    public void An_archive_gives_the_same_as_the_folder_and_a_cut_one_is_refused()
    {
        Write("train/cat/1.png", Png(2, 2, 1, 2, 3));
        Write("train/dog/1.png", Png(2, 2, 4, 5, 6));
        Write("test/dog/1.png", Png(2, 2, 7, 8, 9));
        string archive = _folder + ".tar.gz", cut = _folder + ".cut.tar.gz";
        try
        {
            using (FileStream file = File.Create(archive))
            using (GZipStream zipped = new(file, CompressionLevel.Fastest))
            {
                TarFile.CreateFromDirectory(_folder, zipped, includeBaseDirectory: true);
            }

            ImageFolderOptions train = new() { Part = "train" };
            Assert.Equal(
                ImageFolder.Read(_folder, train).Images.Pixels.ToArray(),
                ImageFolder.Read(archive, train).Images.Pixels.ToArray());
            Assert.Equal(1, ImageFolder.Read(archive, new() { Part = "test" }).Images.Count);
            byte[] whole = File.ReadAllBytes(archive);
            File.WriteAllBytes(cut, whole[..(whole.Length / 2)]);
            Assert.Contains(
                "damaged or cut short",
                Assert.Throws<InvalidDataException>(() => ImageFolder.Read(cut, train)).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(archive);
            File.Delete(cut);
        }
    }

    [Fact]
    public void Twins_of_macOS_and_hidden_files_are_no_images()
    {
        Write("cat/1.png", Png(2, 2, 1, 2, 3));
        Write("cat/._1.png", [0, 5, 22, 7]);
        Write("cat/Thumbs.db", [1]);
        Write("cat/.DS_Store", [1]);
        Write("__MACOSX/cat/1.png", [0, 5, 22, 7]);
        string archive = _folder + ".mac.tar";
        try
        {
            TarFile.CreateFromDirectory(_folder, archive, includeBaseDirectory: false);
            foreach (ImageFolder read in (ImageFolder[])[ImageFolder.Read(_folder), ImageFolder.Read(archive)])
            {
                Assert.Equal((1, 0), (read.Images.Count, read.Skipped.Count));
            }
        }
        finally
        {
            File.Delete(archive);
        }
    }

    [Fact]
    public void An_archive_cut_anywhere_is_an_error_also_when_bad_images_are_skipped()
    {
        for (int i = 0; i < 40; i++) Write($"cat/{i}.png", Png(8, 8, (byte)i, 2, 3));
        string archive = _folder + ".tar", packed = archive + ".gz";
        try
        {
            TarFile.CreateFromDirectory(_folder, archive, includeBaseDirectory: true);
            using (FileStream file = File.Create(packed))
            using (GZipStream zipped = new(file, CompressionLevel.Fastest)) zipped.Write(File.ReadAllBytes(archive));
            foreach (string whole in (string[])[archive, packed])
            {
                byte[] bytes = File.ReadAllBytes(whole);
                string cut = whole.Replace(".tar", ".cut.tar");
                foreach (int length in (int[])[bytes.Length / 2, bytes.Length / 2 + 300, bytes.Length / 2 + 700])
                {
                    File.WriteAllBytes(cut, bytes[..Math.Min(length, bytes.Length - 1)]);
                    Assert.Contains("damaged or cut short", Assert.Throws<InvalidDataException>(
                        () => ImageFolder.Read(cut, new() { SkipUnreadable = true })).Message);
                }

                File.Delete(cut);
            }
        }
        finally
        {
            File.Delete(archive);
            File.Delete(packed);
        }
    }

    [Fact]
    public void A_folder_without_images_and_no_folder_at_all_are_told_apart()
    {
        Write("cat/readme.txt", [1]);
        Assert.Contains(
            "None was found",
            Assert.Throws<InvalidDataException>(() => ImageFolder.Read(_folder)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "There is neither",
            Assert.Throws<DirectoryNotFoundException>(() => ImageFolder.Read(Path.Combine(_folder, "no"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_record_of_CIFAR_10_is_told()
    {
        string path = Write("batch.bin", new byte[3073 + 100]);
        Assert.Equal(
            $"A CIFAR-10 file is made of records of 3073 bytes. '{path}' has 3173 bytes: 1 records and 100 bytes " +
            "more. Download it again.",
            Assert.Throws<InvalidDataException>(() => Cifar10.ReadBinary(path)).Message);
    }

    [Fact]
    public void A_label_of_CIFAR_10_outside_the_classes_is_told()
    {
        byte[] bytes = new byte[2 * 3073];
        bytes[3073] = 10;
        string path = Write("batch.bin", bytes);
        Assert.StartsWith(
            $"A label of CIFAR-10 is 0 to 9. Received 10 in record 1 of '{path}'.",
            Assert.Throws<InvalidDataException>(() => Cifar10.ReadBinary(path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_of_CIFAR_10_keeps_its_colours_apart()
    {
        byte[] bytes = new byte[3073];
        (bytes[0], bytes[1 + 33], bytes[1 + 1024 + 33], bytes[1 + 2048 + 33]) = (9, 11, 22, 33);
        ImageSet images = Cifar10.ReadBinary(Write("batch.bin", bytes));
        Assert.Equal("truck", images.Classes[images.Labels[0]]);
        // Byte 33 of a plane is the second pixel of the second row.
        Assert.Equal([11, 22, 33], images.Image(0).Slice(33 * 3, 3).ToArray());
        Assert.Equal(66, images.Image(0).ToArray().Sum(b => b));
    }

    [Fact]
    public void Missing_data_say_how_to_get_them()
    {
        string message =
            Assert.Throws<MissingDataException>(() => Cifar10.Load(DataRoot.Find(null, _folder, _folder))).Message;
        Assert.Contains("studykit data get cifar10", message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    // The smallest PNG there is: one colour, no filter.
    private static byte[] Png(int width, int height, byte red, byte green, byte blue)
    {
        using MemoryStream rows = new();
        using (ZLibStream zipped = new(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                zipped.Write([0, .. Enumerable.Repeat(new[] { red, green, blue }, width).SelectMany(p => p)]);
            }
        }

        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", [.. BigEndian((uint)width),
            .. BigEndian((uint)height), 8, 2, 0, 0, 0]), .. Chunk("IDAT", rows.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
        uint crc = 0xFFFFFFFF;
        foreach (byte b in body)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return [.. BigEndian((uint)data.Length), .. body, .. BigEndian(~crc)];
    }

    private static byte[] BigEndian(
        uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
