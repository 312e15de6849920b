using System.Text.Json;

namespace StudyKit.Text.Subwords;

/// <summary>
/// The pair of files in which OpenAI published its tokenizers: encoder.json (token → id) and vocab.bpe (one merge a
/// line after a version line).
/// </summary>
internal static class PublishedMerges
{
    /// <summary>Reads both and makes the tokenizer.</summary>
    /// <param name="encoder">The json file.</param>
    /// <param name="merges">The merges.</param>
    /// <param name="model">Whose they are, for messages.</param>
    /// <param name="make">Makes the tokenizer; an ArgumentException of it names the file.</param>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static T Load<T>(
        string encoder,
        string merges,
        string model,
        Func<IReadOnlyList<string>, IReadOnlyList<(string Left, string Right)>, T> make)
    {
        try
        {
            return make(Tokens(encoder), Merges(merges));
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{encoder} is no vocabulary of {model}: {Problem.Of(error)}", error);
        }
    }

    private static string[] Tokens(string encoder)
    {
        Dictionary<string, int> ids = JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(encoder))
            ?? throw new JsonException("it holds null");
        if (!ids.Values.Order().SequenceEqual(Enumerable.Range(0, ids.Count)))
        {
            throw new ArgumentException("the ids are not the numbers from 0 up");
        }

        return [.. ids.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
    }

    private static List<(string Left, string Right)> Merges(string path)
    {
        List<(string, string)> pairs = [];
        foreach (string line in File.ReadLines(path))
        {
            if (line.Length == 0 || line.StartsWith("#version", StringComparison.Ordinal)) continue;
            string[] parts = line.Split(' ');
            if (parts.Length != 2)
            {
                throw new InvalidDataException(
                    $"A merge is two symbols with one space between. Received \"{line}\" in {path}.");
            }

            pairs.Add((parts[0], parts[1]));
        }

        return pairs;
    }
}
