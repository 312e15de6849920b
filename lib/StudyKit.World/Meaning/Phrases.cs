using StudyKit.World.Lexicons;

namespace StudyKit.World.Meaning;

// What is to be said, before it is put into words. Both languages are written from the same objects.

/// <summary>Someone of an episode: a named person, or somebody's relative.</summary>
internal sealed class Person(string id, string en, string zh, string pronoun, Person? owner = null)
{
    public string Id { get; } = id;

    public string En { get; } = en;

    public string Zh { get; } = zh;

    public string Pronoun { get; } = pronoun;

    /// <summary>Whose relative this is.</summary>
    public Person? Owner { get; } = owner;

    /// <summary>True for I and you, who have no other name.</summary>
    public bool IsSpeakerOrListener => Pronoun is "i" or "you";
}

/// <summary>A thing with what it is like. The same object wherever the same thing is meant.</summary>
internal sealed record Item(Noun Noun, IReadOnlyList<Quality> Qualities);

/// <summary>One mention of someone.</summary>
internal sealed class PersonPhrase(Person person)
{
    public Person Person { get; } = person;

    /// <summary>True for the owner of something that is the doer's own: Anna lost her key.</summary>
    public bool IsOwn { get; init; }
}

internal enum Determiner
{
    /// <summary>a book, a cup of tea · 一本书, 一杯茶.</summary>
    A,

    /// <summary>the book · 那本书.</summary>
    The,

    /// <summary>this book · 这本书.</summary>
    This,

    /// <summary>three books · 三本书.</summary>
    Number,

    /// <summary>her book · 她的书.</summary>
    Possessive,

    /// <summary>books, tea, the piano · 书, 茶, 钢琴.</summary>
    Bare,

    /// <summary>how many books · 几本书.</summary>
    HowMany,
}

internal sealed class ThingPhrase(Item item, Determiner determiner)
{
    public Item Item { get; } = item;

    public Determiner Determiner { get; } = determiner;

    public NumberEntry? Number { get; init; }

    public PersonPhrase? Owner { get; init; }

    /// <summary>the book [that Anna bought].</summary>
    public EventClause? Relative { get; init; }

    public bool IsPlural => Item.Noun.Plural || Determiner is Determiner.Number or Determiner.HowMany
        || (Determiner == Determiner.Bare && Item.Noun is { Mass: false, Named: null });

    /// <summary>Whether a verb about it is plural: the glasses are, a pair of glasses is.</summary>
    public bool TakesPluralVerb => IsPlural && !(Determiner == Determiner.A && Item.Noun.Unit is not null);
}

internal sealed class PlacePhrase(PlaceEntry place)
{
    public PlaceEntry Place { get; } = place;
}

internal sealed class SpotPhrase(SpotEntry spot, RelationEntry relation)
{
    public SpotEntry Spot { get; } = spot;

    public RelationEntry Relation { get; } = relation;
}

/// <summary>Words that stand in a file as they are: times, numbers of hours.</summary>
internal sealed class FixedPhrase(TimeEntry entry)
{
    public TimeEntry Entry { get; } = entry;
}

internal enum Tense
{
    /// <summary>read · 看了.</summary>
    Past,

    /// <summary>reads · 看.</summary>
    Present,

    /// <summary>will read · 会看.</summary>
    Future,

    /// <summary>is going to read · 要看.</summary>
    GoingTo,

    /// <summary>is reading · 正在看.</summary>
    Progressive,

    /// <summary>was reading · 正在看.</summary>
    PastProgressive,

    /// <summary>has already read · 已经看了.</summary>
    Already,

    /// <summary>has not read ... yet · 还没看.</summary>
    NotYet,

    /// <summary>has never read · 从来没看过.</summary>
    Never,

    /// <summary>can read · 会看.</summary>
    Can,

    /// <summary>wants to read · 想看.</summary>
    Want,

    /// <summary>must read · 必须看.</summary>
    Must,
}

internal enum Asked
{
    Nothing,
    Whether,
    Who,
    What,
    Where,
    When,
    Why,
    HowMany,
}

internal abstract class Clause
{
    public PersonPhrase? Agent { get; init; }

    public Tense Tense { get; init; }

    public bool Negative { get; init; }

    public FixedPhrase? Time { get; init; }

    /// <summary>True when English has the time in front.</summary>
    public bool TimeFirst { get; init; }
}

/// <summary>Someone does something.</summary>
internal sealed class EventClause(EventEntry entry) : Clause
{
    public EventEntry Entry { get; } = entry;

    public ThingPhrase? Object { get; init; }

    public PersonPhrase? Recipient { get; init; }

    public PersonPhrase? Companion { get; init; }

    public PlacePhrase? Place { get; init; }

    public PlacePhrase? Destination { get; init; }

    public ThingPhrase? Vehicle { get; init; }

    public SpotPhrase? Spot { get; init; }

    public FixedPhrase? Duration { get; init; }

    /// <summary>often.</summary>
    public FixedPhrase? Adverb { get; init; }

    public Asked Asked { get; init; }
}

/// <summary>Someone is happy.</summary>
internal sealed class FeelingClause(FeelingEntry feeling) : Clause
{
    public FeelingEntry Feeling { get; } = feeling;

    /// <summary>very happy · 非常高兴.</summary>
    public bool Very { get; init; }
}
