using System.Buffers.Binary;
using System.Text.Json;

namespace StudyKit.Training.Resuming;

/// <summary>
/// The safetensors file of a training's state: eight bytes with the header's length, a JSON header with types, shapes
/// and offsets, then the numbers. Written whole or not at all.
/// </summary>
internal static class StateFile
{
    private static readonly (string Name, ScalarType Type)[] Types =
    [
        ("F32", ScalarType.Float32), ("F64", ScalarType.Float64), ("F16", ScalarType.Float16), ("BF16", ScalarType.BFloat16),
        ("I64", ScalarType.Int64), ("I32", ScalarType.Int32), ("I16", ScalarType.Int16), ("I8", ScalarType.Int8), ("U8", ScalarType.Byte), ("BOOL", ScalarType.Bool),
    ];

    public static void Write(string path, IReadOnlyList<(string Name, Tensor Value)> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Dictionary<string, object> header = new() { ["__metadata__"] = metadata };
        long offset = 0;
        foreach ((string name, Tensor value) in tensors)
        {
            long end = offset + value.numel() * value.element_size();
            header.Add(name, new { dtype = Types.Single(type => type.Type == value.dtype).Name, shape = value.shape, data_offsets = new[] { offset, end } });
            offset = end;
        }

        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
        using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        file.Write(length);
        file.Write(json);
        foreach ((_, Tensor value) in tensors) WriteValues(file, value);
        // On the disk before the rename, or a power cut could leave an empty file under the final name.
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads all tensors; the caller disposes them.</summary>
    /// <exception cref="InvalidDataException">When the file is damaged or cut short.</exception>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> length = stackalloc byte[8];
        if (file.ReadAtLeast(length, 8, throwOnEndOfStream: false) < 8) throw Damaged(path, "it is shorter than its first field");
        long size = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (size < 2 || size > file.Length - 8) throw Damaged(path, $"its header claims {size} bytes");
        byte[] json = new byte[size];
        file.ReadExactly(json);
        long start = file.Position;
        Dictionary<string, Tensor> tensors = [];
        Dictionary<string, string> metadata = [];
        try
        {
            using JsonDocument header = JsonDocument.Parse(json);
            foreach (JsonProperty entry in header.RootElement.EnumerateObject())
            {
                if (entry.NameEquals("__metadata__")) metadata = entry.Value.Deserialize<Dictionary<string, string>>()!;
                else tensors.Add(entry.Name, ReadTensor(file, start, entry.Value));
            }

            return (tensors, metadata);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or EndOfStreamException or InvalidDataException)
        {
            foreach (Tensor tensor in tensors.Values) tensor.Dispose();
            throw Damaged(path, problem.Message);
        }
    }

    private static void WriteValues(FileStream file, Tensor value)
    {
        using (no_grad())
        using (NewDisposeScope())
        {
            if (value.numel() > 0) file.Write(value.detach().cpu().contiguous().bytes);
        }
    }

    private static Tensor ReadTensor(FileStream file, long start, JsonElement entry)
    {
        string typeName = entry.GetProperty("dtype").GetString()!;
        ScalarType type = Types.FirstOrDefault(known => known.Name == typeName) is { Name: not null } found ? found.Type : throw new InvalidDataException($"type '{typeName}' is unknown");
        long[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt64())];
        long[] offsets = [.. entry.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (offsets is not [>= 0, >= 0] || shape.Any(axis => axis < 0)) throw new InvalidDataException("a shape or an offset is negative");
        // Before memory is asked for: the numbers must be in the file.
        if (offsets[1] > file.Length - start || offsets[1] < offsets[0]) throw new InvalidDataException("it ends before its numbers do");
        Tensor tensor = empty(shape, dtype: type);
        if (tensor.numel() * tensor.element_size() != offsets[1] - offsets[0])
        {
            tensor.Dispose();
            throw new InvalidDataException("a shape does not fit its numbers");
        }

        if (tensor.numel() == 0) return tensor;
        file.Position = start + offsets[0];
        file.ReadExactly(tensor.bytes);
        return tensor;
    }

    private static InvalidDataException Damaged(string path, string why) => new($"The checkpoint {path} is damaged: {why}.");
}
