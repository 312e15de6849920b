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
    /// <param name="path">The file; packed with gzip when its name ends in .gz.</param>
    /// <exception cref="InvalidDataException">A line has no tabulator. Names the line.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Pairs(string path) =>
        [.. Formats.TextLines.Read(path).Select((line, i) => line.Contains('\t', StringComparison.Ordinal)
            ? line.Split('\t').Select(Joined).ToArray()
            : throw new InvalidDataException($"{path}, line {i + 1}: a pair is an utterance and its reply with a " +
                "tabulator between. Received none."))];

    /// <summary>
    /// One JSON array of texts a line; empty lines are passed over, and dialogues that nobody answered.
    /// </summary>
    /// <param name="path">The file; packed with gzip when its name ends in .gz.</param>
    /// <param name="counts">
    /// Where to count the lines, those of another form too, which are then passed over; null refuses them. The lines
    /// add up as in <see cref="Cleaning.CleaningCounts.Lines"/>, and what is returned is its dialogues less those gone.
    /// </param>
    /// <exception cref="InvalidDataException">
    /// A line is no dialogue, and nobody counts. Names the first ones.
    /// </exception>
    public static IReadOnlyList<IReadOnlyList<string>> Lines(string path, Cleaning.CleaningCounts? counts = null)
    {
        Cleaning.CleaningCounts seen = counts ?? new();
        List<IReadOnlyList<string>> dialogues = [];
        using (Stream file = File.OpenRead(path))
        using (Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? Runtime.Gzip.Open(file)
            : file)
        {
            foreach (List<string> dialogue in Cleaning.DialogueLine.ReadAll(content, seen))
            {
                seen.Dialogues++;
                seen.Utterances += dialogue.Count;
                if (dialogue.Count > 1) dialogues.Add(dialogue);
                else seen.DialoguesGone++;
            }
        }

        if (counts is not null || seen.BadLines.Count == 0) return dialogues;
        var first = seen.BadLines.Take(3).Select(bad => $"line {bad.Line}: {bad.Problem.TrimEnd('.')}");
        throw new InvalidDataException($"{path} is one JSON array of texts a line. Received " +
            $"{string.Join("; ", first)}. Give CleaningCounts to count such lines and pass over them.");
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
