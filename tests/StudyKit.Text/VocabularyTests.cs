using StudyKit.Text;

namespace StudyKit.Tests.Text;

public sealed class VocabularyTests
{
    [Fact]
    public void Tokens_and_ids_lead_to_each_other()
    {
        Vocabulary vocabulary = new(["<pad>", "a", "b"], new SpecialTokens { Padding = 0 });
        Assert.Equal((3, 2, "b"), (vocabulary.Count, vocabulary.IdOf("b"), vocabulary[2]));
        Assert.Null(vocabulary.Find("c"));
        Assert.Equal(
            "The vocabulary of 3 tokens has no 'c'.",
            Assert.Throws<KeyNotFoundException>(() => vocabulary.IdOf("c")).Message);
        Assert.Contains(
            "between 0 and 2",
            Assert.Throws<ArgumentOutOfRangeException>(() => vocabulary[3]).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_twice_or_a_special_id_outside_is_refused()
    {
        Assert.Contains(
            "Received 'a' as id 0 and as id 2",
            Assert.Throws<ArgumentException>(() => new Vocabulary(["a", "b", "a"], new SpecialTokens())).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Received 7",
            Assert.Throws<ArgumentException>(() => new Vocabulary(["a"], new SpecialTokens { Mask = 7 })).Message,
            StringComparison.Ordinal);
    }
}
