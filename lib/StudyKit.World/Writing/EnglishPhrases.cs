using StudyKit.World.Lexicons;
using StudyKit.World.Meaning;

namespace StudyKit.World.Writing;

/// <summary>Puts things and places into English.</summary>
internal sealed class EnglishPhrases(Keys keys) : Writer(keys)
{
    public List<Word> Thing(ThingPhrase thing)
    {
        Noun noun = thing.Item.Noun;
        int noun1 = Keys.Of(thing, "N"), determiner = Keys.Of(thing, "D"), measure = Keys.Of(thing, "M");
        List<Word> qualities = [.. thing.Item.Qualities
            .OrderBy(quality => quality.Rank).Select(quality => Word.Linked(quality.En, Keys.Of(thing, quality.Id)))];
        Word head = Word.Linked(noun.En[thing.IsPlural || noun.Unit is not null ? 1 : 0], noun1);
        bool counted = thing.Determiner is Determiner.A or Determiner.Number or Determiner.HowMany;
        IEnumerable<Word> unit = counted && noun.Unit is not null
            ? [Word.Linked(noun.Unit[thing.Determiner == Determiner.A ? 0 : 1], measure), Word.Loose("of", measure)]
            : [];
        List<Word> rest = [.. unit, .. qualities, head];
        return
        [
            .. thing.Determiner switch
            {
                Determiner.A => [new Word("aeiou".Contains(rest[0].Text[0]) ? "an" : "a", [determiner], [noun1])],
                Determiner.The => [Word.Loose("the", determiner, noun1)],
                Determiner.This => [Word.Linked(thing.IsPlural ? "these" : "this", determiner)],
                Determiner.Number => [Word.Linked(thing.Number!.En, determiner)],
                Determiner.HowMany => [Word.Linked("how", determiner), Word.Linked("many", determiner)],
                Determiner.Possessive => [Word.Of(new Mention(thing.Owner!, MentionCase.Possessive))],
                _ => noun.Named is null ? Array.Empty<Word>() : [Word.Loose(noun.Named, noun1)],
            },
            .. rest,
        ];
    }

    public List<Word> Place(PlacePhrase place) => [Word.Linked(place.Place.At, Keys.Of(place, "at")), .. Goal(place)];

    /// <summary>The place without a preposition.</summary>
    public List<Word> Goal(PlacePhrase place) => Fixed(place, place.Place.En);

    public List<Word> Spot(SpotPhrase spot) => [.. Fixed(spot, spot.Relation.En), .. Fixed(spot, spot.Spot.En)];
}
