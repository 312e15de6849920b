using StudyKit.World.Lexicons;
using StudyKit.World.Meaning;

namespace StudyKit.World.Writing;

/// <summary>Puts things and places into Chinese.</summary>
internal sealed class ChinesePhrases(Keys keys) : Writer(keys)
{
    /// <summary>The words of a thing.</summary>
    /// <param name="thing">The thing.</param>
    /// <param name="general">True leaves 一 and the measure word away: 没买书.</param>
    public List<Word> Thing(ThingPhrase thing, bool general)
    {
        Noun noun = thing.Item.Noun;
        int noun1 = Keys.Of(thing, "N"), determiner = Keys.Of(thing, "D"), unit = Keys.Of(thing, "M");
        bool counted = thing.Determiner is Determiner.A or Determiner.Number or Determiner.HowMany;
        IEnumerable<Word> measure = noun.Measure is null ? [] : [counted && noun.Unit is not null
            ? Word.Linked(noun.Measure, unit)
            : Word.Loose(noun.Measure, determiner, noun1)];
        List<Word> words = [];
        switch (thing.Determiner)
        {
            case Determiner.A when !general && noun.Measure is not null:
                words.AddRange([Word.Linked("一", determiner), .. measure]);
                break;
            case Determiner.The when !noun.Fixed:
                words.AddRange([Word.Loose("那", determiner, noun1), .. measure]);
                break;
            case Determiner.This:
                words.AddRange([Word.Linked("这", determiner), .. measure]);
                break;
            case Determiner.Number:
                words.AddRange([Word.Linked(thing.Number!.Zh, determiner), .. measure]);
                break;
            case Determiner.HowMany:
                words.AddRange([Word.Linked("几", determiner), .. measure]);
                break;
            case Determiner.Possessive:
                words.AddRange([Word.Of(new Mention(thing.Owner!, MentionCase.Possessive)), Word.Linked(
                    "的", Keys.Of(thing.Owner!, "of"))]);
                break;
        }

        // Words with 的 come before those that lean on the noun: 红色 的 新 雨伞.
        foreach (Quality quality in thing.Item.Qualities
            .OrderBy(quality => quality.De ? 0 : 1).ThenBy(quality => quality.Rank))
        {
            int key = Keys.Of(thing, quality.Id);
            words.Add(Word.Linked(quality.Zh, key));
            if (quality.De) words.Add(Word.Loose("的", key));
        }

        words.Add(Word.Linked(noun.Zh, noun1));
        return words;
    }

    /// <summary>在 the place 里.</summary>
    /// <param name="place">The place.</param>
    /// <param name="held">True when 在 is already there.</param>
    public List<Word> Place(PlacePhrase place, bool held)
    {
        int at = Keys.Of(place, "at");
        IEnumerable<Word> before = held ? [] : [place.Place.In is null ? Word.Linked("在", at) : Word.Loose("在", at)];
        IEnumerable<Word> after = place.Place.In is null ? [] : [Word.Linked(place.Place.In, at)];
        return [.. before, .. Goal(place), .. after];
    }

    /// <summary>The place alone.</summary>
    public List<Word> Goal(PlacePhrase place) => Fixed(place, place.Place.Zh);

    public List<Word> Spot(SpotPhrase spot) => [.. Fixed(spot, spot.Spot.Zh), .. Fixed(spot, spot.Relation.Zh)];
}
