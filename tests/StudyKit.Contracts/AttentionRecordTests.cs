using System.Text.Json.Nodes;
using StudyKit.Contracts;

namespace StudyKit.Tests.Contracts;

public sealed class AttentionRecordTests
{
    private static readonly AttentionLayer[] Layers =
    [
        new("Encoder 1", "Encoder", 2, 1, 1), new("Decoder 1 to encoder", "Decoder to encoder", 1, 0, 1),
    ];

    private static readonly AttentionSentence[] Sentences =
        [new([["a", "<b>", "a"], ["王", "&"]], Boundary: 2), new([["x", "y"], ["p", "q", "r"]])];

    [Fact]
    public void Weights_keep_their_places_and_are_as_exact_as_eight_bits_of_their_roots()
    {
        float[] weights = Weights(steps: 2);
        AttentionRecord record = AttentionRounding.Weights(Layers, Sentences, [0, 50], weights);
        Assert.Equal((255, 76), (record.Levels, record.Codes.Length));
        int at = 0;
        for (int sentence = 0; sentence < 2; sentence++)
        {
            for (int time = 0; time < 2; time++)
            {
                foreach ((int layer, int head) in ((int, int)[])[(0, 0), (0, 1), (1, 0)])
                {
                    // Half a step of the root, 1/510, is at most 2·√w/510 of the weight.
                    foreach (double weight in record.Map(sentence, time, layer, head))
                    {
                        Assert.InRange(Math.Abs(weight - weights[at++]), 0, 0.004);
                    }
                }
            }
        }

        Assert.Equal(weights.Length, at);
        Assert.Equal((3, 2), record.Size(0, 1));
        Assert.Equal((3, 3), record.Size(1, 0));
    }

    [Fact]
    public void Small_weights_of_a_long_text_are_not_lost()
    {
        byte[] codes = AttentionCoding.Codes([1 / 512f, 1 / 511f, 0, 1], 255);
        Assert.Equal([11, 11, 0, 255], codes);
        Assert.Equal(0.00186, Math.Pow(codes[0] / 255.0, 2), 5);
    }

    [Fact]
    public void It_survives_writing_and_reading()
    {
        AttentionRecord record = AttentionRounding.Weights(Layers, Sentences, [0, 50], Weights(steps: 2)) with
        {
            Title = "t",
            Caption = "c <&>",
            Vectors = AttentionRounding.Vectors([2, 0], Parts()),
            Effects = [new HeadEffect(1, 0, 1, 0.25, 1, 3, "2 y", "cat 60%", "dog 51%")],
        };
        AttentionRecord read = AttentionJson.Read(JsonNode.Parse(RecordJson.Write(AttentionJson.Write(record))));
        Assert.Equal(record.Codes.ToArray(), read.Codes.ToArray());
        Assert.Equal(record.Layers, read.Layers);
        Assert.Equal(record.Sentences[0].Texts[1], read.Sentences[0].Texts[1]);
        Assert.Equal((2, null), (read.Sentences[0].Boundary, read.Sentences[1].Boundary));
        Assert.Equal([0L, 50L], read.Steps);
        Assert.Equal(("t", "c <&>"), (read.Title, read.Caption));
        Assert.Equal(record.Effects, read.Effects);
        Assert.Equal(record.Vectors!.Codes.ToArray(), read.Vectors!.Codes.ToArray());
        Assert.Equal([127, -64, 0, 32], read.Vectors.Codes.Span[..4].ToArray());
        Assert.Equal(4 / 127.0, read.Vectors.Scales[0], 5);
    }

