using StudyKit.Data.Images;
using StudyKit.Data.Sets;

namespace StudyKit.Data.Formats;

/// <summary>CIFAR-10: 60,000 photographs of 32×32 pixels in ten classes (Krizhevsky, 2009).</summary>
public static class Cifar10
{
    private const int Side = 32;
    private const int PixelBytes = Side * Side;
    private const int RecordBytes = 1 + (3 * PixelBytes);

    /// <summary>The classes, in the order of the labels.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ];

    /// <summary>
    /// Reads the training or the test images from wherever they are: the official binary files, or an archive of image
    /// files.
    /// </summary>
    /// <param name="root">Where data sets are looked for.</param>
    /// <param name="test">The 10,000 test images instead of the 50,000 training images.</param>
    /// <param name="perClass">The most images to read of each class from an archive; null for all.</param>
    /// <exception cref="MissingDataException">When the set is not on this machine.</exception>
    public static ImageSet Load(DataRoot root, bool test = false, int? perClass = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        const string Folder = "cifar10/cifar-10-binary/cifar-10-batches-bin";
        string[] names = test ? ["test_batch.bin"] : [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")];
        string?[] found = [.. names.Select(name => root.Locate($"{Folder}/{name}"))];
        if (found.All(path => path is not null)) return ReadBinary([.. found.Select(path => path!)]);
        string archive = root.Locate("cifar10/cifar-10-images.tar.gz")
            ?? root.Require("cifar10", $"{Folder}/{names[0]}");
        ImageSet images = ImageFolder.Read(
            archive, new() { Part = test ? "test" : "train", PerClass = perClass }).Images;
        return images.Classes.SequenceEqual(Classes)
            ? images
            : throw new InvalidDataException($"'{archive}' must have the classes {string.Join(", ", Classes)}. " +
                $"Received {string.Join(", ", images.Classes)}.");
    }

    /// <summary>
    /// Reads files of the official binary form: records of one label byte, then 1,024 bytes each of red, green and
    /// blue.
    /// </summary>
    /// <param name="paths">The files, one after the other.</param>
    /// <exception cref="InvalidDataException">
    /// A file ends in the middle of a record, or a label is not 0 to 9. Names file and record.
    /// </exception>
    public static ImageSet ReadBinary(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        byte[][] files = [.. paths.Select(File.ReadAllBytes)];
        int count = 0;
        for (int i = 0; i < files.Length; i++)
        {
            if (files[i].Length % RecordBytes != 0)
            {
                throw new InvalidDataException($"A CIFAR-10 file is made of records of {RecordBytes} bytes. " +
                    $"'{paths[i]}' has {files[i].Length} bytes: {files[i].Length / RecordBytes} records and " +
                    $"{files[i].Length % RecordBytes} bytes more. Download it again.");
            }

            count += files[i].Length / RecordBytes;
        }

        byte[] labels = new byte[count], pixels = new byte[count * 3 * PixelBytes];
        int to = 0;
        for (int i = 0; i < files.Length; i++)
        {
            for (int record = 0; record * RecordBytes < files[i].Length; record++, to++)
            {
                ReadOnlySpan<byte> bytes = files[i].AsSpan(record * RecordBytes, RecordBytes);
                if (bytes[0] >= Classes.Count)
                {
                    throw new InvalidDataException($"A label of CIFAR-10 is 0 to 9. Received {bytes[0]} in record " +
                        $"{record} of '{paths[i]}'. The file is damaged or of another data set (CIFAR-100 has two " +
                        "label bytes).");
                }

                labels[to] = bytes[0];
                Span<byte> image = pixels.AsSpan(to * 3 * PixelBytes, 3 * PixelBytes);
                for (int p = 0; p < PixelBytes; p++)
                {
                    for (int c = 0; c < 3; c++) image[(p * 3) + c] = bytes[1 + (c * PixelBytes) + p];
                }
            }
        }

        return new ImageSet(pixels, labels, Side, Side, Classes);
    }
}
