using StudyKit.Tests.Support;
using StudyKit.Text;
using StudyKit.Text.Bpe;

namespace StudyKit.Tests.Text.Bpe;

public sealed class ByteLevelTokenizerTests
{
    private static readonly string[] Texts =
    [
        "the newest and the widest", "the lower the newer, the wider the older", "我们在花园里，他们也在花园里。",
    ];
    private static readonly ByteLevelTokenizer Learned = ByteLevelTokenizer.Learn(Texts, merges: 30);

    [Fact]
    public void Published_ids_are_exact()
    {
        string encoder = RealData.Find("vocab", "gpt2", "encoder.json");
        string merges = RealData.Find("vocab", "gpt2", "vocab.bpe");
        ByteLevelTokenizer tokenizer = ByteLevelTokenizer.Load(encoder, merges);
        Assert.Equal(50257, tokenizer.Vocabulary.Count);
        Assert.Equal(50256, tokenizer.Vocabulary.Special.End);
        (string Text, int[] Ids)[] published =
        [
            ("My name is", [3666, 1438, 318]),
            ("Hello world", [15496, 995]),
            ("Hello, my dog is cute", [15496, 11, 616, 3290, 318, 13779]),
            ("lower newer", [21037, 15064]),
            ("I'll", [40, 1183]),
            ("TL;DR:", [14990, 26, 7707, 25]),
            ("a   b\n\n c ", [64, 220, 220, 275, 628, 269, 220]),
        ];
        Assert.All(published, pair =>
        {
            Assert.Equal(pair.Ids, tokenizer.Encode(pair.Text));
            Assert.Equal(pair.Text, tokenizer.Decode(pair.Ids));
        });
        // Every token's own bytes come back, whatever they are.
        Assert.All(Enumerable.Range(0, 50256), id => Assert.Equal(
            tokenizer.DecodeBytes([id]), tokenizer.DecodeBytes(tokenizer.EncodeBytes(tokenizer.DecodeBytes([id])))));
    }

    [Theory]
    [InlineData("Hello world", "Hello| world")]
    [InlineData("it's we'll 'tis DON'T", "it|'s| we|'ll| '|tis| DON|'|T")]
    [InlineData("a  b", "a| | b")]
    [InlineData("a\n\n b", "a|\n\n| b")]
    [InlineData("a \n", "a| \n")]
    [InlineData("\tx", "\t|x")]
    [InlineData("x2 y² 3.14!?", "x|2| y|²| 3|.|14|!?")]
    [InlineData("𠀀𠀁 café", "𠀀𠀁| café")]
    [InlineData("\u00a0x", "\u00a0|x")]
    public void Pieces_are_those_of_the_published_rule(string text, string pieces)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Assert.Equal(pieces.Split('|'), ByteLevelPieces.Cut(bytes)
            .Select(piece => System.Text.Encoding.UTF8.GetString(bytes, piece.Start, piece.Length)));
    }

    [Fact]
    public void Any_bytes_come_back_from_their_ids()
    {
        SeededRandom random = new(1);
        for (int trial = 0; trial < 500; trial++)
        {
            byte[] bytes = new byte[random.Next(60)];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = random.Chance(0.5)
                    ? (byte)random.Next(256)
                    : (byte)random.Pick("the wid rst'\n".ToCharArray());
            }

            Assert.Equal(bytes, Learned.DecodeBytes(Learned.EncodeBytes(bytes)));
        }

        Assert.All(Texts, text => Assert.Equal(text, Learned.Decode(Learned.Encode(text))));
    }

    [Fact]
    public void A_lone_surrogate_is_the_replacement_character()
    {
        Assert.Equal("a\uFFFDb", Learned.Decode(Learned.Encode("a\uD83Db")));
        Assert.Equal("😀", Learned.Decode(Learned.Encode("😀")));
        Assert.Equal("\uFFFD", Learned.Decode(Learned.Encode("😀")[..1]));
    }

    [Fact]
    public void The_most_frequent_pair_is_merged_first()
    {
        // Pieces: "the" 2 and "Ġthe" 4 times: (h, e) comes 6 times, and (t, h) as often; (h, e) is the first by
        // character.
        Assert.Equal(("h", "e"), Learned.Merges[0]);
        Assert.Equal(("t", "he"), Learned.Merges[1]);
        Assert.Equal(256, Learned.Vocabulary.IdOf("he"));
        Assert.Equal(0, Learned.Vocabulary.IdOf("!"));
        Assert.Equal(ByteLevelTokenizer.EndOfText, Learned.Vocabulary.Tokens[^1]);
        Assert.Equal(Learned.Merges, ByteLevelTokenizer.Learn(Texts, merges: 30).Merges);
    }

    [Fact]
    public void Spans_cover_whole_characters()
    {
        EncodedText encoded = Learned.EncodeWithSpans("the 猫");
        Assert.Equal(new TextSpan(0, 3), encoded.Spans[0]);
        Assert.Equal(new TextSpan(3, 1), encoded.Spans[1]);
        Assert.All(encoded.Spans.Skip(2), span => Assert.Equal(new TextSpan(4, 1), span));
    }

    [Fact]
    public void Bad_files_are_told()
    {
        Assert.Contains(
            "all 256 bytes",
            Assert.Throws<ArgumentException>(() => new ByteLevelTokenizer(["a"], [])).Message,
            StringComparison.Ordinal);
        Assert.Contains("without 'he'", Assert.Throws<ArgumentException>(() =>
            new ByteLevelTokenizer([.. ByteAlphabet.Symbols], [("h", "e")])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Learned.Decode([100_000]));
    }
}
