using StudyKit.World.Lexicons;
using StudyKit.World.Meaning;

namespace StudyKit.World.Writing;

/// <summary>Puts clauses into English.</summary>
internal sealed class EnglishWriter(Lexicon lexicon, Keys keys) : Writer(keys)
{
    private readonly EnglishPhrases _phrases = new(keys);

    public EnglishPhrases Phrases => _phrases;

    public List<Word> Write(Clause clause) => clause switch
    {
        EventClause happening => Event(happening, relative: false),
        FeelingClause feeling => Feeling(feeling),
        _ => throw new ArgumentException($"No words for {clause.GetType().Name}.", nameof(clause)),
    };

    public List<Word> Thing(ThingPhrase thing)
    {
        List<Word> words = _phrases.Thing(thing);
        if (thing.Relative is EventClause relative)
        {
            words.Add(Word.Loose("that", Keys.Of(thing, "that")));
            words.AddRange(Event(relative, relative: true));
        }

        return words;
    }

    /// <summary>The form of a verb, or of be, for its subject.</summary>
    public string Verb(string verb, PersonPhrase? subject, bool past = false)
    {
        if (verb == "be") return Be(subject, past);
        IReadOnlyList<string> forms = lexicon.Verbs[verb];
        return past ? forms[1] : subject is { Person.IsSpeakerOrListener: true } ? verb : forms[0];
    }

    private List<Word> Event(EventClause clause, bool relative)
    {
        int verb = Keys.Of(clause, "V");
        VerbGroup group = Group(clause);
        bool inverted = clause.Asked is not (Asked.Nothing or Asked.Who);
        bool supported = group.Supported && (clause.Negative || inverted);
        string form = group is { Supported: true, PlainFirst: null } && !supported ? "finite" : group.Form;

        IReadOnlyList<TemplatePart> parts = Template.Parse(clause.Entry.En);
        int verbAt = parts.ToList().FindIndex(part => part.Kind == PartKind.Verb);
        List<Word> subject = clause.Asked == Asked.Who
            ? [Word.Linked("who", Keys.Of(clause, "wh"))]
            : clause.Agent is PersonPhrase agent ? [Word.Of(new Mention(agent, MentionCase.Subject))]
                : Expand(clause, parts.Take(verbAt), NoSlot, NoVerb);

        List<Word> words = [];
        if (clause.TimeFirst && !inverted && clause.Time is not null)
        {
            words.AddRange(Fixed(clause.Time, clause.Time.Entry.En));
        }

        if (inverted) words.AddRange(QuestionWords(clause));
        bool hasAuxiliary = !group.Supported || supported;
        if (inverted && hasAuxiliary) words.Add(group.Auxiliary);
        words.AddRange(subject);
        if (!inverted && hasAuxiliary) words.Add(group.Auxiliary);
        if (clause.Negative && clause.Tense != Tense.Can) words.Add(Word.Linked("not", Keys.Of(clause, "neg")));
        if (clause.Adverb is not null) words.AddRange(Fixed(clause.Adverb, clause.Adverb.Entry.En));
        words.AddRange(group.Middle(supported || !group.Supported));
        words.AddRange(Expand(clause, parts.Skip(verbAt), (slot, _) =>
            Slot(clause, slot, relative), name => [Word.Linked(VerbForm(name, form, clause), verb)], !clause.Negative));
        if (clause is { Asked: Asked.Where, Destination: not null } && words[^1].Text == "to")
        {
            words.RemoveAt(words.Count - 1);
        }

        words.AddRange(Tail(clause, inverted));
        return words;
    }

    private List<Word> Slot(EventClause clause, string slot, bool relative) => slot switch
    {
        // What is asked for, or described by the relative clause, stands in front.
        "object" => relative || clause.Asked is Asked.What or Asked.HowMany ? [] : Thing(clause.Object!),
        "recipient" => [Word.Of(new Mention(clause.Recipient!, MentionCase.Object))],
        "destination" => clause.Asked == Asked.Where ? [] : _phrases.Goal(clause.Destination!),
        "vehicle" => clause.Entry.Id == "gocity"
            ? [Word.Linked(clause.Vehicle!.Item.Noun.En[0], Keys.Of(clause.Vehicle, "N"))]
            : _phrases.Thing(clause.Vehicle!),
        "spot" => _phrases.Spot(clause.Spot!),
        "duration" => Fixed(clause.Duration!, clause.Duration!.Entry.En),
        _ => throw new ArgumentException($"The event '{clause.Entry.Id}' has an unknown slot '{slot}'.", nameof(slot)),
    };

    private List<Word> Tail(EventClause clause, bool inverted)
    {
        List<Word> words = [];
        if (clause.Companion is not null)
        {
            words.AddRange([Word.Linked("with", Keys.Of(clause.Companion, "with")),
                Word.Of(new Mention(clause.Companion, MentionCase.Object))]);
        }

        if (clause.Place is not null && clause.Asked != Asked.Where) words.AddRange(_phrases.Place(clause.Place));
        if (clause.Time is not null && (!clause.TimeFirst || inverted) && clause.Asked != Asked.When)
        {
            words.AddRange(Fixed(clause.Time, clause.Time.Entry.En));
        }

        if (clause.Tense == Tense.NotYet) words.Add(Word.Linked("yet", Keys.Of(clause, "yet")));
        return words;
    }

