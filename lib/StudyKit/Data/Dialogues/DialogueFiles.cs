using System.Text.Json;

namespace StudyKit.Data.Dialogues;

/// <summary>Reads the public forms of dialogues. Spaces between characters are left out.</summary>
public static class DialogueFiles
{
    /// <summary>CDial-GPT's json: an object whose members train, valid, test are lists of dialogues.</summary>
    /// <param name="path">The file.</param>
    /// <param name="part">train, valid or test.</param>
    /// <exception cref="InvalidDataException">The file has another form.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Cdial(string path, string part) =>
        Read(path, root => [.. root.GetProperty(part).EnumerateArray()
            .Select((dialogue, i) => Texts(dialogue, $"{part}[{i}]"))]);

    /// <summary>CDial-GPT's pairs: an utterance and its reply a line, with a tabulator between.</summary>
    /// <param name="path">The file.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Pairs(string path) =>
        [.. File.ReadLines(path).Select(line => line.Split('\t').Select(Joined).ToArray())
            .Where(pair => pair.Length > 1)];

    /// <summary>One JSON array of texts a line; lines of another form are passed over.</summary>
    /// <param name="path">The file.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Lines(string path)
    {
        Cleaning.CleaningCounts counts = new();
        return [.. File.ReadLines(path)
            .Select(line => Cleaning.DialogueLine.Read(System.Text.Encoding.UTF8.GetBytes(line), counts))
            .OfType<List<string>>()
            .Where(dialogue => dialogue.Count > 1)];
    }

    /// <summary>KdConv's json: a list of objects whose messages hold texts.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file has another form.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> KdConv(string path) =>
        Read(
            path, root => [.. root.EnumerateArray()
                .Select((dialogue, i) => (IReadOnlyList<string>)[.. dialogue.GetProperty("messages").EnumerateArray()
                    .Select((message, j) => Text(
                        message.GetProperty("message"), $"[{i}].messages[{j}].message"))])]);

    private static IReadOnlyList<string> Texts(JsonElement dialogue, string place) =>
        [.. dialogue.EnumerateArray().Select((text, i) => Text(text, $"{place}[{i}]"))];

    private static string Text(JsonElement text, string place) => text.ValueKind == JsonValueKind.String
        ? Joined(text.GetString()!)
        : throw new JsonException($"{place} must be a text. Received {text.GetRawText()}.");

    private static IReadOnlyList<IReadOnlyList<string>> Read(
        string path, Func<JsonElement, IReadOnlyList<IReadOnlyList<string>>> take)
    {
        try
        {
            using JsonDocument file = JsonDocument.Parse(File.ReadAllText(path));
            return take(file.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"{path} is no file of dialogues in the expected form: {error.Message}", error);
        }
    }

    private static string Joined(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
