using Microsoft.ML.Tokenizers;
using StudyKit.Tests.Support;
using StudyKit.Text;
using StudyKit.Text.WordPiece;
using WordPieceOptions = StudyKit.Text.WordPiece.WordPieceOptions;
using WordPieceTokenizer = StudyKit.Text.WordPiece.WordPieceTokenizer;

namespace StudyKit.Tests.Text.WordPiece;

public sealed class WordPieceTests
{
    private static WordPieceTokenizer Small(params string[] tokens) =>
        new([.. WordPieceTokenizer.SpecialNames, .. tokens]);

    [Fact]
    public void The_example_of_BERTs_own_tests()
    {
        WordPieceTokenizer tokenizer = Small("want", "##want", "##ed", "wa", "un", "runn", "##ing", ",");
        EncodedText encoded = tokenizer.EncodeWithSpans("UNwant\u00E9d,running");
        Assert.Equal(["un", "##want", "##ed", ",", "runn", "##ing"], encoded.Tokens);
        Assert.Equal([9, 6, 7, 12, 10, 11], encoded.Ids);
        Assert.Equal(
            ["UN", "want", "\u00E9d", ",", "runn", "ing"],
            encoded.Spans.Select(span => "UNwant\u00E9d,running".Substring(span.Start, span.Length)));
        Assert.Equal("unwanted , running", tokenizer.Decode(encoded.Ids));
    }

    [Fact]
    public void Published_vocabulary_with_offsets()
    {
        string path = RealData.Find("vocab", "bert-base-uncased", "vocab.txt");
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(path);
        Assert.Equal(30522, tokenizer.Vocabulary.Count);
        EncodedText encoded = tokenizer.EncodeSequence("A, na\u00EFve [MASK] AllenNLP sentence.");
        Assert.Equal(
            ["[CLS]", "a", ",", "naive", "[MASK]", "allen", "##nl", "##p", "sentence", ".", "[SEP]"], encoded.Tokens);
        Assert.Equal([101, 1037, 1010, 15743, 103, 5297, 20554, 2361, 6251, 1012, 102], encoded.Ids);
        Assert.Equal(
            [(0, 0), (0, 1), (1, 2), (3, 8), (9, 15), (16, 21), (21, 23), (23, 24), (25, 33), (33, 34), (34, 34)],
            encoded.Spans.Select(span => (span.Start, span.End)));
    }

    [Fact]
    public void Ids_equal_those_of_Microsofts_tokenizer_on_real_text()
    {
        string path = RealData.Find("vocab", "bert-base-uncased", "vocab.txt");
        string text = RealData.Find("wikitext-2", "raw", "valid.txt");
        WordPieceTokenizer ours = WordPieceTokenizer.Load(path);
        BertTokenizer theirs = BertTokenizer.Create(path);
        // Theirs keeps accents where .NET runs without ICU, as this kit does, so the texts compared have none. Nor have
        // they ASCII's symbols: BERT's own code counts those as punctuation, and theirs does not.
        string[] lines = [.. File.ReadLines(text).Where(line => line.Length > 100 && System.Text.Ascii.IsValid(line)
            && line.IndexOfAny(['$', '+', '<', '=', '>', '^', '`', '|', '~']) < 0).Take(300)];
        Assert.Equal(300, lines.Length);
        foreach (string line in lines)
        {
            Assert.Equal(theirs.EncodeToIds(line, addSpecialTokens: false), ours.Encode(line));
        }
    }

    [Fact]
    public void Chinese_characters_are_words_and_accents_of_their_own_belong_to_their_letter()
    {
        WordPieceTokenizer tokenizer = Small("字", "典", "e", "$", "x");
        Assert.Equal(["字", "典", "e", "$", "x"], tokenizer.EncodeWithSpans("字典E\u0301$\u200Bx").Tokens);
        Assert.Equal(new TextSpan(2, 2), tokenizer.EncodeWithSpans("字典E\u0301$").Spans[2]);
    }

    [Fact]
    public void Every_kind_of_space_divides_words_the_separators_of_lines_and_paragraphs_too()
    {
        WordPieceTokenizer tokenizer = Small("a", "b");
        Assert.Equal(["a", "b", "a", "b", "a"], tokenizer.EncodeWithSpans("a\u2028b\u2029a\u00A0b\u3000a").Tokens);
    }

    [Theory]
    [InlineData("ÀÉÎÕÜ ǖ Ệ ς İ", "aeiou u e ς i")]
    [InlineData("한글", "\u1112\u1161\u11AB\u1100\u1173\u11AF")]
    [InlineData("ø ł ß", "ø ł ß")]
    public void Letters_lose_their_accents_without_ICU(string text, string bare)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Learn(
            [text, text], new WordPieceOptions { VocabularySize = 1000 });
        Assert.Equal(bare, tokenizer.Decode(tokenizer.Encode(text)));
    }

    [Fact]
    public void A_word_with_one_unknown_piece_is_unknown_whole_and_so_is_a_very_long_one()
    {
        WordPieceTokenizer tokenizer = Small("un", "##a", "a");
        EncodedText encoded = tokenizer.EncodeWithSpans("una unb");
        Assert.Equal(["un", "##a", "[UNK]"], encoded.Tokens);
        Assert.Equal(new TextSpan(4, 3), encoded.Spans[2]);
        Assert.Equal(100, tokenizer.Encode(new string('a', 100)).Length);
        Assert.Equal([1], tokenizer.Encode(new string('a', 101)));
        Assert.Empty(tokenizer.Encode(" \t\n"));
    }

    [Fact]
    public void Learned_pieces_join_the_most_frequent_pair_first()
    {
        // Pairs: (##u, ##g) 20, (h, ##u) 15, (##g, ##s) 5: after "##ug", (h, ##ug) 15, then (p, ##ug) 5 and (hug, ##s)
        // 5, "hug" before "p".
        string text = string.Join(
            ' ', [.. Enumerable.Repeat("hug", 10), .. Enumerable.Repeat("pug", 5), .. Enumerable.Repeat("hugs", 5)]);
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Learn([text], new WordPieceOptions { VocabularySize = 14 });
        Assert.Equal(
            ["##g", "##s", "##u", "h", "p", "##ug", "hug", "hugs", "pug"], tokenizer.Vocabulary.Tokens.Skip(5));
        Assert.Equal(["hugs", "p", "##u", "##s"], tokenizer.EncodeWithSpans("hugs pus").Tokens);
        Assert.Throws<ArgumentException>(
            () => WordPieceTokenizer.Learn([text], new WordPieceOptions { VocabularySize = 9 }));
    }

    [Fact]
    public void Broken_text_is_refused_with_its_place()
    {
        // Built here: a lone surrogate does not survive in an attribute, whose texts are kept as UTF-8.
        string half = new(['a', (char)0xD800, 'b']);
        Assert.Contains(
            "half a surrogate pair (U+D800) at position 1",
            Assert.Throws<ArgumentException>(() => Small("a").Encode(half)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "NUL (U+0000) at position 2",
            Assert.Throws<ArgumentException>(() => Small("a").Encode("ab\0")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_vocabulary_without_its_special_tokens_is_refused_with_file_and_token()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n");
        string message = Assert.Throws<InvalidDataException>(() => WordPieceTokenizer.Load(path)).Message;
        File.Delete(path);
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains("Received 5 tokens without [MASK].", message, StringComparison.Ordinal);
    }
}
