using StudyKit.Tests.Support;
using StudyKit.Text.Examples;
using StudyKit.World;
using StudyKit.World.Sentences;
using StudyKit.World.Tasks;

namespace StudyKit.Tests.World.Tasks;

public sealed class WorldReadingTests
{
    private static readonly Lazy<IReadOnlyList<WorldPair>> s_pairs =
        new(() => new SmallWorld().Pairs(WorldSplit.Train, 3000, 14));

    [Fact]
    public void The_first_questions_and_tags_are_as_read_and_accepted()
    {
        IReadOnlyList<AnswerExample> questions = WorldQuestions.Make(s_pairs.Value, 1);
        Golden.Verify(string.Join('\n', [
            .. questions.Take(12).Select(e => $"{e.Passage} | {e.Question} | {e.Answer}"),
            .. WorldTags.Make(s_pairs.Value.Take(40)).Select(Show),
        ]), "World/reading-tasks.txt");
    }

    [Fact]
    public void Every_answer_stands_where_the_example_says_and_each_kind_is_asked()
    {
        IReadOnlyList<AnswerExample> questions = WorldQuestions.Make(s_pairs.Value, 1, sentences: 3);
        Assert.InRange(questions.Count, 100, s_pairs.Value.Count);
        Assert.All(questions, e => Assert.Equal(e.Answer, e.Passage.Substring(e.Start, e.Answer.Length)));
        Assert.All(questions, e => Assert.Equal(3, e.Passage.Count(letter => letter == '.')));
        foreach (string word in new[] { "Who", "How", "Why" })
        {
            Assert.InRange(
                questions.Count(e => e.Question.StartsWith(word, StringComparison.Ordinal)) / (double)questions.Count,
                0.25,
                0.42);
        }

        Assert.Contains(
            "1 to 4",
            Assert.Throws<ArgumentOutOfRangeException>(() => WorldQuestions.Make(s_pairs.Value, 1, 5)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("you called her .", "B-person O B-person O")]
    [InlineData(
        "David 's older sister lent her light new watch to the teacher yesterday .",
        "B-person I-person I-person I-person O B-thing I-thing I-thing I-thing O B-person I-person O O")]
    [InlineData(
        "he will watch the film with Li Na at the cinema .",
        "B-person O O B-thing I-thing O B-person I-person O B-place I-place O")]
    [InlineData("I taught the teacher history .", "B-person O B-person I-person B-thing O")]
    public void Phrases_are_tagged_with_what_opens_them(string sentence, string expected)
    {
        TaggedWords tagged = WorldTags.Tag(sentence.Split(' '));
        Assert.Equal(expected, string.Join(' ', tagged.Labels.Select(label => WorldTags.Names[label])));
    }

    private static string Show(TaggedWords tagged) => string.Join(
        ' ', tagged.Words.Zip(tagged.Labels, (word, label) => label == 0 ? word : $"{word}/{WorldTags.Names[label]}"));
}
