using StudyKit.World.Lexicons;
using StudyKit.World.Meaning;
using StudyKit.World.Sentences;

namespace StudyKit.World.Writing;

/// <summary>
/// Fills a sentence pattern with clauses and phrases, in both languages, and finds which words belong together.
/// </summary>
internal sealed class SentenceWriter(Lexicon lexicon)
{
    /// <summary>Writes one sentence in both languages.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="slots">What stands in its slots.</param>
    /// <param name="known">Someone whom the sentence before was about.</param>
    /// <param name="newCombination">What the result's mark for held-out combinations shall be.</param>
    public WorldPair Write(
        PatternEntry pattern, IReadOnlyDictionary<string, object> slots, Person? known, bool newCombination)
    {
        Keys keys = new();
        EnglishWriter english = new(lexicon, keys);
        ChineseWriter chinese = new(keys);
        PersonPhrase? subject = slots.GetValueOrDefault("subject") as PersonPhrase;
        bool plural = slots.GetValueOrDefault("things") is ThingPhrase { TakesPluralVerb: true }
            || slots.GetValueOrDefault("thing") is ThingPhrase { TakesPluralVerb: true };
        int verb = keys.Of(pattern, "V");

        // In patterns a verb agrees with the subject, and be with the things it is about.
        List<Word> source = english.Expand(
            pattern,
            Template.Parse(pattern.En),
            (slot, form) => English(english, slots.GetValueOrDefault(slot), form, keys),
            name => [Word.Linked(plural && name == "be" ? "are" : english.Verb(name, subject), verb)]);
        List<Word> target = chinese.Expand(
            pattern,
            Template.Parse(pattern.Zh),
            (slot, form) => Chinese(chinese, slots.GetValueOrDefault(slot), form, keys, verb),
            name => [Word.Linked(name, verb)]);
        (source, target) = new MentionResolver(lexicon, keys).Resolve(source, target, known);
        return new WorldPair([.. source.Select(word => word.Text)], [.. target.Select(word => word.Text)],
            Links(source, target, sure: true), Links(source, target, sure: false), pattern.Id, newCombination);
    }

    private static IEnumerable<Word> English(EnglishWriter writer, object? content, string? form, Keys keys) =>
        content switch
        {
            null => [],
            Clause clause => writer.Write(clause),
            PersonPhrase person =>
    [
                Word.Of(new Mention(person, form == "object" ? MentionCase.Object : MentionCase.Subject)),
        ],
            ThingPhrase thing => writer.Thing(thing),
            SpotPhrase spot => writer.Phrases.Spot(spot),
            FixedPhrase time => writer.Fixed(time, time.Entry.En),
            QualityPhrase quality =>
                Comparative(quality, form == "comparative" ? quality.Quality.Comparative! : quality.Quality.En, keys),
            VerbPhrase participle => [Word.Linked(participle.En, keys.Of(participle, "V"))],
            _ => throw new ArgumentException($"No words for {content.GetType().Name}.", nameof(content)),
        };

    private static IEnumerable<Word> Chinese(
        ChineseWriter writer, object? content, string? form, Keys keys, int verb) => content switch
        {
            null => [],
            Clause clause => writer.Write(clause, form switch
            {
                "bare" => ClauseForm.Bare,
                "joined" => ClauseForm.Joined,
                "then" => ClauseForm.Then,
                _ => ClauseForm.Whole,
            }),
            PersonPhrase person => [Word.Of(new Mention(person, MentionCase.Subject))],
            ThingPhrase thing => writer.Thing(thing),
            SpotPhrase spot => writer.Phrases.Spot(spot),
            FixedPhrase time => writer.Fixed(time, time.Entry.Zh),
            QualityPhrase quality => Said(quality, form == "said", keys, verb),
            VerbPhrase participle => [Word.Linked(participle.Zh, keys.Of(participle, "V"))],
            _ => throw new ArgumentException($"No words for {content.GetType().Name}.", nameof(content)),
        };

    private static IEnumerable<Word> Comparative(QualityPhrase quality, string text, Keys keys) =>
        text.Split(' ').Select(word => Word.Linked(word, keys.Of(quality, "Q")));

    // Colours are said with 是…的, other qualities with 很.
    private static Word[] Said(QualityPhrase quality, bool asPredicate, Keys keys, int be)
    {
        int key = keys.Of(quality, "Q");
        Word word = Word.Linked(quality.Quality.Zh, key);
        if (!asPredicate) return [word];
        return quality.Quality is { Rank: 3 }
            ? [Word.Loose("是", key, be), word, Word.Loose("的", key)]
            : [Word.Loose("很", key, be), word];
    }

    // Words that carry the same key belong together.
    private static (int, int)[] Links(List<Word> source, List<Word> target, bool sure)
    {
        ILookup<int, int> places = target.SelectMany((word, j) => Carried(word, sure).Select(key => (key, j)))
            .ToLookup(pair => pair.key, pair => pair.j);
        return [.. source.SelectMany(
            (word, i) => Carried(word, sure).SelectMany(key => places[key]).Distinct().Order().Select(j => (i, j)))];
    }

    private static IEnumerable<int> Carried(Word word, bool sure) => sure ? word.Sure : word.Sure.Concat(word.Possible);
}

/// <summary>A quality by itself: is red, taller.</summary>
internal sealed record QualityPhrase(Quality Quality);

/// <summary>A verb in a form of its own: broken · 打破.</summary>
internal sealed record VerbPhrase(string En, string Zh);
