namespace StudyKit.World.Lexicons;

// The entries of data/world/*.json, as they stand there.

/// <summary>Someone with a name, or a relation (mother) that someone can have.</summary>
internal sealed record PersonEntry(string Id, string En, string Zh, string Pronoun);

internal sealed record PronounEntry(string Id, string Subject, string Object, string Possessive, string Zh);

internal sealed record PlaceEntry(
    string Id, string En, string Zh, string At, IReadOnlyList<string> Kinds, string? In = null);

/// <summary>A piece of furniture that things are on or in.</summary>
internal sealed record SpotEntry(string Id, string En, string Zh, IReadOnlyList<string> Relations);

internal sealed record RelationEntry(string Id, string En, string Zh);

/// <summary>
/// A noun. <paramref name="Plural"/>: plural in English however many (glasses). <paramref name="Fixed"/>: there is one
/// about (the window), so Chinese needs no 那. <paramref name="Named"/>: the word before it when it is meant in general
/// (play the piano).
/// </summary>
internal sealed record Noun(
    string Id, IReadOnlyList<string> En, string Zh, IReadOnlyList<string> Kinds, string? Measure = null,
    IReadOnlyList<string>? Unit = null, bool Mass = false, bool Plural = false, bool Fixed = false,
    string? Named = null);

internal sealed record NumberEntry(int Value, string En, string Zh);

/// <summary>
/// An adjective. <paramref name="De"/>: 的 stands between it and its noun. A lower rank stands further from the noun in
/// English.
/// </summary>
internal sealed record Quality(
    string Id, string En, string Zh, IReadOnlyList<string> Kinds, int Rank = 0, bool De = false,
    string? Comparative = null);

internal sealed record FeelingEntry(string Id, string En, string Zh, IReadOnlyList<IReadOnlyList<string>> After);

internal sealed record TimeEntry(string En, string Zh, int Day = 0, string? Part = null);

/// <summary>Something people do, with its words in both languages.</summary>
internal sealed record EventEntry(
    string Id,
    string Type,
    string En,
    string Zh,
    string? Object = null,
    string? From = null,
    string? Destination = null,
    string? Vehicle = null,
    bool Spot = false,
    bool Indefinite = false,
    bool Definite = false,
    bool Named = false,
    bool Generic = false,
    bool Skill = false,
    bool Moves = false,
    bool Affirmative = false,
    string? Negative = null,
    string? Effect = null,
    IReadOnlyList<string>? At = null)
{
    public bool HasRecipient => En.Contains("{recipient}", StringComparison.Ordinal);

    public bool HasDuration => En.Contains("{duration}", StringComparison.Ordinal);
}

internal sealed record PatternEntry(string Id, int Weight, string En, string Zh);
