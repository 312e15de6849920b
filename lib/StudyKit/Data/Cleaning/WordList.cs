namespace StudyKit.Data.Cleaning;

/// <summary>Word lists with one entry a line; lines that start with # and empty ones are comments.</summary>
public static class WordList
{
    /// <summary>
    /// Words that sell, each with its weight, as the kit brings them (data/cleaning/advertisements.txt).
    /// </summary>
    public static IReadOnlyDictionary<string, int> Advertisements { get; } =
        Entries(EmbeddedText.Read("data/cleaning/advertisements.txt"))
            .Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => int.Parse(parts[1]));

    /// <summary>Names of the platform's pictures, as the kit brings them (data/cleaning/emoji.txt).</summary>
    public static IReadOnlySet<string> Emoji { get; } = Entries(EmbeddedText.Read("data/cleaning/emoji.txt"))
        .SelectMany(line => line.Split(' ')).ToHashSet(StringComparer.Ordinal);

    /// <summary>Abusive words, as the kit brings them (data/cleaning/sensitive.txt).</summary>
    public static IReadOnlyList<string> Sensitive { get; } = Entries(EmbeddedText.Read("data/cleaning/sensitive.txt"));

    /// <summary>Reads a list from a file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <exception cref="InvalidDataException">The file has no entry.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        string[] entries = Entries(File.ReadAllText(path));
        return entries.Length > 0
            ? entries
            : throw new InvalidDataException($"A word list has one word a line. {path} has none.");
    }

    /// <summary>Traditional characters with their simplified forms.</summary>
    internal static Dictionary<char, char> Simplified() =>
        Entries(EmbeddedText.Read("data/cleaning/simplified.txt"))
            .SelectMany(line => line.Split(' ')).ToDictionary(pair => pair[0], pair => pair[1]);

    private static string[] Entries(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#')];
}
