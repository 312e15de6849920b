using StudyKit.Text;
using StudyKit.Text.Gpt;

namespace StudyKit.Tests.Text.Gpt;

public sealed class GptTokenizerTests
{
    // The vocabulary with which the published implementations of GPT's tokenizer test themselves.
    private static readonly string[] Tokens =
    [
        "l", "o", "w", "e", "r", "s", "t", "i", "d", "n", "w</w>", "r</w>", "t</w>", "lo", "low", "er</w>", "low</w>",
        "lowest</w>", "newer</w>", "wider</w>", "<unk>",
    ];

    [Fact]
    public void Merges_are_made_in_the_order_learned_and_the_last_symbol_ends_the_word()
    {
        GptTokenizer tokenizer = new(Tokens, [("l", "o"), ("lo", "w"), ("e", "r</w>")]);
        EncodedText encoded = tokenizer.EncodeWithSpans("Lower x");
        Assert.Equal(["low", "er</w>", "<unk>"], encoded.Tokens);
        Assert.Equal([14, 15, 20], encoded.Ids);
        Assert.Equal([new TextSpan(0, 3), new TextSpan(3, 2), new TextSpan(6, 1)], encoded.Spans);
        Assert.Equal("lower", tokenizer.Decode([14, 15]));
    }

    [Fact]
    public void Sennrichs_example_is_learned()
    {
        // Sennrich et al. (2016), Figure 1: low 5, lowest 2, newer 6, wider 3; with the end mark on the last letter
        // r</w> is one symbol.
        string text = string.Join(' ', [.. Enumerable.Repeat("low", 5),
            .. Enumerable.Repeat("lowest", 2), .. Enumerable.Repeat("newer", 6), .. Enumerable.Repeat("wider", 3)]);
        GptTokenizer tokenizer = GptTokenizer.Learn([text], merges: 3, special: ["_start_"]);
        // (e, r</w>) 9, then (l, o) 7, then of (e, w), (n, e), (w, er</w>) with 6 the first by character.
        Assert.Equal([("e", "r</w>"), ("l", "o"), ("e", "w")], tokenizer.Merges);
        Assert.Equal("_start_", tokenizer.Vocabulary.Tokens[^1]);
        Assert.Equal("newest low", tokenizer.Decode(tokenizer.Encode("newest low")));
    }

    [Fact]
    public void Published_files_are_read_and_broken_ones_refused()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("studykit-gpt");
        string encoder = Path.Combine(folder.FullName, "encoder.json"),
            merges = Path.Combine(folder.FullName, "vocab.bpe");
        File.WriteAllText(encoder, "{" + string.Join(',', Tokens.Select((token, id) => $"\"{token}\":{id}")) + "}");
        File.WriteAllText(merges, "#version: 0.2\nl o\nlo w\ne r</w>\n");
        Assert.Equal([14, 15], GptTokenizer.Load(encoder, merges).Encode("lower"));
        File.WriteAllText(merges, "l o w\n");
        Assert.Contains(
            "Received \"l o w\"",
            Assert.Throws<InvalidDataException>(() => GptTokenizer.Load(encoder, merges)).Message,
            StringComparison.Ordinal);
        File.WriteAllText(merges, "l o\no l\n");
        Assert.Contains(
            "Received \"o\" and \"l\"; take merges and vocabulary from the same model",
            Assert.Throws<InvalidDataException>(() => GptTokenizer.Load(encoder, merges)).Message,
            StringComparison.Ordinal);
        File.WriteAllText(encoder, "{\"a\":0}");
        File.WriteAllText(merges, "");
        Assert.Contains(
            "must have <unk>",
            Assert.Throws<InvalidDataException>(() => GptTokenizer.Load(encoder, merges)).Message,
            StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }
}
