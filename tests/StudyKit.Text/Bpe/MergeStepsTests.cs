using StudyKit.Text.Bpe;

namespace StudyKit.Tests.Text.Bpe;

public sealed class MergeStepsTests
{
    // Worked by hand. "banana" with the merges a+n, an+a, b+ana, ana+na:
    //   b a n a n a → 1: b an an a → 2: b an ana → 3 and 4 find no pair (b stands before an).
    private static readonly ByteLevelTokenizer Toy = WithMerges(("a", "n"), ("an", "a"), ("b", "ana"), ("ana", "na"));

    [Fact]
    public void A_toy_vocabulary_merges_as_worked_by_hand()
    {
        IReadOnlyList<MergeStep> steps = Toy.MergeSteps("banana");
        Assert.Equal([0, 1, 2], steps.Select(step => step.Merge));
        Assert.Equal(
            ["b a n a n a", "b an an a", "b an ana"], steps.Select(step => string.Join(' ', step.Tokens)));
        Assert.Equal([[], [1, 2], [2]], steps.Select(step => step.Made.ToArray()));
    }

    // The merge learned first is made first, wherever it stands: c+d (1) before a+b (2), and ab+cd (3) last.
    [Fact]
    public void The_order_is_that_of_learning_not_of_reading()
    {
        IReadOnlyList<MergeStep> steps = WithMerges(("c", "d"), ("a", "b"), ("ab", "cd")).MergeSteps(" abcd");
        Assert.Equal(
            ["Ġ a b c d", "Ġ a b cd", "Ġ ab cd", "Ġ abcd"], steps.Select(step => string.Join(' ', step.Tokens)));
        Assert.Equal([0, 1, 2, 3], steps.Select(step => step.Merge));
        Assert.Equal([[], [3], [1], [1]], steps.Select(step => step.Made.ToArray()));
    }

    [Theory]
    [InlineData(" the")]
    [InlineData("widest")]
    [InlineData("花园")]
    [InlineData("3")]
    [InlineData("xyz")]
    public void The_last_step_has_the_tokens_that_encoding_gives(string word)
    {
        var learned = ByteLevelTokenizer.Learn(["the newest and the widest", "我们在花园里，他们在花园里。"], merges: 30);
        IReadOnlyList<MergeStep> steps = learned.MergeSteps(word);
        Assert.Equal(learned.EncodeWithSpans(word).Tokens, steps[^1].Tokens);
        Assert.All(steps.Zip(steps.Skip(1)), pair =>
        {
            (string left, string right) = learned.Merges[pair.Second.Merge - 1];
            Assert.All(pair.Second.Made, place => Assert.Equal(left + right, pair.Second.Tokens[place]));
            Assert.Equal(pair.First.Tokens.Count - pair.Second.Made.Count, pair.Second.Tokens.Count);
            Assert.Equal(string.Concat(pair.First.Tokens), string.Concat(pair.Second.Tokens));
        });
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("two words", 2)]
    [InlineData("x2", 2)]
    public void A_text_of_several_pieces_is_refused(string text, int pieces) => Assert.Contains(
        $"Received \"{text}\", which has {pieces}.",
        Assert.Throws<ArgumentException>(() => Toy.MergeSteps(text)).Message);

    // 花 is E8 8A B1. A control character has no look of its own.
    [Theory]
    [InlineData("Ġthe", "␣the")]
    [InlineData("èĬ±", "花")]
    [InlineData("èĬ", "E8 8A")]
    [InlineData("Ġè", "20 E8")]
    [InlineData("Ċ", "0A")]
    [InlineData("<&", "<&")]
    public void A_token_can_be_read(string token, string shown) =>
        Assert.Equal(shown, ByteLevelTokenizer.Readable(token));

    private static ByteLevelTokenizer WithMerges(params (string Left, string Right)[] merges)
    {
        IReadOnlyList<string> bytes = ByteLevelTokenizer.Learn([""], merges: 0).Vocabulary.Tokens;
        return new ByteLevelTokenizer([.. bytes, .. merges.Select(pair => pair.Left + pair.Right)], merges);
    }
}
