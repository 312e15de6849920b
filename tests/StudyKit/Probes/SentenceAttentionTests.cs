using StudyKit.Models.Transformer;
using StudyKit.Probes;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Probes;

[Collection(TorchCollection.Name)]
public sealed class SentenceAttentionTests
{
    [Fact]
    public void Attention_of_every_layer_and_head_is_recorded_with_names()
    {
        using TransformerModel model = new(ProbedModel.Config);
        using Tensor source = tensor(new long[,] { { 4, 5, 6, 2 }, { 7, 2, 0, 0 } }),
            target = tensor(new long[,] { { 1, 8, 9 }, { 1, 10, 0 } });
        using AttentionProbe probe = new(model);
        using Tensor logits = model.call(source, target);
        Assert.Equal(
            ["encoder.layers.*.self_attn", "decoder.layers.*.self_attn", "decoder.layers.*.multihead_attn"],
            probe.Kinds);

        SentenceAttention cross = probe.Sentence("decoder.layers.*.multihead_attn", 1, ["<s>", "x"], ["y", "</s>"]);
        Assert.Equal(["decoder.layers.0.multihead_attn", "decoder.layers.1.multihead_attn"], cross.Layers);
        Assert.Equal(3, cross.Heads);
        for (int layer = 0; layer < 2; layer++)
        {
            for (int head = 0; head < 3; head++)
            {
                // The third and fourth key are padding, so the first two hold all the weight.
                for (int query = 0; query < 2; query++)
                {
                    Assert.Equal(1, cross[layer, head, query, 0] + cross[layer, head, query, 1], 1e-6);
                }

                Assert.Equal(cross[layer, head, 1, 0], cross.Head(layer, head)[1, 0]);
            }
        }

        SentenceAttention self = probe.Sentence("decoder.layers.*.self_attn", 0, ["<s>", "a", "b"]);
        Assert.Equal(1, self[1, 2, 0, 0], 1e-6);
        Assert.Equal(0, self[1, 2, 0, 1]);
        Assert.InRange(self.Entropies()[0, 0], 0.1, (1 + Math.Log2(3)) / 3 + 1e-6);
        Assert.Contains(
            "layer axis has 2 entries", Assert.Throws<ArgumentOutOfRangeException>(() => self[2, 0, 0, 0]).Message);
        Assert.Contains("3 query and 4 key positions. Received 4 and 4", Assert.Throws<ArgumentException>(
            () => probe.Sentence("decoder.layers.*.multihead_attn", 0, ["1", "2", "3", "4"])).Message);
    }

    [Fact]
    public void They_survive_writing_and_reading_and_are_drawn()
    {
        using TransformerModel model = new(ProbedModel.Config);
        using Tensor source = tensor(new long[,] { { 4, 5 } }), target = tensor(new long[,] { { 1, 8 } });
        SentenceAttention maps;
        using (AttentionProbe probe = new(model))
        {
            using Tensor logits = model.call(source, target);
            maps = probe.Sentence("encoder.layers.*.self_attn", 0, ["你好", "\"b\""]);
        }

        SentenceAttention read = SentenceAttention.FromJson(maps.ToJson());
        Assert.Equal(maps.Queries, read.Queries);
        Assert.Equal(maps.Head(1, 2), read.Head(1, 2));
        Assert.Contains("你好", maps.Figure(0, 0).ToSvg());
        Assert.Contains(">head 3</text>", maps.Grid().ToSvg());
        Assert.Contains(">Encoder 2</text>", maps.Grid().ToSvg());
        Assert.Equal("Encoder 2, head 3", maps.Figure(1, 2).TitleText);
        Assert.Throws<FormatException>(() => SentenceAttention.FromJson("{}"));
        Assert.Throws<FormatException>(() => SentenceAttention.FromJson("[1"));
    }
}
