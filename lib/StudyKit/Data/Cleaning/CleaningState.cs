using System.Text.Json;

namespace StudyKit.Data.Cleaning;

/// <summary>
/// How far a run is, kept beside its output: where it stands in both files, what it counted, and which replies it has
/// seen.
/// </summary>
internal sealed class CleaningState
{
    private readonly string _path, _fingerprint;

    public CleaningState(string output, CleaningPipeline pipeline, int mostOften, long inputBytes, int blockBytes)
    {
        _path = output + ".state";
        PartPath = output + ".part";
        _fingerprint = $"{inputBytes} bytes, blocks of {blockBytes}, at most {mostOften}, rules " +
            $"{string.Join(", ", pipeline.Rules.Select(rule => $"{rule.Name} ({rule.Why} {rule.Settings})"))}";
        Counts = CleaningCounts.For(pipeline);
        ReplyFilter.AddTo(Counts);
        Filter = new ReplyFilter(mostOften);
    }

    public string PartPath { get; }

    /// <summary>Bytes of the input that are done.</summary>
    public long Read { get; set; }

    /// <summary>Bytes of the output that are theirs.</summary>
    public long Written { get; set; }

    public CleaningCounts Counts { get; private set; }

    public ReplyFilter Filter { get; }

    public void Save()
    {
        using (FileStream file = new(_path + ".tmp", FileMode.Create, FileAccess.Write))
        using (BinaryWriter writer = new(file))
        {
            writer.Write(_fingerprint);
            writer.Write(Read);
            writer.Write(Written);
            writer.Write(JsonSerializer.Serialize(Counts));
            Filter.Write(writer);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(_path + ".tmp", _path, overwrite: true);
    }

    /// <returns>False when there is nothing to go on from.</returns>
    /// <exception cref="InvalidDataException">The state belongs to another file or other rules.</exception>
    public bool Load()
    {
        if (!File.Exists(_path) || !File.Exists(PartPath)) return false;
        try
        {
            using BinaryReader reader = new(File.OpenRead(_path));
            string fingerprint = reader.ReadString();
            if (fingerprint != _fingerprint) throw new InvalidDataException("it is of another file or other rules");
            (Read, Written) = (reader.ReadInt64(), reader.ReadInt64());
            if (Written > new FileInfo(PartPath).Length)
            {
                throw new InvalidDataException("the output is shorter than it says");
            }

            Counts = JsonSerializer.Deserialize<CleaningCounts>(reader.ReadString())
                ?? throw new InvalidDataException("it holds no counts");
            Filter.Read(reader);
            return true;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or JsonException)
        {
            throw new InvalidDataException($"{_path} cannot be gone on from: {error.Message.TrimEnd('.')}. Run " +
                "without --resume to begin anew.", error);
        }
    }

    public void Delete() => File.Delete(_path);
}
