using Microsoft.Win32.SafeHandles;

namespace StudyKit.Checkpoints;

/// <summary>A safetensors file, opened for reading. Tensors are read one by one, straight into their own memory.</summary>
/// <remarks>
/// The file is read and not mapped: a mapped file that another program shortens ends the process, a read one is an error with
/// the file's name.
/// </remarks>
public sealed class SafetensorsFile : IDisposable
{
    private const int LargestRead = 1 << 30;
    private readonly SafeFileHandle _file;
    private readonly Dictionary<string, SafetensorsEntry> _entries;

    private SafetensorsFile(string path, SafeFileHandle file, SafetensorsHeader header)
    {
        (Path, _file, Entries, Metadata) = (path, file, header.Entries, header.Metadata);
        _entries = header.Entries.ToDictionary(entry => entry.Key);
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>What it holds, in the order of the data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

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
        : throw new CheckpointException($"{Path} has no tensor '{key}'. It has {_entries.Count}: {string.Join(", ", _entries.Keys.Take(10))}{(_entries.Count > 10 ? ", …" : "")}.");

    /// <summary>Reads a tensor.</summary>
    /// <param name="key">Its name.</param>
    /// <returns>A fresh tensor on the CPU, of the file's type.</returns>
    /// <exception cref="CheckpointException">There is no such tensor, or the file changed since it was opened.</exception>
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
    public void Dispose() => _file.Dispose();

    internal static void ReadExactly(SafeFileHandle file, Span<byte> into, long offset, string path)
    {
        while (into.Length > 0)
        {
            int read = RandomAccess.Read(file, into, offset);
            if (read == 0) throw new CheckpointException($"{path} ended while it was read: it was shortened by another program.");
            into = into[read..];
            offset += read;
        }
    }

    // A span has at most 2³¹ − 1 bytes, a tensor may have more.
    private void Fill(Tensor tensor, SafetensorsEntry entry)
    {
        if (entry.Length == 0) return;
        using Tensor flat = tensor.reshape(-1);
        long elementBytes = entry.Length / flat.NumberOfElements, done = 0;
        while (done < flat.NumberOfElements)
        {
            long count = Math.Min(LargestRead / elementBytes, flat.NumberOfElements - done);
            using Tensor part = flat.narrow(0, done, count);
            ReadExactly(_file, part.bytes, entry.Offset + done * elementBytes, Path);
            done += count;
        }
    }
}
