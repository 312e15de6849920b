using StudyKit.World.Meaning;

namespace StudyKit.World.Writing;

/// <summary>
/// A word on its way into a sentence. Words of the two languages that carry the same key are translations of each
/// other; the link is sure when both carry it as sure.
/// </summary>
internal sealed record Word(string Text, IReadOnlyList<int> Sure, IReadOnlyList<int> Possible)
{
    /// <summary>
    /// Someone is meant here; whether by name or by pronoun is decided when the whole sentence is known.
    /// </summary>
    public Mention? Mention { get; init; }

    public static Word Plain(string text) => new(text, [], []);

    public static Word Linked(string text, int key) => new(text, [key], []);

    public static Word Loose(string text, params int[] keys) => new(text, [], keys);

    public static Word Of(Mention mention) => new("", [], []) { Mention = mention };
}

/// <summary>The role in which someone is mentioned, which decides the English pronoun.</summary>
internal enum MentionCase
{
    Subject,
    Object,
    Possessive,
}

/// <summary>One place in a sentence where someone is mentioned, the same in both languages.</summary>
internal sealed record Mention(PersonPhrase Phrase, MentionCase Case);

/// <summary>Gives the keys that link words: one for each pair of a phrase and a part of it.</summary>
internal sealed class Keys
{
    private readonly Dictionary<(object Owner, string Tag), int> _keys = new(new OwnerComparer());

    public int Of(object owner, string tag)
    {
        if (!_keys.TryGetValue((owner, tag), out int key)) _keys.Add((owner, tag), key = _keys.Count);
        return key;
    }

    // Phrases are told apart by being different objects: two red books in one sentence are not the same.
    private sealed class OwnerComparer : IEqualityComparer<(object Owner, string Tag)>
    {
        public bool Equals((object Owner, string Tag) x, (object Owner, string Tag) y) =>
            ReferenceEquals(x.Owner, y.Owner) && x.Tag == y.Tag;

        public int GetHashCode((object Owner, string Tag) pair) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Owner), pair.Tag);
    }
}
