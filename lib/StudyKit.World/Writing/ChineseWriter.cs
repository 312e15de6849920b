using StudyKit.World.Lexicons;
using StudyKit.World.Meaning;

namespace StudyKit.World.Writing;

/// <summary>How a clause stands inside a longer Chinese sentence.</summary>
internal enum ClauseForm
{
    /// <summary>By itself.</summary>
    Whole,

    /// <summary>Before 以前, 的时候 or 的: without the marks of time.</summary>
    Bare,

    /// <summary>Before 以后: without a 了 at the end.</summary>
    Joined,

    /// <summary>After 如果: with 就.</summary>
    Then,
}

/// <summary>Puts clauses into Chinese: subject, time, 没 or 会, companion, place, verb, object.</summary>
internal sealed class ChineseWriter(Keys keys) : Writer(keys)
{
    private readonly ChinesePhrases _phrases = new(keys);

    public ChinesePhrases Phrases => _phrases;

    public List<Word> Write(Clause clause, ClauseForm form = ClauseForm.Whole) => clause switch
    {
        EventClause happening => Event(happening, form, relative: false),
        FeelingClause feeling => Feeling(feeling, form),
        _ => throw new ArgumentException($"No words for {clause.GetType().Name}.", nameof(clause)),
    };

    public List<Word> Thing(ThingPhrase thing, bool general = false)
    {
        List<Word> words = _phrases.Thing(thing, general);
        if (thing.Relative is EventClause relative)
        {
            words.InsertRange(
                0, [.. Event(relative, ClauseForm.Bare, relative: true), Word.Loose("的", Keys.Of(thing, "that"))]);
        }

        return words;
    }

    private List<Word> Event(EventClause clause, ClauseForm form, bool relative)
    {
        List<Word> subject = clause.Asked == Asked.Who
            ? [Word.Linked("谁", Keys.Of(clause, "wh"))]
            : clause.Agent is PersonPhrase agent ? [Word.Of(new Mention(agent, MentionCase.Subject))] : [];
        List<Word> time = clause.Time is not null
            && clause.Asked != Asked.When ? Fixed(clause.Time, clause.Time.Entry.Zh) : [];
        bool timeFirst = clause.TimeFirst || clause.Asked == Asked.Who;
        List<Word> words = timeFirst ? [.. time, .. subject] : [.. subject, .. time];

        // 是…的 asks after the place or time of something that has happened.
        bool stressed = clause is { Tense: Tense.Past, Asked: Asked.When }
            or { Tense: Tense.Past, Asked: Asked.Where, Destination: null };
        if (form == ClauseForm.Then) words.Add(Word.Plain("就"));
        if (clause.Asked == Asked.Why) words.Add(Word.Linked("为什么", Keys.Of(clause, "wh")));
        if (stressed) words.Add(Word.Loose("是", Keys.Of(clause, "wh")));
        if (clause.Asked == Asked.When) words.Add(Word.Linked("什么时候", Keys.Of(clause, "wh")));
        if (clause.Adverb is not null) words.AddRange(Fixed(clause.Adverb, clause.Adverb.Entry.Zh));
        List<Word> before = form == ClauseForm.Bare ? [] : BeforeVerb(clause);
        words.AddRange(before);
        if (clause.Companion is PersonPhrase companion)
        {
            int with = Keys.Of(companion, "with");
            words.AddRange([Word.Linked("跟", with), Word.Of(new Mention(companion, MentionCase.Object)), Word.Loose(
                "一起", with)]);
        }

        // 正在 already holds the 在 of the place.
        bool held = before.Count > 0 && before[^1].Text == "正在" && clause.Companion is null;
        if (clause.Asked == Asked.Where && clause.Destination is null)
        {
            words.AddRange([Word.Loose("在", Keys.Of(clause, "wh")), Word.Linked("哪里", Keys.Of(clause, "wh"))]);
        }
        else if (clause.Place is not null) words.AddRange(_phrases.Place(clause.Place, held));
        words.AddRange(Predicate(clause, form, stressed, relative));
        if (stressed) words.Add(Word.Loose("的", Keys.Of(clause, "wh")));
        if (form == ClauseForm.Joined && words[^1].Text == "了") words.RemoveAt(words.Count - 1);
        return words;
    }

