using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudyKit.Checkpoints;

/// <summary>
/// Writes tensors as a safetensors file: whole or not at all, and the same bytes for the same tensors.
/// </summary>
public static class SafetensorsWriter
{
    private const int LargestWrite = 1 << 30;

    /// <summary>
    /// Writes beside the file and then moves it into place, so that whoever reads sees the old file or the new one, and
    /// a full disk leaves the old one.
    /// </summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="tensors">Keys and tensors, of any device and layout.</param>
    /// <param name="metadata">Texts to put beside them.</param>
    /// <exception cref="CheckpointException">
    /// A type the format does not know, or the system refuses; the old file is as it was.
    /// </exception>
    public static void Write(
        string path,
        IEnumerable<KeyValuePair<string, Tensor>> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp";
        try
        {
            WriteNew(temporary, path, tensors, metadata);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw new CheckpointException(
                $"{path} could not be written: {refused.Message} What was there before is unchanged.", refused);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>
    /// Writes a file that nobody reads yet and leaves it to the caller to move it into place. It is on the disk when
    /// this returns: a power cut after the move cannot leave an empty file under the final name.
    /// </summary>
    /// <param name="file">Where to write; a file there is replaced.</param>
    /// <param name="path">What the file will be called, for messages.</param>
    /// <param name="tensors">Keys and tensors.</param>
    /// <param name="metadata">Texts to put beside them.</param>
    /// <exception cref="CheckpointException">A key or a type that the format does not allow.</exception>
    /// <exception cref="IOException">The system refuses; what was written is for the caller to delete.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    internal static void WriteNew(
        string file,
        string path,
        IEnumerable<KeyValuePair<string, Tensor>> tensors,
        IReadOnlyDictionary<string, string>? metadata)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        List<(string Key, Tensor Tensor, string Type, int Bytes)> items = Describe(path, tensors);
        byte[] header = Header(items, metadata);
        using FileStream stream = new(file, FileMode.Create, FileAccess.Write, FileShare.None);
        stream.Write(header);
        foreach ((_, Tensor tensor, _, int bytes) in items) WriteData(stream, tensor, bytes);
        stream.Flush(flushToDisk: true);
    }

    internal static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The reason for the failure is told by the caller; a left-over temporary file changes nothing.
        }
    }

    private static List<(string Key, Tensor Tensor, string Type, int Bytes)> Describe(
        string path, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        List<(string Key, Tensor Tensor, string Type, int Bytes)> items = [];
        HashSet<string> seen = [];
        foreach ((string key, Tensor tensor) in tensors)
        {
            if (!seen.Add(key)) throw new CheckpointException($"{path}: key '{key}' was given twice.");
            if (tensor.device_type == DeviceType.META)
            {
                throw new CheckpointException($"{path}: key '{key}' is on the meta device and has no numbers " +
                    "to write.");
            }

            (string type, int bytes) = SafetensorsType.Find(tensor.dtype)
                ?? throw new CheckpointException($"{path}: key '{key}' is {tensor.dtype}, which the format does not " +
                    $"have; it has {SafetensorsType.Names}.");
            items.Add((key, tensor, type, bytes));
        }

        // Wide elements first, so that each tensor starts at a multiple of its element's size.
        return [.. items.OrderByDescending(item => item.Bytes)];
    }

    private static byte[] Header(
        List<(string Key, Tensor Tensor, string Type, int Bytes)> items, IReadOnlyDictionary<string, string>? metadata)
    {
        using MemoryStream json = new();
        json.Write(new byte[8]);
        using (Utf8JsonWriter writer = new(
            json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                writer.WriteStartObject("__metadata__");
                foreach ((string name, string value) in metadata) writer.WriteString(name, value);
                writer.WriteEndObject();
            }

            long offset = 0;
            foreach ((string key, Tensor tensor, string type, int bytes) in items)
            {
                writer.WriteStartObject(key);
                writer.WriteString("dtype", type);
                WriteNumbers(writer, "shape", tensor.shape);
                long length = tensor.numel() * bytes;
                WriteNumbers(writer, "data_offsets", [offset, offset + length]);
                writer.WriteEndObject();
                offset += length;
            }

            writer.WriteEndObject();
        }

        while (json.Length % 8 != 0) json.WriteByte((byte)' '); // the data starts at a multiple of 8
        byte[] header = json.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)(header.Length - 8));
        return header;
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, long[] numbers)
    {
        writer.WriteStartArray(name);
        foreach (long number in numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }

    private static void WriteData(FileStream stream, Tensor tensor, int elementBytes)
    {
        if (tensor.numel() == 0) return;
        using DisposeScope scope = NewDisposeScope();
        Tensor flat = tensor.detach().cpu().contiguous().reshape(-1);
        for (long done = 0; done < flat.NumberOfElements; done += LargestWrite / elementBytes)
        {
            using Tensor part = flat.narrow(
                0, done, Math.Min(LargestWrite / elementBytes, flat.NumberOfElements - done));
            stream.Write(part.bytes);
        }
    }
}