    [Theory]
    [InlineData(1, "at least two tokens: one alone gives itself all its weight. Received 1 in sentence 1")]
    [InlineData(0, "Received 0 in sentence 1")]
    [InlineData(10_000, "at most 512 tokens: a map of more is neither drawn nor read. Received 10,000 in sentence 1")]
    public void A_sentence_too_short_or_too_long_is_refused_with_what_to_do(int tokens, string message)
    {
        AttentionSentence sentence = new([[.. Enumerable.Repeat("a", tokens)]]);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => AttentionRounding.Weights(
            [new AttentionLayer("Layer 1", "Layer", 1)], [sentence], [], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_weights_is_named()
    {
        float[] broken = Weights(steps: 1);
        broken[14 + 9 + 5] = float.NaN;
        Assert.Contains(
            "Received NaN in sentence 2, Encoder 1, head 2, query 2, key 3. A model whose loss became NaN",
            Refused(Layers, Sentences, broken), StringComparison.Ordinal);
        Assert.Contains("ask for 38 weights. Received 37", Refused(Layers, Sentences, new float[37]), StringComparison
            .Ordinal);
        Assert.Contains("Received 0 sentences and 2 layers", Refused(Layers, [], []), StringComparison.Ordinal);
        Assert.Contains("A sentence has only 1; give it the tokens of both", Refused(
            Layers, [new AttentionSentence([["a", "b"]])], []), StringComparison.Ordinal);
        Assert.Contains("from 1 to 1. Received 2 for sentence 1", Refused(
            [new AttentionLayer("L", "L", 1)], [new AttentionSentence([["a", "b"]], 2)], []), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_much_for_a_page_is_rounded_further_and_then_refused()
    {
        uint state = 1;
        float[] noise = [.. Enumerable.Range(0, 200_000)
            .Select(_ => (state = state * 1_664_525 + 1_013_904_223) / 4_294_967_296f)];
        Assert.Equal(255, AttentionCoding.Fit(noise, 300_000)!.Value.Levels);
        Assert.Equal(63, AttentionCoding.Fit(noise, 230_000)!.Value.Levels);
        Assert.Null(AttentionCoding.Fit(noise, 20_000));
    }

    [Theory]
    [InlineData("{}", "Received 0 sentences and 0 layers")]
    [InlineData("""{"layers":[{"heads":1}],"sentences":[{"texts":[["a","b"]]}],"levels":255,"weights":"AAAA"}""",
        "no gzip text")]
    [InlineData("""{"layers":[{"heads":99999999}],"sentences":[{"texts":[["a","b"]]}],"levels":255,"weights":""}""",
        "at most 67,108,864 weights. Received 399,999,996")]
    [InlineData("""{"layers":[{"heads":0}],"sentences":[{"texts":[["a","b"]]}]}""", "Received 0 of ")]
    public void A_file_that_is_none_says_why(string json, string message) => Assert.Contains(
        message, Assert.Throws<FormatException>(() => AttentionJson.Read(JsonNode.Parse(json))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_small_text_that_unpacks_into_much_is_not_unpacked()
    {
        string bomb = AttentionCoding.Pack(new byte[10_000_000]);
        Assert.Equal("4 bytes were expected. Received more.", Assert.Throws<FormatException>(
            () => AttentionCoding.Unpack(bomb, 4)).Message);
        Assert.Equal("10 bytes were expected. Received 4.", Assert.Throws<FormatException>(
            () => AttentionCoding.Unpack(AttentionCoding.Pack(new byte[4]), 10)).Message);
    }

    private static string Refused(AttentionLayer[] layers, AttentionSentence[] sentences, float[] weights) =>
        Assert.Throws<ArgumentException>(() => AttentionRounding.Weights(layers, sentences, [], weights)).Message;

    // Sentence 1: 2 heads of 2×2, 1 of 3×2; sentence 2: 2 heads of 3×3, 1 of 2×3. 14 + 24 at each step.
    private static float[] Weights(int steps)
    {
        float[] weights = new float[38 * steps];
        for (int i = 0; i < weights.Length; i++) weights[i] = i * 37 % 100 / 100f;
        return weights;
    }

    private static float[][] Parts() =>
    [
        [4, -2, 0, 1], [1, 1, 1, 1], [0, 0, 0, 0], [1, 2, 3, 4], [], [],
        [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], [], [],
    ];
}
