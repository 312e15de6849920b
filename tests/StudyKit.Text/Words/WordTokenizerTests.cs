using StudyKit.Text.Words;

namespace StudyKit.Tests.Text.Words;

public sealed class WordTokenizerTests
{
    private static readonly WordTokenizer Words = WordTokenizer.Learn("我 昨天 看见 我 猫 猫 我".Split(' '));

    [Fact]
    public void Words_are_numbered_by_frequency_after_the_four_standard_tokens() =>
        Assert.Equal(["<pad>", "<s>", "</s>", "<unk>", "我", "猫", "昨天", "看见"], Words.Vocabulary.Tokens);

    [Fact]
    public void Known_words_come_back_and_unknown_ones_are_named()
    {
        Assert.Equal([4, 7, 5], Words.Encode("我 看见 猫"));
        Assert.Equal([4, 3], Words.Encode("我 狗"));
        Assert.Equal("我 看见 猫", Words.Decode([1, 4, 7, 5, 2, 0]));
        Assert.Empty(Words.Encode(" "));
    }
}