    private List<Word> QuestionWords(EventClause clause)
    {
        int key = Keys.Of(clause, "wh");
        return clause.Asked switch
        {
            Asked.What => [Word.Linked("what", key)],
            Asked.Where => [Word.Linked("where", key)],
            Asked.When => [Word.Linked("when", key)],
            Asked.Why => [Word.Linked("why", key)],
            Asked.HowMany => Thing(clause.Object!),
            _ => [],
        };
    }

    private string VerbForm(string verb, string form, EventClause clause) => form switch
    {
        "finite" => clause.Asked == Asked.Who
            ? lexicon.Verbs[verb][clause.Tense == Tense.Past ? 1 : 0]
            : Verb(verb, clause.Agent, clause.Tense == Tense.Past),
        "participle" => lexicon.Verbs[verb][2],
        "ing" => lexicon.Verbs[verb][3],
        _ => verb,
    };

    private VerbGroup Group(EventClause clause)
    {
        int verb = Keys.Of(clause, "V"), aux = Keys.Of(clause, "aux"), negation = Keys.Of(clause, "neg");
        bool plain = clause.Agent is { Person.IsSpeakerOrListener: true } && clause.Asked != Asked.Who;
        string have = plain ? "have" : "has", does = plain ? "do" : "does", want = plain ? "want" : "wants";
        string present = clause.Asked == Asked.Who ? "is" : Be(clause.Agent, past: false),
            past = clause.Asked == Asked.Who ? "was" : Be(clause.Agent, past: true);
        return clause.Tense switch
        {
            Tense.Past => new(Word.Loose("did", verb), true, "base"),
            Tense.Present => new(Word.Loose(does, verb), true, "base"),
            Tense.Future => new(Word.Linked("will", aux), false, "base"),
            Tense.GoingTo =>
                new(Word.Loose(present, aux), false, "base", Word.Linked("going", aux), Word.Loose("to", aux)),
            Tense.Progressive => new(Word.Linked(present, aux), false, "ing"),
            Tense.PastProgressive => new(new Word(past, [aux], [verb]), false, "ing"),
            Tense.Already =>
                new(Word.Loose(have, verb), false, "participle", Word.Linked("already", Keys.Of(clause, "already"))),
            Tense.NotYet => new(Word.Loose(have, verb), false, "participle", Word.Linked("not", negation)),
            Tense.Never => new(Word.Loose(have, verb), false, "participle", Word.Linked("never", negation)),
            Tense.Can =>
                new(clause.Negative ? new Word("cannot", [aux, negation], []) : Word.Linked("can", aux), false, "base"),
            Tense.Must => new(Word.Linked("must", aux), false, "base"),
            Tense.Want => new(Word.Loose(does, aux), true, "base", Word.Linked(want, aux), Word.Loose("to", aux))
            {
                PlainFirst = Word.Linked("want", aux),
            },
            _ => throw new ArgumentException($"No verb group for {clause.Tense}.", nameof(clause)),
        };
    }

    private List<Word> Feeling(FeelingClause clause)
    {
        int key = Keys.Of(clause, "F");
        List<Word> words = [Word.Of(new Mention(clause.Agent!, MentionCase.Subject))];
        if (clause.Tense == Tense.Future) words.Add(Word.Linked("will", Keys.Of(clause, "aux")));
        string be = clause.Tense == Tense.Future ? "be" : Be(clause.Agent, clause.Tense == Tense.Past);
        words.Add(Word.Loose(be, key));
        if (clause.Negative) words.Add(Word.Linked("not", Keys.Of(clause, "neg")));
        if (clause.Very) words.Add(Word.Linked("very", Keys.Of(clause, "very")));
        words.Add(Word.Linked(clause.Feeling.En, key));
        if (clause.Time is not null)
        {
            List<Word> time = Fixed(clause.Time, clause.Time.Entry.En);
            words.InsertRange(clause.TimeFirst ? 0 : words.Count, time);
        }

        return words;
    }

    private static string Be(PersonPhrase? subject, bool past) => subject?.Person.Pronoun switch
    {
        "i" => past ? "was" : "am",
        "you" => past ? "were" : "are",
        _ => past ? "was" : "is",
    };

    private static IEnumerable<Word> NoSlot(string slot, string? form) =>
        throw new ArgumentException($"A subject without a person has no slot '{slot}'.", nameof(slot));

    private static IEnumerable<Word> NoVerb(string verb) =>
        throw new ArgumentException($"The verb '{verb}' stands in the subject.", nameof(verb));

    // Supported: "did" or "does" appear only in questions and negations.
    private sealed record VerbGroup(Word Auxiliary, bool Supported, string Form, params Word[] Words)
    {
        /// <summary>The first of the words where do stands before it: want, not wants.</summary>
        public Word? PlainFirst { get; init; }

        public Word[] Middle(bool afterAuxiliary) =>
            afterAuxiliary && PlainFirst is not null ? [PlainFirst, .. Words.Skip(1)] : Words;
    }
}
