using StudyKit.Text;
using StudyKit.Text.Characters;

namespace StudyKit.Tests.Text.Characters;

public sealed class CharacterTokenizerTests
{
    [Fact]
    public void Characters_are_numbered_by_code_after_the_special_tokens()
    {
        CharacterTokenizer tokenizer = CharacterTokenizer.Learn(["cab", "b🙂 我"]);
        Assert.Equal(["<pad>", "<s>", "</s>", "<unk>", " ", "a", "b", "c", "我", "🙂"], tokenizer.Vocabulary.Tokens);
        Assert.Equal([5, 6, 9, 3], tokenizer.Encode("ab🙂x"));
        Assert.Equal("ab🙂<unk>", tokenizer.Decode([1, 5, 6, 9, 3, 2, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Decode([10]));
    }

    [Fact]
    public void A_code_point_of_two_units_is_one_token_with_a_span_of_two()
    {
        EncodedText encoded = new CharacterTokenizer("A🙂b", TextNormalizer.LowerCase).EncodeWithSpans("B🙂A");
        Assert.Equal(["b", "🙂", "a"], encoded.Tokens);
        Assert.Equal([new TextSpan(0, 1), new TextSpan(1, 2), new TextSpan(3, 1)], encoded.Spans);
    }

    [Theory]
    [InlineData(0xD83D, 2)]
    [InlineData(0xDE42, 0)]
    public void Half_a_surrogate_pair_is_refused_with_its_place(int unit, int position)
    {
        string text = "abc".Insert(position, ((char)unit).ToString());
        ArgumentException error = Assert.Throws<ArgumentException>(() => new CharacterTokenizer("abc").Encode(text));
        Assert.Contains($"U+{unit:X4}, at position {position}.", error.Message, StringComparison.Ordinal);
    }
}
