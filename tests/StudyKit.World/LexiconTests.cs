using StudyKit.World.Lexicons;

namespace StudyKit.Tests.World;

/// <summary>The files in data/world fit together.</summary>
public sealed class LexiconTests
{
    private static readonly Lexicon s_lexicon = Lexicon.Default;

    [Fact]
    public void Every_template_links_only_words_that_both_languages_have()
    {
        IEnumerable<(string En, string Zh)> templates =
        [
            .. s_lexicon.Events.Concat(s_lexicon.Weather).Select(entry => (entry.En, entry.Zh)),
            .. s_lexicon.Patterns.Select(pattern => (pattern.En, pattern.Zh)),
            .. s_lexicon.People.Concat(s_lexicon.Relatives).Select(person => (person.En, person.Zh)),
            .. s_lexicon.Places.Select(place => (place.En, place.Zh)),
            .. s_lexicon.Spots.Select(spot => (spot.En, spot.Zh)),
            .. s_lexicon.Relations.Values.Select(relation => (relation.En, relation.Zh)),
            .. new[]
            {
                s_lexicon.Times.Times,
                s_lexicon.Times.Weekdays,
                s_lexicon.Times.Frequencies,
                s_lexicon.Times.Adverbs,
                s_lexicon.Times.Durations,
            }
                .SelectMany(times => times)
                .Select(time => (time.En, time.Zh)),
        ];
        Assert.All(templates, template =>
        {
            // A verb carries the tag V of its template.
            string[] Tags(string text) =>
                [.. Template.Parse(text).Where(part => part.Kind == PartKind.Word && part.Tag is not null)
                    .Select(part => part.Tag!).Where(tag => tag != "V").Distinct().Order(StringComparer.Ordinal)];
            string[] Slots(string text) =>
                [.. Template.Parse(text).Where(part => part.Kind == PartKind.Slot && part.Text != "le")
                    .Select(part => part.Text).Distinct().Order(StringComparer.Ordinal)];
            Assert.Equal(Tags(template.En), Tags(template.Zh));
            Assert.Equal(Slots(template.En), Slots(template.Zh));
        });
    }

    [Fact]
    public void Every_event_has_a_verb_with_forms_objects_that_exist_and_places_that_exist()
    {
        string[] places = [.. s_lexicon.Places.Select(place => place.Id)];
        Assert.All(s_lexicon.Events.Concat(s_lexicon.Weather), entry =>
        {
            Assert.Contains(
                Template.Parse(entry.En).Single(part => part.Kind == PartKind.Verb).Text, s_lexicon.Verbs.Keys);
            Assert.Single(Template.Parse(entry.Zh), part => part.Kind == PartKind.Verb);
            Assert.Empty((entry.At ?? []).Except(places));
            if (entry.Object is not null) Assert.NotEmpty(s_lexicon.ObjectsOf(entry));
            if (entry.Destination is not null)
            {
                Assert.Contains(s_lexicon.Places, place => place.Kinds.Contains(entry.Destination));
            }

            Assert.Equal(entry.Object is not null, entry.En.Contains("{object}", StringComparison.Ordinal));
        });
        Assert.All(s_lexicon.Verbs.Values, forms => Assert.Equal(4, forms.Count));
    }

    [Fact]
    public void Names_are_unique_and_references_between_files_hold()
    {
        Assert.Equal(s_lexicon.Events.Count, s_lexicon.Events.Select(entry => entry.Id).Distinct().Count());
        Assert.Equal(s_lexicon.Things.Count, s_lexicon.Things.Select(thing => thing.Id).Distinct().Count());
        Assert.Equal(s_lexicon.Qualities.Count, s_lexicon.Qualities.Select(quality => quality.Id).Distinct().Count());
        Assert.All(s_lexicon.Feelings.SelectMany(feeling => feeling.After), after =>
        {
            Assert.Contains(after[0], s_lexicon.Events.Select(entry => entry.Id));
            Assert.Contains(after[1], new[] { "agent", "recipient" });
        });
        Assert.All(
            s_lexicon.People.Concat(s_lexicon.Relatives),
            person => Assert.Contains(person.Pronoun, s_lexicon.Pronouns.Keys));
        Assert.All(
            s_lexicon.Qualities.SelectMany(quality => quality.Kinds).Where(kind => kind != "person"),
            kind => Assert.Contains(kind, s_lexicon.Things.SelectMany(thing => thing.Kinds)));
    }

    [Fact]
    public void A_template_is_read_word_by_word()
    {
        IReadOnlyList<TemplatePart> parts = Template.Parse("[take] (a|A) photo~P of {object:bare}");
        Assert.Equal(
            [
                new(PartKind.Verb, "take", null, true, false),
                new(PartKind.Word, "a", "A", true, true),
                new(PartKind.Word, "photo", "P", false, false),
                new(PartKind.Word, "of", null, false, false),
                new(PartKind.Slot, "object", "bare", false, false),
            ],
            parts);
    }
}
