using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace StudyKit.Checkpoints;

/// <summary>
/// Reads and checks the header of a safetensors file. Nothing that the file says is believed before it is checked.
/// </summary>
/// <remarks>
/// The format: 8 bytes with the header's length N (little-endian), N bytes of JSON
/// <c>{"key": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, "__metadata__": {"name": "value"}}</c>, then
/// the data, to which the offsets are relative. The data must be covered without gaps or overlaps.
/// </remarks>
internal sealed class SafetensorsHeader
{
    public const int LargestHeader = 100_000_000;
    private const int LargestRank = 64;
    private const string MetadataKey = "__metadata__";
    private readonly string _path;
    private readonly long _dataStart, _dataLength;

    private SafetensorsHeader(string path, long dataStart, long dataLength) =>
        (_path, _dataStart, _dataLength) = (path, dataStart, dataLength);

    public List<SafetensorsEntry> Entries { get; } = [];

    public Dictionary<string, string> Metadata { get; } = [];

    /// <summary>Tensors of a type that torch cannot hold here; they count for the cover and are passed over.</summary>
    public List<SkippedEntry> Skipped { get; } = [];

    public static SafetensorsHeader Read(SafeFileHandle file, string path)
    {
        long length = RandomAccess.GetLength(file);
        Span<byte> prefix = stackalloc byte[8];
        if (length < prefix.Length || RandomAccess.Read(file, prefix, 0) != prefix.Length)
            throw new CheckpointException($"{path} is no safetensors file: it has {length} bytes, and the header's " +
                "length alone takes 8.");
        if (prefix.SequenceEqual("version "u8)) RequireNoPointer(file, path, length);
        ulong claimed = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (claimed > LargestHeader)
            throw new CheckpointException($"{path} is no safetensors file: its header would have {claimed} bytes, " +
                $"and at most {LargestHeader} are allowed. A PyTorch .pt or .bin file has to be converted first.");
        if (claimed > (ulong)(length - prefix.Length))
            throw new CheckpointException($"{path} is cut off: its header has {claimed} bytes, and only " +
                $"{length - prefix.Length} follow. Download or copy it again.");

        byte[] json = new byte[(int)claimed];
        SafetensorsFile.ReadExactly(file, json, prefix.Length, path);
        long dataStart = prefix.Length + json.Length;
        SafetensorsHeader header = new(path, dataStart, length - dataStart);
        header.Parse(json);
        header.CheckCover();
        return header;
    }

    // What stands in a clone in place of a large file until Git LFS fetches it.
    private static void RequireNoPointer(SafeFileHandle file, string path, long length)
    {
        byte[] begin = new byte[Math.Min(length, 64)];
        SafetensorsFile.ReadExactly(file, begin, 0, path);
        if (!begin.AsSpan().StartsWith("version https://git-lfs"u8)) return;
        throw new CheckpointException($"{path} is a Git-LFS pointer of {length} bytes and not the weights " +
            "themselves. Fetch them with `git lfs pull` in the folder it came from, or download the file by itself.");
    }

    private void Parse(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new CheckpointException($"{_path}: the header must be a JSON object. Received " +
                    $"{document.RootElement.ValueKind}.");
            }

