using StudyKit.Notebooks.Export.Languages;

namespace StudyKit.Tests.Notebooks.Export.Languages;

/// <summary>One translation of a phrase serves every run: the numbers are the run's.</summary>
public sealed class PhraseTests
{
    [Theory]
    [InlineData("Mean of 6 seeds with its 95% interval.", "Mean of {1} seeds with its {2}% interval.")]
    [InlineData("GPT-2 and Conv1D in 12,364 steps", "GPT-2 and Conv1D in {1} steps")]
    [InlineData("from −0.5 to .71, p = 1e-05", "from {1} to {2}, p = {3}")]
    [InlineData("1.2×10⁻⁷ apart, at most 10⁻⁵", "{1} apart, at most {2}")]
    [InlineData("10-20 and (3)", "{1}-{2} and ({3})")]
    [InlineData("  two\n lines ", "two lines")]
    [InlineData("plain-32 against residual-32", "plain-32 against residual-32")]
    public void Numbers_are_taken_out_and_names_keep_their_digits(string text, string pattern) =>
        Assert.Equal(pattern, Phrase.Of(text).Pattern);

    [Fact]
    public void The_numbers_come_back_in_the_order_of_the_other_language()
    {
        Phrase phrase = Phrase.Of("2 of 5 heads in 3 s");
        Assert.Equal("5 个头中的 2 个，3 秒", phrase.Fill("{2} 个头中的 {1} 个，{3} 秒"));
        Assert.Equal("{9} 个", phrase.Fill("{9} 个"));
    }

    [Theory]
    [InlineData("steps", true)]
    [InlineData("学习率 0.1", false)]
    [InlineData("12.5 [3, 4]", false)]
    [InlineData("§3.2", false)]
    public void Only_words_are_translated(string text, bool has) => Assert.Equal(has, Phrase.HasWords(text));

    [Fact]
    public void A_cells_own_phrase_goes_before_the_same_one_of_another_cell()
    {
        PhraseBook book = Book("""
            { "one": { "english": "", "phrases": { "row": "行" } },
              "two": { "english": "", "phrases": { "row": "样本" } } }
            """);
        Assert.Equal("行", book.Find("one", "row"));
        Assert.Equal("样本", book.Find("two", "row"));
        Assert.Equal("行", book.Find(null, "row"));
        Assert.Null(book.Find("one", "column"));
    }

    [Fact]
    public void An_open_place_takes_any_words_and_translates_them_if_it_can()
    {
        PhraseBook book = Book("""
            { "phrases": { "{a} without {b}, {1} steps": "{a}，没有{b}，{1} 步", "noise": "噪声", "BERT": "" } }
            """);
        Assert.Equal("GPT，没有噪声，40 步", book.Find(null, "GPT without noise, 40 steps"));
        Assert.Equal("BERT", book.Find(null, "BERT"));
    }

    [Fact]
    public void A_name_that_a_picture_had_no_room_for_is_known_by_its_beginning()
    {
        PhraseBook book = Book("""{ "phrases": { "ReLU-only pre-activation": "只对 ReLU 预激活" } }""");
        Assert.Equal("只对 ReLU 预激活", book.Find(null, "ReLU-only pre-ac…"));
    }

    [Fact]
    public void A_file_that_is_no_JSON_says_which() => Assert.Contains(
        "x.json", Assert.Throws<FormatException>(() => Book("{")).Message, StringComparison.Ordinal);

    private static PhraseBook Book(string json) => PhraseBook.Parse(json, "x.json");
}