    private List<Word> Predicate(EventClause clause, ClauseForm form, bool stressed, bool relative)
    {
        int verb = Keys.Of(clause, "V");
        bool done = clause.Tense is Tense.Already
            || (clause.Tense == Tense.Past && !clause.Negative && clause.Entry.Type is not ("state" or "manner"));
        string mark = form == ClauseForm.Bare || stressed ? ""
            : done ? "了"
            : clause.Tense == Tense.Never ? "过"
            : clause is { Entry.Type: "worn", Tense: Tense.Progressive } ? "着"
            : "";

        // 没 and questions leave 一本 away, and 了 then closes the sentence: 买书了吗.
        bool general = clause.Negative || stressed || form == ClauseForm.Bare
            || clause.Tense is Tense.NotYet or Tense.Never || clause.Asked == Asked.Whether;
        bool closes = mark == "了" && clause.Asked == Asked.Whether && clause.Object is { Determiner: Determiner.A };
        List<Word> particle = mark.Length == 0 ? [] : [Word.Loose(mark, verb)];
        IReadOnlyList<TemplatePart> parts = Template.Parse(clause.Entry.Zh);
        bool placed = parts.Any(part => part is { Kind: PartKind.Slot, Text: "le" }) && mark == "了";
        List<Word> words = Expand(
            clause,
            parts,
            (slot, _) => slot == "le" ? (placed && !closes ? particle : []) : Slot(clause, slot, general, relative),
            name => placed || closes ? [Word.Linked(name, verb)] : [Word.Linked(name, verb), .. particle],
            !general);
        if (closes) words.AddRange(particle);
        return words;
    }

    private List<Word> Slot(EventClause clause, string slot, bool general, bool relative) => slot switch
    {
        "object" => relative ? []
            : clause.Asked == Asked.What ? [Word.Linked("什么", Keys.Of(clause, "wh"))]
            : Thing(clause.Object!, general),
        "recipient" => [Word.Of(new Mention(clause.Recipient!, MentionCase.Object))],
        "destination" => clause.Asked == Asked.Where
            ? [Word.Linked("哪里", Keys.Of(clause, "wh"))]
            : _phrases.Goal(clause.Destination!),
        "vehicle" => _phrases.Thing(clause.Vehicle!, general: true),
        "spot" => _phrases.Spot(clause.Spot!),
        "duration" => Fixed(clause.Duration!, clause.Duration!.Entry.Zh),
        _ => throw new ArgumentException($"The event '{clause.Entry.Id}' has an unknown slot '{slot}'.", nameof(slot)),
    };

    private List<Word> BeforeVerb(EventClause clause)
    {
        int aux = Keys.Of(clause, "aux"), negation = Keys.Of(clause, "neg");
        List<Word> not = clause.Negative ? [Word.Linked("不", negation)] : [];
        return clause.Tense switch
        {
            Tense.Past => clause.Negative ? [Word.Linked("没", negation)] : [],
            Tense.Present => clause.Negative ? [Word.Linked(clause.Entry.Negative ?? "不", negation)] : [],
            Tense.Future or Tense.Can => [.. not, Word.Linked("会", aux)],
            Tense.GoingTo => [Word.Linked("要", aux)],
            Tense.Progressive or Tense.PastProgressive => clause.Entry.Type == "worn" ? [] : [Word.Linked("正在", aux)],
            Tense.Already => [Word.Linked("已经", Keys.Of(clause, "already"))],
            Tense.NotYet => [Word.Linked("还", Keys.Of(clause, "yet")), Word.Linked("没", negation)],
            Tense.Never => [Word.Linked("从来", negation), Word.Linked("没", negation)],
            Tense.Want => [.. not, Word.Linked("想", aux)],
            Tense.Must => [Word.Linked("必须", aux)],
            _ => throw new ArgumentException($"No words for {clause.Tense}.", nameof(clause)),
        };
    }

    private List<Word> Feeling(FeelingClause clause, ClauseForm form)
    {
        int key = Keys.Of(clause, "F");
        List<Word> time = clause.Time is null ? [] : Fixed(clause.Time, clause.Time.Entry.Zh);
        List<Word> subject = [Word.Of(new Mention(clause.Agent!, MentionCase.Subject))];
        List<Word> words = clause.TimeFirst ? [.. time, .. subject] : [.. subject, .. time];
        if (form == ClauseForm.Then) words.Add(Word.Plain("就"));
        if (clause.Tense == Tense.Future) words.Add(Word.Linked("会", Keys.Of(clause, "aux")));
        if (clause.Negative) words.Add(Word.Linked("不", Keys.Of(clause, "neg")));
        else words.Add(clause.Very ? Word.Linked("非常", Keys.Of(clause, "very")) : Word.Loose("很", key));
        words.Add(Word.Linked(clause.Feeling.Zh, key));
        return words;
    }
}
