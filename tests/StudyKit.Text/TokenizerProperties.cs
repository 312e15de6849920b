using CsCheck;
using StudyKit.Tests.Support;
using StudyKit.Text;
using StudyKit.Text.Bpe;
using StudyKit.Text.Characters;
using StudyKit.Text.Gpt;
using StudyKit.Text.WordPiece;
using StudyKit.Text.Words;

namespace StudyKit.Tests.Text;

/// <summary>What holds of tokenizers for any text: what goes in comes out.</summary>
public sealed class TokenizerProperties
{
    private static readonly string[] s_learned =
        ["the cat sat on the mat, 文字 and かな", "don't x==y the mat é e\u0301 ß 𠮷 中文 한글",
            "the the cat's 2,000.5 👍🏽 C++ ..."];

    private static readonly ByteLevelTokenizer s_bytes = ByteLevelTokenizer.Learn(
        s_learned, merges: 60, minimumCount: 1);
    private static readonly BpeTokenizer s_bpe = BpeTokenizer.Learn(s_learned, new() { VocabularySize = 120 });
    private static readonly CharacterTokenizer s_characters = CharacterTokenizer.Learn(s_learned);
    private static readonly WordTokenizer s_words = WordTokenizer.Learn(s_learned.SelectMany(text => text.Split(' ')));
    private static readonly WordPieceTokenizer s_pieces = WordPieceTokenizer.Learn(
        s_learned, new() { VocabularySize = 200 });
    private static readonly GptTokenizer s_gpt = GptTokenizer.Learn(s_learned, 60);

    /// <summary>Any text of characters that were learned.</summary>
    private static Gen<string> Known { get; } =
        Gen.OneOf(string.Concat(s_learned).EnumerateRunes().Select(rune => rune.ToString()).Distinct().ToArray())
            .Array[0, 30].Select(string.Concat);

    [Fact]
    public void Byte_level_tokens_carry_any_text_and_any_bytes()
    {
        Generated.Text.Sample(text => s_bytes.Decode(s_bytes.Encode(text)) == text, iter: Generated.Times);
        Gen.Byte.Array.Sample(
            bytes => s_bytes.DecodeBytes(s_bytes.EncodeBytes(bytes)).AsSpan().SequenceEqual(bytes),
            iter: Generated.Times);
    }

    [Fact]
    public void Characters_carry_any_text_of_their_alphabet() =>
        Known.Sample(text => s_characters.Decode(s_characters.Encode(text)) == text, iter: Generated.Times);

    [Fact]
    public void Merged_pieces_carry_any_text_of_their_alphabet_with_single_spaces() => Known.Sample(text =>
    {
        string single = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(single, s_bpe.Decode(s_bpe.Encode(text)));
        Assert.Equal(single, s_bpe.Decode(s_bpe.Encode(text, 0.5, new SeededRandom(text.Length))));
    }, iter: Generated.Times);

    [Fact]
    public void Words_carry_any_row_of_known_words() =>
        Gen.OneOf(s_learned.SelectMany(text => text.Split(' ')).ToArray()).Array[0, 12]
            .Select(words => string.Join(' ', words))
            .Sample(text => s_words.Decode(s_words.Encode(text)) == text, iter: Generated.Times);

    /// <summary>
    /// WordPiece and the first GPT's pieces forget spaces, capitals and accents; what they remember they must not
    /// change: the text of the ids has the same ids.
    /// </summary>
    [Fact]
    public void The_text_of_word_pieces_has_the_same_word_pieces() => Known.Sample(text =>
    {
        int[] ids = s_pieces.Encode(text);
        Assert.Equal(ids, s_pieces.Encode(s_pieces.Decode(ids)));
        int[] gpt = s_gpt.Encode(text);
        Assert.Equal(gpt, s_gpt.Encode(s_gpt.Decode(gpt)));
    }, iter: Generated.Times);

    [Fact]
    public void Every_token_has_its_place_in_any_text() => Generated.Text.Sample(text =>
    {
        foreach (ITokenizer tokenizer in new ITokenizer[] { s_bytes, s_bpe, s_characters, s_words, s_pieces, s_gpt })
        {
            EncodedText encoded = tokenizer.EncodeWithSpans(text);
            Assert.Equal(tokenizer.Encode(text), encoded.Ids);
            Assert.Equal(encoded.Ids.Count, encoded.Spans.Count);
            int last = 0;
            foreach (TextSpan span in encoded.Spans)
            {
                Assert.InRange(span.Start, last, text.Length);
                Assert.InRange(span.End, span.Start, text.Length);
                last = span.Start;
            }
        }
    }, iter: Generated.Times);
}
