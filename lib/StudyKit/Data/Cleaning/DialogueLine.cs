using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace StudyKit.Data.Cleaning;

/// <summary>One dialogue as one line of JSON: an array of texts.</summary>
internal static class DialogueLine
{
    private static readonly System.Buffers.SearchValues<char> s_escaped = System.Buffers.SearchValues
        .Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\\']);

    /// <summary>
    /// Reads all lines of a stream in UTF-8, one after the other; counts them and what is wrong with them.
    /// </summary>
    public static IEnumerable<List<string>> ReadAll(Stream content, CleaningCounts counts)
    {
        using MemoryStream all = new();
        content.CopyTo(all);
        byte[] bytes = all.ToArray();
        // A byte order mark is no part of the first dialogue.
        for (int start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0, end; start < bytes.Length; start = end + 1)
        {
            end = Array.IndexOf(bytes, (byte)'\n', start);
            if (end < 0) end = bytes.Length;
            if (Next(bytes.AsSpan(start, end - start), counts) is { } dialogue) yield return dialogue;
        }
    }

    /// <summary>Reads one line with its end cut off, and counts it.</summary>
    public static List<string>? Next(ReadOnlySpan<byte> line, CleaningCounts counts)
    {
        line = line.Trim(" \t\r"u8);
        counts.Lines++;
        if (line.Length > 0) return Read(line, counts);
        counts.Empty++;
        return null;
    }

    /// <returns>The utterances; null with the reason counted when the line holds no dialogue.</returns>
    private static List<string>? Read(ReadOnlySpan<byte> line, CleaningCounts counts)
    {
        if (!Utf8.IsValid(line))
        {
            counts.InvalidUtf8++;
            counts.Bad(counts.Lines, "no UTF-8");
            return null;
        }

        try
        {
            Utf8JsonReader reader = new(line);
            List<string> texts = new(8);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) throw new JsonException("no array");
            while (reader.Read() && reader.TokenType == JsonTokenType.String) texts.Add(reader.GetString()!);
            if (reader.TokenType != JsonTokenType.EndArray || reader.Read())
            {
                throw new JsonException("no array of texts");
            }

            return texts;
        }
        catch (InvalidOperationException)
        {
            counts.LoneSurrogates++;
            counts.Bad(counts.Lines, "half a surrogate pair");
        }
        catch (JsonException error)
        {
            counts.NoDialogue++;
            counts.Bad(counts.Lines, $"no JSON array of texts: {error.Message}");
        }

        return null;
    }

    public static void Write(IReadOnlyList<string> dialogue, StringBuilder to)
    {
        to.Append('[');
        for (int i = 0; i < dialogue.Count; i++)
        {
            to.Append(i == 0 ? "\"" : ", \"");
            Escape(dialogue[i], to);
            to.Append('"');
        }

        to.Append("]\n");
    }

    private static void Escape(string text, StringBuilder to)
    {
        ReadOnlySpan<char> rest = text;
        for (int at; (at = rest.IndexOfAny(s_escaped)) >= 0; rest = rest[(at + 1)..])
        {
            to.Append(rest[..at]);
            if (rest[at] is '"' or '\\') to.Append('\\').Append(rest[at]);
            else to.Append($"\\u{(int)rest[at]:x4}");
        }

        to.Append(rest);
    }
}
