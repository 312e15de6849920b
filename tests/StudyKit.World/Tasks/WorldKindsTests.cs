using StudyKit.Text.Examples;
using StudyKit.World;
using StudyKit.World.Tasks;

namespace StudyKit.Tests.World.Tasks;

public sealed class WorldKindsTests
{
    private readonly WorldKinds _kinds = new(7);

    [Fact]
    public void No_noun_that_is_asked_for_is_taught()
    {
        string[] taught = [.. _kinds.Of(true).SelectMany(nouns => nouns)];
        string[] asked = [.. _kinds.Of(false).SelectMany(nouns => nouns)];
        Assert.Empty(taught.Intersect(asked));
        Assert.Equal([3, 8, 3, 12], _kinds.Of(true).Select(nouns => nouns.Count));
        Assert.Equal([3, 8, 2, 12], _kinds.Of(false).Select(nouns => nouns.Count));
        Assert.All(taught.Concat(asked), noun => Assert.True(char.IsLower(noun[0]), noun));
        foreach (LabelledText text in _kinds.Sentences(taught: false, 40))
        {
            Assert.DoesNotContain(Words(text.First), taught.Contains);
            Assert.Contains(Words(text.First), _kinds.Of(false)[text.Label].Contains);
        }
    }

    [Fact]
    public void Labels_and_places_take_turns_so_that_guessing_gives_a_quarter_and_a_half()
    {
        Assert.Equal([6, 6, 6, 6], _kinds.Sentences(true, 24).CountBy(text => text.Label).OrderBy(p => p.Key)
            .Select(p => p.Value));
        IReadOnlyList<ChoiceExample> endings = _kinds.Endings(false, 80);
        Assert.Equal(40, endings.Count(example => example.Label == 0));
        foreach (ChoiceExample example in endings)
        {
            int right = KindOf(example.Choices[example.Label]), wrong = KindOf(example.Choices[1 - example.Label]);
            Assert.NotEqual(right, wrong);
            Assert.Equal(right, example.Premise.Contains("ate") || example.Premise.Contains("dinner") ? 1
                : example.Premise.EndsWith("by") ? 2 : example.Premise.EndsWith("at the")
                    || example.Premise.EndsWith("in the") ? 3 : 0);
        }

        int KindOf(string choice) => Enumerable.Range(0, 4)
            .Single(kind => _kinds.Of(false)[kind].Contains(choice.TrimEnd('.')));
    }

    [Fact]
    public void A_seed_repeats_its_examples_and_another_divides_otherwise()
    {
        Assert.Equal(_kinds.Sentences(true, 9), new WorldKinds(7).Sentences(true, 9));
        Assert.NotEqual(_kinds.Of(true)[1], new WorldKinds(8).Of(true)[1]);
        Assert.Contains("Of 'animal' 1 are left", Assert.Throws<ArgumentException>(
            () => new WorldKinds(7, noun => noun == "dog")).Message);
    }

    private static string[] Words(string text) => text.TrimEnd('.', '?').Split(' ');
}
