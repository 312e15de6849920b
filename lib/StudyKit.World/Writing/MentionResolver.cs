using StudyKit.World.Lexicons;
using StudyKit.World.Meaning;

namespace StudyKit.World.Writing;

/// <summary>
/// Decides for each mention of someone between name and pronoun, in each language by its own order: the first mention
/// is the name. A Chinese sentence that puts the reason first therefore names people where English says "she".
/// </summary>
internal sealed class MentionResolver(Lexicon lexicon, Keys keys)
{
    /// <summary>Puts names and pronouns in place of the mentions, linked name to name and pronoun to pronoun.</summary>
    /// <param name="english">The English words.</param>
    /// <param name="chinese">The Chinese words of the same phrases.</param>
    /// <param name="known">Someone whom the sentence before was about; a pronoun is enough for them.</param>
    public (List<Word> English, List<Word> Chinese) Resolve(
        List<Word> english, List<Word> chinese, Person? known = null)
    {
        Dictionary<PersonPhrase, bool> named = Choose(english, known), namedInChinese = Choose(chinese, known);
        Dictionary<PersonPhrase, PersonPhrase> counterpart = [];
        foreach (IGrouping<Person, PersonPhrase> person in named.Keys.GroupBy(phrase => phrase.Person))
        {
            PersonPhrase[] onlyEnglish = [.. person.Where(phrase => named[phrase] && !namedInChinese[phrase])];
            PersonPhrase[] onlyChinese = [.. person.Where(phrase => !named[phrase] && namedInChinese[phrase])];
            foreach ((PersonPhrase first, PersonPhrase second) in onlyEnglish.Zip(onlyChinese))
            {
                counterpart[second] = first;
                counterpart[first] = second;
            }
        }

        return (
            [.. english.SelectMany(word => English(word, named))],
            [.. chinese.SelectMany(word => Chinese(word, namedInChinese, counterpart))]);
    }

    private static Dictionary<PersonPhrase, bool> Choose(List<Word> words, Person? known)
    {
        Mention[] mentions = [.. words.Where(word => word.Mention is not null).Select(word => word.Mention!)];
        HashSet<Person> present = [.. mentions.SelectMany(mention => mention.Phrase.Person.Owner is Person owner
            ? [mention.Phrase.Person, owner]
            : new[] { mention.Phrase.Person })];
        HashSet<Person> before = known is null ? [] : [known];
        Dictionary<PersonPhrase, bool> named = [];
        Person? topic = known
            ?? mentions.Select(mention => mention.Phrase.Person).FirstOrDefault(person => !person.IsSpeakerOrListener);
        foreach (Mention mention in mentions)
        {
            // Whom the sentence began with stays "she", even when another woman comes in.
            Person person = mention.Phrase.Person;
            bool clear = person == topic || mention.Phrase.IsOwn
                || !present.Any(other => other != person && other.Pronoun == person.Pronoun);
            named[mention.Phrase] = !person.IsSpeakerOrListener && !(clear && before.Contains(person));
            before.Add(person);
        }

        return named;
    }

    private IEnumerable<Word> English(Word word, Dictionary<PersonPhrase, bool> named)
    {
        if (word.Mention is not Mention mention) return [word];
        (PersonPhrase phrase, Person person) = (mention.Phrase, mention.Phrase.Person);
        if (named[phrase])
        {
            IEnumerable<Word> name = Name(person.En, phrase);
            return mention.Case == MentionCase.Possessive ? [.. name, Word.Linked("'s", keys.Of(phrase, "of"))] : name;
        }

        PronounEntry pronoun = lexicon.Pronouns[person.Pronoun];
        string text = mention.Case switch
        {
            MentionCase.Subject => pronoun.Subject,
            MentionCase.Object => pronoun.Object,
            _ => pronoun.Possessive,
        };
        Word result = Pronoun(text, phrase);
        return [mention.Case == MentionCase.Possessive ? result with { Possible = [keys.Of(phrase, "of")] } : result];
    }

    private IEnumerable<Word> Chinese(
        Word word, Dictionary<PersonPhrase, bool> named, Dictionary<PersonPhrase, PersonPhrase> counterpart)
    {
        if (word.Mention is not Mention mention) return [word];
        PersonPhrase linked = counterpart.GetValueOrDefault(mention.Phrase, mention.Phrase);
        Person person = mention.Phrase.Person;
        return named[mention.Phrase] ? Name(person.Zh, linked) : [Pronoun(lexicon.Pronouns[person.Pronoun].Zh, linked)];
    }

    private IEnumerable<Word> Name(string template, PersonPhrase phrase) => Template.Parse(template).Select(part =>
        part.Tag is null ? Word.Plain(part.Text)
            : part.Sure ? Word.Linked(part.Text, keys.Of(phrase, part.Tag))
            : Word.Loose(part.Text, keys.Of(phrase, part.Tag)));

    // A pronoun stands for the whole name.
    private Word Pronoun(string text, PersonPhrase phrase) =>
        new(text, [.. Template.Parse(phrase.Person.Zh)
            .Where(part => part.Sure && part.Tag is not null).Select(part => keys.Of(phrase, part.Tag!))], []);
}
