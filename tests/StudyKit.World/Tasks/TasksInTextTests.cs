using StudyKit.World;
using StudyKit.World.Sentences;
using StudyKit.World.Tasks;

namespace StudyKit.Tests.World.Tasks;

public sealed class TasksInTextTests
{
    private const int Reports = 701;
    private static readonly IReadOnlyList<WorldPair> Sentences = TasksInText.Sentences(new SmallWorld(1001), 60);
    private static readonly TasksInText Text = new(1001, Sentences, lessons: 48);
    private static readonly string[][] Documents = Split(Text.Reading(Reports));

    [Fact]
    public void A_report_and_a_lesson_stand_by_turns()
    {
        Assert.Equal(2 * Reports, Documents.Length);
        Assert.All(Documents.Where((_, i) => i % 2 == 0), report => Assert.Contains("went", report));
        Assert.All(Documents.Where((_, i) => i % 2 == 1), lesson => Assert.Single(lesson, "="));
        string[] lessons = [.. Documents.Where((_, i) => i % 2 == 1).Select(words => string.Join(' ', words))];
        Assert.Equal(48, lessons.Distinct().Count());
        Assert.Equal(lessons[0], lessons[48]);
        // Half of the reports are summed up, and seven of ten asked about; four standard deviations.
        Assert.InRange(Documents.Count(words => words.Contains("TL;DR")), 351 - 53, 351 + 53);
        Assert.InRange(Documents.Count(words => words.Contains("Q")), 491 - 49, 491 + 49);
    }

    [Fact]
    public void Nobody_is_sent_to_two_of_the_places_and_the_questions_are_about_those()
    {
        Assert.Equal((10, 20), (TasksInText.People.Count, TasksInText.Places.Count));
        Assert.All(TasksInText.People, person =>
            Assert.Equal(2, TasksInText.Places.Count(place => !Text.Visits(person, place))));
        var read = Documents.Where((_, i) => i % 2 == 0).Select(Visit).ToArray();
        Assert.All(read, visit => Assert.True(Text.Visits(visit.Person, visit.Place)));
        Assert.Equal(180, read.Concat(Split(Text.Unread(2000)).Where((_, i) => i % 2 == 0).Select(Visit))
            .Distinct().Count());
        Assert.All(Text.Summary(100), question =>
        {
            var (person, place) = Visit([.. question.Prompt.Skip(1)]);
            Assert.False(Text.Visits(person, place));
            Assert.Equal($"{person} went to the {place} .", string.Join(' ', question.Answer));
        });
        Assert.All(Text.Summary(100, isRead: true), question =>
        {
            var (person, place) = Visit([.. question.Prompt.Skip(1)]);
            Assert.True(Text.Visits(person, place));
        });
    }

    [Fact]
    public void The_control_is_the_same_prompt_with_another_text_and_does_not_tell_the_answer()
    {
        PromptQuestion[] all = [.. Text.Summary(90), .. Text.Questions(90), .. Text.Cloze(90)];
        foreach (PromptQuestion question in all)
        {
            var (here, there) = (Visit([.. question.Prompt.Skip(1)]), Visit([.. question.Control.Skip(1)]));
            Assert.NotEqual(here.Person, there.Person);
            Assert.NotEqual(here.Place, there.Place);
            Assert.DoesNotContain(here.Place, question.Control);
            Assert.Contains(question.Answer, word => word == here.Place || word == here.Person);
        }

        Assert.All(Text.Summary(9), q => Assert.Equal(["TL;DR", ":"], q.Prompt.TakeLast(2)));
        Assert.All(Text.Summary(9), q => Assert.Equal(["TL;DR", ":"], q.Control.TakeLast(2)));
        Assert.Equal(["where", "who", "where"], Text.Questions(3).Select(q => q.Prompt[^4]));
        Assert.All(Text.Questions(9), q => Assert.Equal(q.Prompt.TakeLast(6), q.Control.TakeLast(6)));
        // The last sentence says the person's name and not yet the place.
        Assert.All(Text.Cloze(9), q => Assert.Equal(q.Prompt.TakeLast(3), q.Control.TakeLast(3)));
    }

    [Fact]
    public void Sentences_that_are_asked_are_neither_read_nor_validated_with()
    {
        string[] read = [.. Documents.Where((_, i) => i % 2 == 1).Select(words => string.Join(' ', words))];
        string[] unread =
        [
            .. Split(Text.Unread(50)).Where((_, i) => i % 2 == 1).Select(words => string.Join(' ', words)),
        ];
        var asked = Text.Translation(4);
        string[] whole = [.. asked.Select(q => string.Join(' ', q.Prompt.Skip(1).Concat(q.Answer)))];
        Assert.Equal(4, whole.Distinct().Count());
        Assert.Empty(whole.Intersect(read));
        Assert.Empty(whole.Intersect(unread));
        Assert.Empty(unread.Intersect(read));
        Assert.Equal(asked[1].Prompt, asked[0].Control);
        Assert.All(asked, q => Assert.Equal((TasksInText.Start, "="), (q.Prompt[0], q.Prompt[^1])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Text.Translation(5));
    }

    [Fact]
    public void The_same_seed_writes_the_same_and_another_one_something_else()
    {
        TasksInText again = new(1001, Sentences, 48), other = new(1002, Sentences, 48);
        Assert.Equal(Text.Reading(20), again.Reading(20));
        Assert.NotEqual(Text.Reading(20), other.Reading(20));
        Assert.NotEqual(Text.Reading(20), Text.Unread(20));
        Assert.NotEqual(Text.Translation(4)[0].Prompt, other.Translation(4)[0].Prompt);
        Assert.Contains("56 sentences at least. Received 55", Assert.Throws<ArgumentException>(
            () => new TasksInText(1, [.. Sentences.Take(55)], 48)).Message, StringComparison.Ordinal);
    }

    private static string[][] Split(IEnumerable<string> text) =>
    [
        .. string.Join(' ', text).Split(TasksInText.Start, StringSplitOptions.RemoveEmptyEntries)
            .Select(document => document.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
    ];

    private static (string Person, string Place) Visit(string[] report)
    {
        int went = Array.IndexOf(report, "went");
        return (report[went - 1], report[went + 3]);
    }
}
