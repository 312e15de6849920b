using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Languages;

/// <summary>
/// English phrases with their translations, as a file has them: for each cell the phrases of its outputs, or one list
/// for all cells. A phrase may leave words open, <c>{a}</c> to <c>{z}</c>: they are looked up by themselves, and stay
/// when nothing is found. An empty translation says that the phrase is the same in both languages.
/// </summary>
internal sealed partial class PhraseBook
{
    private readonly Dictionary<string, Dictionary<string, string>> _cells = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _all = new(StringComparer.Ordinal);
    private readonly List<(Regex English, string Translation)> _open = [];

    /// <summary>Of each cell the hash of the code that its phrases were read from.</summary>
    public Dictionary<string, string> MadeFrom { get; } = new(StringComparer.Ordinal);

    /// <summary>All phrases with their translations.</summary>
    public IReadOnlyDictionary<string, string> Phrases => _all;

    /// <summary>
    /// Reads <c>{ "cell": { "english": "hash", "phrases": { … } } }</c> or <c>{ "phrases": { … } }</c>.
    /// </summary>
    /// <param name="json">The file.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <exception cref="FormatException">It is no such JSON.</exception>
    public static PhraseBook Parse(string json, string name)
    {
        PhraseBook book = new();
        try
        {
            JsonObject file = RecordJson.Parse(json) as JsonObject ?? [];
            if (file["phrases"] is JsonObject shared) book.Add("", shared);
            foreach ((string cell, JsonNode? value) in file)
            {
                if (value is not JsonObject one || one["phrases"] is not JsonObject phrases) continue;
                book.MadeFrom[cell] = RecordJson.Text(one, "english") ?? "";
                book.Add(cell, phrases);
            }
        }
        catch (JsonException error)
        {
            throw new FormatException($"{name} holds phrases as JSON, and cannot be read: {error.Message}", error);
        }

        return book;
    }

    /// <summary>Adds the page's own phrase, such as the paper's title.</summary>
    public void Add(string english, string translation) => _all.TryAdd(Phrase.Of(english).Pattern, translation);

    /// <summary>The translation with the text's own numbers; null where the book has none.</summary>
    /// <param name="cell">The cell it stands in; null outside of cells.</param>
    /// <param name="text">The English text.</param>
    /// <param name="otherwise">Where words of an open place are looked up that this book does not have.</param>
    public string? Find(string? cell, string text, Func<string, string?>? otherwise = null)
    {
        Phrase phrase = Phrase.Of(text);
        string? found = cell is not null && _cells.GetValueOrDefault(cell)?.GetValueOrDefault(phrase.Pattern)
            is { } own ? own : _all.GetValueOrDefault(phrase.Pattern);
        if (found is not null) return found.Length == 0 ? text : phrase.Fill(found);
        if (text.EndsWith('…')) return Cut(cell, phrase.Pattern[..^1]);
        foreach ((Regex english, string translation) in _open)
        {
            if (english.Match(text) is { Success: true } match) return Fill(cell, translation, match, otherwise);
        }

        return null;
    }

    /// <summary>A name that a picture had no room for.</summary>
    private string? Cut(string? cell, string start)
    {
        IEnumerable<KeyValuePair<string, string>> own = cell is null ? [] : _cells.GetValueOrDefault(cell) ?? [];
        return own.Concat(_all).FirstOrDefault(one => one.Value.Length > 0
            && one.Key.StartsWith(start, StringComparison.Ordinal) && !one.Key.Contains('{')).Value;
    }

    private string Fill(string? cell, string translation, Match match, Func<string, string?>? otherwise) =>
        Place().Replace(translation, place =>
        {
            string value = match.Groups[GroupOf(place.Groups[1].Value)].Value;
            if (char.IsAsciiDigit(place.Groups[1].Value[0])) return value;
            return Find(cell, value, otherwise) ?? otherwise?.Invoke(value) ?? value;
        });

    private void Add(string cell, JsonObject phrases)
    {
        if (!_cells.TryGetValue(cell, out Dictionary<string, string>? own)) _cells[cell] = own = [];
        foreach ((string english, JsonNode? value) in phrases)
        {
            string translation = value?.GetValue<string>() ?? "";
            if (Open().IsMatch(english)) _open.Add((Pattern(english), translation));
            else
            {
                own[english] = translation;
                _all.TryAdd(english, translation);
            }
        }
    }

    private static Regex Pattern(string english)
    {
        StringBuilder pattern = new(@"\A");
        int at = 0;
        foreach (Match place in Place().Matches(english))
        {
            pattern.Append(Regex.Escape(english[at..place.Index]).Replace(@"\ ", @"\s+"));
            string inner = char.IsAsciiDigit(place.Groups[1].Value[0]) ? Phrase.Number().ToString() : ".+?";
            pattern.Append($"(?<{GroupOf(place.Groups[1].Value)}>{inner})");
            at = place.Index + place.Length;
        }

        return new Regex(pattern.Append(Regex.Escape(english[at..]).Replace(@"\ ", @"\s+")).Append(@"\z").ToString(),
            RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
    }

    private static string GroupOf(string place) => "p" + place;

    [GeneratedRegex(@"\{(\d+|[a-z])\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\{[a-z]\}")]
    private static partial Regex Open();
}