            HashSet<string> seen = [];
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (!seen.Add(property.Name)) throw Bad(property.Name, "appears twice in the header");
                if (property.Name == MetadataKey) ReadMetadata(property.Value);
                else if (ReadEntry(property.Name, property.Value) is { } entry) Entries.Add(entry);
            }
        }
        catch (JsonException broken)
        {
            throw new CheckpointException($"{_path}: the header is not valid JSON (line {broken.LineNumber + 1}, " +
                $"byte {broken.BytePositionInLine}).", broken);
        }
        catch (InvalidOperationException broken)
        {
            // How System.Text.Json tells of half a surrogate pair, or of bytes that are no UTF-8, inside a text.
            throw new CheckpointException($"{_path}: the header holds a name that is not valid Unicode.", broken);
        }
    }

    private void ReadMetadata(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Bad(MetadataKey, $"must be an object of texts. Received {value.ValueKind}");
        }

        foreach (JsonProperty item in value.EnumerateObject())
        {
            if (item.Value.ValueKind != JsonValueKind.String)
            {
                throw Bad(MetadataKey, $"must hold texts only. '{item.Name}' is {item.Value.ValueKind}");
            }

            if (!Metadata.TryAdd(item.Name, item.Value.GetString()!))
            {
                throw Bad(MetadataKey, $"holds '{item.Name}' twice");
            }
        }
    }

    // Null where the type is none of torch's: such a tensor is noted and passed over.
    private SafetensorsEntry? ReadEntry(string key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Bad(key, $"must be described by an object. Received {value.ValueKind}");
        }

        CheckMembers(key, value);
        string name = value.TryGetProperty("dtype", out JsonElement dtype) && dtype.ValueKind == JsonValueKind.String
            ? dtype.GetString()!
            : throw Bad(key, "has no dtype");
        long[] shape = Numbers(key, value, "shape"), offsets = Numbers(key, value, "data_offsets");
        if (offsets.Length != 2 || offsets[0] > offsets[1])
        {
            throw Bad(key, $"must have data_offsets [begin, end]. Received [{string.Join(", ", offsets)}]");
        }

        if (offsets[1] > _dataLength)
        {
            throw Bad(key, $"ends at byte {offsets[1]} of the data, and the file has {_dataLength}. It is cut off, " +
                "or not what it says; download or copy it again");
        }

        if (SafetensorsType.Find(name) is not { } known)
        {
            Skipped.Add(new SkippedEntry(key, name, _dataStart + offsets[0], offsets[1] - offsets[0]));
            return null;
        }

        (ScalarType type, int bytes) = known;
        // An axis of 0 makes the tensor empty; torch still multiplies the others for its strides.
        Int128 expected = bytes, strides = bytes;
        foreach (long size in shape)
        {
            expected *= size;
            strides *= Math.Max(1, size);
            if (strides > long.MaxValue)
            {
                throw Bad(key, $"has more bytes than a file can: shape [{string.Join(", ", shape)}] of {name}");
            }
        }

        long length = offsets[1] - offsets[0];
        if (expected != length)
        {
            throw Bad(key, $"needs {expected} bytes for shape [{string.Join(", ", shape)}] of {name}. Its " +
                $"data_offsets hold {length}");
        }

        return new SafetensorsEntry(key, type, shape, _dataStart + offsets[0], length);
    }

    // A member given twice could say one thing to us and another to the next reader of the file.
    private void CheckMembers(string key, JsonElement value)
    {
        HashSet<string> seen = [];
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!seen.Add(member.Name)) throw Bad(key, $"has '{member.Name}' twice");
            if (member.Name is not ("dtype" or "shape" or "data_offsets"))
            {
                throw Bad(key, $"has '{member.Name}', and the format knows only dtype, shape and data_offsets");
            }
        }
    }

    private long[] Numbers(string key, JsonElement entry, string member)
    {
        if (!entry.TryGetProperty(member, out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            throw Bad(key, $"has no {member}");
        }

        long[] numbers = new long[list.GetArrayLength()];
        if (numbers.Length > LargestRank)
        {
            throw Bad(key, $"has {numbers.Length} numbers in {member}, and torch knows at most {LargestRank} axes");
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            if (list[i].ValueKind != JsonValueKind.Number || !list[i].TryGetInt64(out numbers[i]) || numbers[i] < 0)
                throw Bad(key, $"must have whole numbers from 0 up in {member}. Received {list[i].GetRawText()}");
        }

        return numbers;
    }

    // Without gaps and overlaps a file can hide nothing, and no two tensors share bytes.
    private void CheckCover()
    {
        Entries.Sort((a, b) => a.Offset != b.Offset ? a.Offset.CompareTo(b.Offset) : a.Length.CompareTo(b.Length));
        long at = _dataStart;
        foreach ((string key, long offset, long length) in Entries
            .Select(entry => (entry.Key, entry.Offset, entry.Length))
            .Concat(Skipped.Select(entry => (entry.Key, entry.Offset, entry.Length)))
            .OrderBy(entry => entry.Offset).ThenBy(entry => entry.Length))
        {
            if (offset < at)
            {
                throw Bad(key, $"overlaps the tensor before it: it begins at byte {offset - _dataStart} " +
                    $"of the data, which is taken up to {at - _dataStart}");
            }

            if (offset > at)
            {
                throw Bad(key, $"leaves a gap before it: it begins at byte {offset - _dataStart} of the " +
                    $"data, and the tensors before it end at {at - _dataStart}");
            }

            at += length;
        }

        if (at != _dataStart + _dataLength)
        {
            throw new CheckpointException($"{_path}: the tensors end at byte {at - _dataStart} of the data, and the " +
                $"file has {_dataLength}. Nothing may follow the last tensor.");
        }
    }

    private CheckpointException Bad(string key, string problem) => new($"{_path}: key '{key}' {problem}.");
}
