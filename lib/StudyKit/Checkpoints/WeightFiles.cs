using System.Text.Json;

namespace StudyKit.Checkpoints;

/// <summary>
/// The tensors of one safetensors file, or of the several into which a large model is cut: then
/// <c>model.safetensors.index.json</c> names the file of each key.
/// </summary>
internal sealed class WeightFiles : IDisposable
{
    private const string IndexEnding = ".index.json";
    private readonly List<SafetensorsFile> _files = [];
    private readonly Dictionary<string, SafetensorsFile> _of = [];

    private WeightFiles(string path) => Path = path;

    /// <summary>What the caller named.</summary>
    public string Path { get; }

    public IEnumerable<SafetensorsEntry> Entries => _files.SelectMany(file => file.Entries);

    /// <summary>Tensors of a type that torch has not: their names with the file's name for the type.</summary>
    public IEnumerable<KeyValuePair<string, string>> Skipped => _files.SelectMany(file => file.Skipped);

    /// <param name="path">
    /// A safetensors file, the index of a sharded one, or a folder with either as <c>model.safetensors</c>. Where the
    /// named file is not there and its index is, the index is taken.
    /// </param>
    /// <exception cref="CheckpointException">A file is missing or breaks a rule of the format.</exception>
    public static WeightFiles Open(string path)
    {
        if (Directory.Exists(path)) path = System.IO.Path.Combine(path, "model.safetensors");
        if (!File.Exists(path) && File.Exists(path + IndexEnding)) path += IndexEnding;
        WeightFiles weights = new(path);
        try
        {
            if (path.EndsWith(IndexEnding, StringComparison.OrdinalIgnoreCase)) weights.AddShards();
            else weights.Add(SafetensorsFile.Open(path));
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    public SafetensorsEntry Entry(string key) => _of[key].Entry(key);

    public Tensor Read(string key) => _of[key].Read(key);

    public void Dispose()
    {
        foreach (SafetensorsFile file in _files) file.Dispose();
    }

    private void Add(SafetensorsFile file)
    {
        _files.Add(file);
        foreach (string key in file.Entries.Select(entry => entry.Key).Concat(file.Skipped.Keys))
        {
            if (!_of.TryAdd(key, file))
            {
                throw new CheckpointException($"{Path}: '{key}' stands in {_of[key].Path} and in {file.Path}. Each " +
                    "tensor has one file.");
            }
        }
    }

    private void AddShards()
    {
        Dictionary<string, string> map = Map();
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        foreach (string name in map.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            string shard = System.IO.Path.Combine(folder, name);
            if (!File.Exists(shard))
            {
                throw new CheckpointException($"{Path} names the file {name}, and it is not beside it. Fetch all of: " +
                    $"{string.Join(", ", map.Values.Distinct().Order(StringComparer.Ordinal))}.");
            }

            Add(SafetensorsFile.Open(shard));
        }

        string? lost = map.Keys.FirstOrDefault(key => !_of.ContainsKey(key));
        if (lost is not null)
        {
            throw new CheckpointException(
                $"{Path} says that '{lost}' stands in {map[lost]}, and it does not. Fetch both again.");
        }
    }

    private Dictionary<string, string> Map()
    {
        const string rule = "An index is a JSON object whose weight_map names the file of each key";
        try
        {
            using JsonDocument index = JsonDocument.Parse(File.ReadAllBytes(Path));
            Dictionary<string, string> map = index.RootElement.GetProperty("weight_map").EnumerateObject()
                .ToDictionary(one => one.Name, one => one.Value.GetString()!);
            string? outside = map.Values.FirstOrDefault(
                name => name is not { Length: > 0 } || name is "." or ".."
                    || name.AsSpan().ContainsAny('/', '\\', ':'));
            if (map.Values.Any(name => name is null) || outside is not null)
            {
                throw new CheckpointException($"{Path}: a file of an index lies beside it, so it is named without a " +
                    $"folder. Received {outside ?? "null"}.");
            }

            return map.Count > 0 ? map : throw new CheckpointException($"{Path}: {rule}. It names none.");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException
            or ArgumentException)
        {
            throw new CheckpointException($"{Path}: {rule}. Received something else: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{Path} cannot be opened: {error.Message}", error);
        }
    }
}
