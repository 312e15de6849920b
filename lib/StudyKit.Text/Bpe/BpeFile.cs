using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace StudyKit.Text.Bpe;

/// <summary>A BPE tokenizer as a JSON file: one merge a line, letters of all scripts as themselves.</summary>
internal static class BpeFile
{
    private const string Format = "studykit-bpe/1";
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static void Write(string path, BpeTokenizer tokenizer)
    {
        Content content = new(Format, tokenizer.Normalizer.Name, [.. SpecialTokens.StandardNames],
            [.. tokenizer.Alphabet], [.. tokenizer.Merges.Select(merge => $"{merge.Left} {merge.Right}")]);
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllText(temporary, JsonSerializer.Serialize(content, s_options) + "\n");
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    public static BpeTokenizer Read(string path)
    {
        try
        {
            Content content = JsonSerializer.Deserialize<Content>(File.ReadAllText(path), s_options)
                ?? throw new JsonException("it holds null");
            if (content.Format != Format)
                throw new InvalidDataException($"A BPE tokenizer's file has \"format\": \"{Format}\". Received " +
                    $"\"{content.Format}\" in {path}.");
            if (!content.Special.SequenceEqual(SpecialTokens.StandardNames))
                throw new InvalidDataException("A BPE tokenizer's special tokens are " +
                    $"{string.Join(' ', SpecialTokens.StandardNames)}. Received {string.Join(' ', content.Special)} " +
                    $"in {path}.");
            if (content.Alphabet.Any(string.IsNullOrEmpty))
                throw new InvalidDataException($"{path} is not a BPE tokenizer: an entry of \"alphabet\" is empty.");
            return new BpeTokenizer(
                content.Alphabet,
                [.. content.Merges.Select((merge, index) => ReadMerge(merge, index, path))],
                TextNormalizer.Named(content.Normalizer));
        }
        catch (Exception error) when (error is JsonException or ArgumentException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{path} is not a BPE tokenizer: {Problem.Of(error)}", error);
        }
    }

    private static (string, string) ReadMerge(string merge, int index, string path)
    {
        string[] parts = merge.Split(' ');
        return parts is [{ Length: > 0 } left, { Length: > 0 } right]
            ? (left, right)
            : throw new InvalidDataException($"A merge is two tokens with one space between. Received \"{merge}\" as " +
                $"merge {index} in {path}.");
    }

    private sealed record Content(
        string Format, string Normalizer, string[] Special, string[] Alphabet, string[] Merges);
}
