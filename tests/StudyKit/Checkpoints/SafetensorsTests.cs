using System.Buffers.Binary;
using System.Text;
using StudyKit.Checkpoints;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Checkpoints;

[Collection(TorchCollection.Name)]
public sealed class SafetensorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "some.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_by_hand_is_read()
    {
        float[] numbers = [1.5f, -2, 3, 4, 5, 6];
        byte[] data = new byte[26];
        for (int i = 0; i < 6; i++) BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(i * 4), numbers[i]);
        (data[24], data[25]) = (0x80, 0x3F); // 1.0 in bfloat16
        Write(
            """{"__metadata__":{"format":"pt"},"one":{"dtype":"BF16","shape":[],"data_offsets":[24,26]},"matrix":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}""", data);
        using SafetensorsFile file = SafetensorsFile.Open(Path);
        using DisposeScope scope = NewDisposeScope();
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal(["matrix", "one"], file.Entries.Select(entry => entry.Key));
        Near.Check([1.5, -2, 3, 4, 5, 6], file.Read("matrix"), 0);
        Assert.Equal([2, 3], file.Read("matrix").shape);
        Assert.Equal(ScalarType.BFloat16, file.Read("one").dtype);
        Assert.Equal(1, file.Read("one").to(ScalarType.Float32).item<float>());
        Assert.Contains(
            "has no tensor 'two'. It has 2: ", Assert.Throws<CheckpointException>(() => file.Read("two")).Message);
    }

    [Fact]
    public void What_is_written_is_read_back_in_every_type()
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = new()
        {
            ["f64"] = randn(3, 5, ScalarType.Float64),
            ["f32"] = randn(2, 7),
            ["f16"] = randn(5).to(ScalarType.Float16),
            ["bf16"] = randn(3).to(ScalarType.BFloat16),
            ["i64"] = tensor(new[] { long.MinValue, 0, long.MaxValue }),
            ["i32"] = tensor(new[] { int.MinValue, int.MaxValue }),
            ["i16"] = tensor(new short[] { short.MinValue }),
            ["i8"] = tensor(new sbyte[] { -128, 127, 0 }),
            ["u8"] = tensor(new byte[] { 0, 255 }),
            ["bool"] = tensor(new[] { true, false, true }),
            ["scalar"] = tensor(7.0f),
            ["empty"] = zeros(3, 0, 5),
            ["transposed"] = arange(6, ScalarType.Float32).view(2, 3).t(),
            ["字 \"quoted\""] = ones(1),
        };
        SafetensorsWriter.Write(Path, tensors, new Dictionary<string, string> { ["step"] = "12" });
        using SafetensorsFile file = SafetensorsFile.Open(Path);
        Assert.Equal("12", file.Metadata["step"]);
        Assert.Equal(
            tensors.Keys.Order(StringComparer.Ordinal),
            file.Entries.Select(entry => entry.Key).Order(StringComparer.Ordinal));
        foreach ((string key, Tensor tensor) in tensors)
        {
            Tensor read = file.Read(key);
            Assert.Equal(tensor.dtype, read.dtype);
            Near.Check(tensor, read, 0, key);
        }

        Assert.All(file.Entries, entry => Assert.Equal(
            0, entry.Length == 0 ? 0 : entry.Offset % (entry.Length / entry.Shape.Aggregate(1L, (a, b) => a * b))));
        Assert.Equal([Path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void The_same_tensors_give_the_same_bytes()
    {
        using Tensor a = arange(5);
        SafetensorsWriter.Write(Path, [KeyValuePair.Create("a", a)]);
        byte[] first = File.ReadAllBytes(Path);
        SafetensorsWriter.Write(Path, [KeyValuePair.Create("a", a)]);
        Assert.Equal(first, File.ReadAllBytes(Path));
    }

    [Theory]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""",
        8,
        "key 'a' needs 8 bytes for shape [2] of F32. Its data_offsets hold 4.")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        4,
        "key 'a' ends at byte 8 of the data, and the file has 4.")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "key 'b' overlaps the tensor before it")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "key 'b' leaves a gap before it")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "Nothing may follow the last tensor")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "key 'a' appears twice")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""",
        4,
        "must have data_offsets [begin, end]. Received [4, 0].")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""",
        4,
        "whole numbers from 0 up in shape. Received -1.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "Received 1.5.")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""",
        4,
        "has more bytes than a file can")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551615]}}""",
        4,
        "Received 18446744073709551615.")]
    [InlineData(
        """{"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,2]}}""", 1, "key 'a' ends at byte 2 of the data")]
    [InlineData(
        """{"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[1,2]}}""", 2, "key 'a' leaves a gap before it")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "key 'a' has no dtype.")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "key 'a' has no shape.")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"shape":[2],"data_offsets":[0,4]}}""", 4, "key 'a' has 'shape' twice.")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"path":"x"}}""",
        4,
        "key 'a' has 'path', and the format knows only")]
    [InlineData(
        """{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "a name that is not valid Unicode")]
    [InlineData("""{"a":7}""", 0, "must be described by an object")]
    [InlineData("""{"__metadata__":{"n":1}}""", 0, "must hold texts only. 'n' is Number.")]
    [InlineData("""[]""", 0, "the header must be a JSON object")]
    [InlineData("""{"a":{""", 0, "the header is not valid JSON")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[[[[[[[[[]]]]]]]]],"data_offsets":[0,4]}}""", 4, "the header is not valid JSON")]
    public void A_broken_header_is_refused_with_file_and_key(string header, int dataBytes, string message)
    {
        Write(header, new byte[dataBytes]);
        CheckpointException error = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(Path));
        Assert.StartsWith(Path, error.Message);
        Assert.Contains(message, error.Message);
    }

    [Theory]
    [InlineData(new byte[0], "it has 0 bytes")]
    [InlineData(new byte[] { 2, 0, 0, 0 }, "it has 4 bytes")]
    [InlineData(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, 0x7B }, "is cut off: its header has 9 bytes, and only 1 follow")]
    [InlineData(
        new byte[] { 0x50, 0x4B, 3, 4, 0, 0, 0, 1 },
        "at most 100000000 are allowed. A PyTorch .pt or .bin file has to be converted first")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, "would have 18446744073709551615 bytes")]
    public void A_broken_start_is_refused(byte[] bytes, string message)
    {
        File.WriteAllBytes(Path, bytes);
        Assert.Contains(message, Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(Path)).Message);
    }

    [Fact]
    public void A_missing_file_and_a_missing_folder_are_told()
    {
        Assert.Contains(
            "cannot be opened", Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(Path)).Message);
        using Tensor a = ones(1);
        string nowhere = System.IO.Path.Combine(_folder, "no", "such.safetensors");
        Assert.Contains("could not be written", Assert.Throws<CheckpointException>(
            () => SafetensorsWriter.Write(nowhere, [KeyValuePair.Create("a", a)])).Message);
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file()
    {
        using Tensor a = ones(3), complex = zeros(2, ScalarType.ComplexFloat32);
        SafetensorsWriter.Write(Path, [KeyValuePair.Create("a", a)]);
        byte[] before = File.ReadAllBytes(Path);
        Assert.Contains("key 'c' is ComplexFloat32", Assert.Throws<CheckpointException>(
            () => SafetensorsWriter.Write(Path, [KeyValuePair.Create("c", complex)])).Message);
        Assert.Contains("key 'a' was given twice", Assert.Throws<CheckpointException>(
            () => SafetensorsWriter.Write(Path, [KeyValuePair.Create("a", a), KeyValuePair.Create("a", a)])).Message);
        Assert.Equal(before, File.ReadAllBytes(Path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_shortened_after_it_was_opened_is_told()
    {
        Write("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", new byte[8]);
        using SafetensorsFile file = SafetensorsFile.Open(Path);
        using (FileStream other = new(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            other.SetLength(other.Length - 3);
        }

        Assert.Contains("ended while it was read", Assert.Throws<CheckpointException>(() => file.Read("a")).Message);
    }

    [Fact]
    public void An_axis_of_no_length_and_too_many_axes()
    {
        Write("""{"a":{"dtype":"F32","shape":[0,9223372036854775807],"data_offsets":[0,0]}}""", []);
        Assert.Contains(
            "more bytes than a file can", Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(Path)).Message);
        Write("""{"a":{"dtype":"F32","shape":[0,7],"data_offsets":[0,0]}}""", []);
        using (SafetensorsFile file = SafetensorsFile.Open(Path))
        {
            using Tensor none = file.Read("a");
            Assert.Equal([0, 7], none.shape);
        }

        string ones = string.Join(',', Enumerable.Repeat(1, 65));
        Write(
            """{"a":{"dtype":"F32","shape":[#],"data_offsets":[0,4]}}""".Replace("#", ones, StringComparison.Ordinal),
            new byte[4]);
        Assert.Contains(
            "torch knows at most 64 axes",
            Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(Path)).Message);
    }

    private void Write(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header), length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        File.WriteAllBytes(Path, [.. length, .. json, .. data]);
    }
}
