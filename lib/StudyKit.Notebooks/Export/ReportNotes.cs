using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export;

/// <summary>
/// The notes that a reading group wrote into a report's page, from the file <c>name.notes.json</c> that the page saved.
/// </summary>
public sealed class ReportNotes
{
    private const long LargestBytes = 20_000_000;

    private ReportNotes(string path, string notebook, IReadOnlyList<ReadingNote> all) =>
        (Path, Notebook, All) = (path, notebook, all);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The name of the notebook that they were written about, without <c>.ipynb</c>.</summary>
    public string Notebook { get; }

    /// <summary>How many there are.</summary>
    public int Count => All.Count;

    internal IReadOnlyList<ReadingNote> All { get; }

    /// <summary>Whether they were written about this notebook.</summary>
    /// <param name="notebook">The notebook's file.</param>
    public bool AreFor(string notebook) => string.Equals(NameOf(notebook), Notebook, StringComparison.Ordinal);

    /// <summary>
    /// The name by which a page knows its notes: without <c>.ipynb</c>, and without the <c>.live</c> of the live page's
    /// copy, whose notes are those of its notebook.
    /// </summary>
    internal static string NameOf(string notebook)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(notebook);
        return name.EndsWith(".live", StringComparison.Ordinal) ? name[..^5] : name;
    }

    /// <summary>Reads a file of notes.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is no file of notes; nothing of it is taken.</exception>
    public static ReportNotes Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"--notes names a file that a report's page saved. Expected: a file. " +
                $"Received: {path}, which does not exist. Save the notes in the page (Notes, Save to a file), and " +
                "name that file.");
        }

        if (file.Length > LargestBytes) throw Refused(path, $"{Quantity.Bytes(file.Length)}");
        JsonNode? root;
        try
        {
            root = RecordJson.Parse(File.ReadAllText(path));
        }
        catch (JsonException error)
        {
            throw Refused(path, $"no JSON ({error.Message.TrimEnd('.')})");
        }

        if (root is not JsonObject || RecordJson.Text(root, "studykit") != "notes") throw Refused(path, "other JSON");
        if (RecordJson.Text(root, "notebook") is not { Length: > 0 } notebook)
        {
            throw Refused(path, "notes that name no notebook");
        }

        if (RecordJson.Field(root, "notes") is not JsonArray list) throw Refused(path, "no list of notes");
        return new ReportNotes(path, notebook, [.. list.Select((note, at) => Read(note, at + 1, path))]);
    }

    private static ReadingNote Read(JsonNode? note, int number, string path)
    {
        if (note is not JsonObject || RecordJson.Text(note, "text") is not { } text
            || RecordJson.Text(note, "section") is not { } section)
        {
            throw Refused(path, $"a note without text or section, number {number}");
        }

        string date = RecordJson.Text(note, "date") ?? "";
        bool isDate = DateTimeOffset.TryParse(
            date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
        string id = RecordJson.Text(note, "id") is { Length: > 0 } own ? own : $"note-{number}";
        return new ReadingNote(id, section, RecordJson.Text(note, "heading") ?? "", text, isDate ? date : "");
    }

    private static InvalidDataException Refused(string path, string received) => new(
        $"A file of notes is what a report's page saves. Expected: {{\"studykit\": \"notes\", \"notebook\": name, " +
        $"\"notes\": [{{section, text, date}}]}}. Received: {received} in {path}. Save the notes in the page again, " +
        "or mend the file; it was left as it is, and no report was written.");
}

/// <summary>One note.</summary>
/// <param name="Id">By which the page knows it again.</param>
/// <param name="Section">The anchor of the heading that it belongs to, in English.</param>
/// <param name="Heading">That heading's text, for when it is gone.</param>
/// <param name="Text">What was written: plain text.</param>
/// <param name="Date">When, as ISO 8601; empty when that is not known.</param>
internal sealed record ReadingNote(string Id, string Section, string Heading, string Text, string Date);
