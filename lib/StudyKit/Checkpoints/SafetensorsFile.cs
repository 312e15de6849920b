using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace StudyKit.Checkpoints;

/// <summary>
/// A safetensors file, mapped into memory. Tensors are taken one by one; what is not asked for is never read.
/// </summary>
/// <remarks>
/// A tensor is copied from the map once, into memory of its own, so it outlives the file. Reading a place behind the
/// end of a mapped file would end the process, so the length is asked for anew before each tensor.
/// </remarks>
public sealed unsafe class SafetensorsFile : IDisposable
{
    private const int LargestRead = 1 << 30;
    private readonly SafeFileHandle _file;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Dictionary<string, SafetensorsEntry> _entries;

    private SafetensorsFile(string path, SafeFileHandle file, SafetensorsHeader header)
    {
        (Path, _file, Entries, Metadata) = (path, file, header.Entries, header.Metadata);
        _entries = header.Entries.ToDictionary(entry => entry.Key);
        Skipped = header.Skipped.ToDictionary(entry => entry.Key, entry => entry.Type);
        _map = MemoryMappedFile.CreateFromFile(
            file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>What it holds, in the order of the data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>
    /// Tensors that cannot be read, since torch has no such type here: their names with the file's name for the type.
    /// </summary>
    public IReadOnlyDictionary<string, string> Skipped { get; }

    /// <summary>Texts that the writer put beside the tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and checks all that its header says.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">It cannot be opened, or breaks a rule of the format.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path} cannot be opened: {refused.Message}", refused);
        }

        try
        {
            return new SafetensorsFile(path, file, SafetensorsHeader.Read(file, path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is such a tensor.</summary>
    /// <param name="key">Its name.</param>
    public bool Contains(string key) => _entries.ContainsKey(key);

    /// <summary>What the header says of a tensor.</summary>
    /// <param name="key">Its name.</param>
    /// <exception cref="CheckpointException">There is no such tensor.</exception>
    public SafetensorsEntry Entry(string key) => _entries.TryGetValue(key, out SafetensorsEntry? entry) ? entry
        : Skipped.TryGetValue(key, out string? type) ? throw new CheckpointException($"{Path}: key '{key}' has the " +
            $"dtype '{type}', which torch cannot hold here; known are {SafetensorsType.Names}. Convert it first.")
        : throw new CheckpointException($"{Path} has no tensor '{key}'. It has {_entries.Count}: " +
            $"{string.Join(", ", _entries.Keys.Take(10))}{(_entries.Count > 10 ? ", …" : "")}.");

    /// <summary>Reads a tensor.</summary>
    /// <param name="key">Its name.</param>
    /// <returns>A fresh tensor on the CPU, of the file's type.</returns>
    /// <exception cref="CheckpointException">
    /// There is no such tensor, or the file changed since it was opened.
    /// </exception>
    public Tensor Read(string key)
    {
        SafetensorsEntry entry = Entry(key);
        Tensor tensor = empty([.. entry.Shape], entry.Type, CPU);
        try
        {
            Fill(tensor, entry);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
        _file.Dispose();
    }

    internal static void ReadExactly(SafeFileHandle file, Span<byte> into, long offset, string path)
    {
        while (into.Length > 0)
        {
            int read = RandomAccess.Read(file, into, offset);
            if (read == 0) throw Shortened(path);
            into = into[read..];
            offset += read;
        }
    }

    private void Fill(Tensor tensor, SafetensorsEntry entry)
    {
        if (entry.Length == 0) return;
        if (RandomAccess.GetLength(_file) < entry.Offset + entry.Length) throw Shortened(Path);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            Copy(start + _view.PointerOffset + entry.Offset, tensor, entry.Length);
        }
        finally
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    // A span has at most 2³¹ − 1 bytes, a tensor may have more.
    private static void Copy(byte* from, Tensor tensor, long bytes)
    {
        using Tensor flat = tensor.reshape(-1);
        long elementBytes = bytes / flat.NumberOfElements, done = 0;
        while (done < flat.NumberOfElements)
        {
            long count = Math.Min(LargestRead / elementBytes, flat.NumberOfElements - done);
            using Tensor part = flat.narrow(0, done, count);
            new ReadOnlySpan<byte>(from + (done * elementBytes), (int)(count * elementBytes)).CopyTo(part.bytes);
            done += count;
        }
    }

    private static CheckpointException Shortened(string path) =>
        new($"{path} ended while it was read: it was shortened by another program.");
}
