using StudyKit.Models.Transformer;
using StudyKit.Nn.Normalization;
using StudyKit.Probes;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Probes;

[Collection(TorchCollection.Name)]
public sealed class ProbeTests
{
    private static readonly TransformerConfig Tiny =
        TransformerConfig.Tiny(23) with { Dropout = 0, Width = 26, Heads = 13 };

    [Fact]
    public void Every_attention_is_recorded_once_and_the_model_computes_the_same()
    {
        manual_seed(5);
        using TransformerModel model = new(Tiny);
        model.eval();
        using Tensor source = randint(1, 23, [2, 7], dtype: int64), target = randint(1, 23, [2, 5], dtype: int64);
        using Tensor before = model.call(source, target);
        using AttentionProbe probe = new(model);
        using Tensor during = model.call(source, target);
        Assert.Equal(6, probe.Names.Count);
        Assert.InRange((before - during).abs().max().item<float>(), 0, 1e-5);

        AttentionWeights cross = probe["decoder.layers.1.multihead_attn"];
        Assert.Equal((2, 13, 5, 7), (cross.Sentences, cross.Heads, cross.Queries, cross.Keys));
        double[,] map = cross.Head(sentence: 1, head: 12);
        for (int t = 0; t < 5; t++) Assert.Equal(1, Enumerable.Range(0, 7).Sum(s => map[t, s]), 5);
        double[,] own = probe["decoder.layers.0.self_attn"].MeanOverHeads(0);
        Assert.Equal(0, own[1, 3]);
        Assert.Equal(1, own[0, 0], 5);
        Assert.Contains("Received 13", Assert.Throws<ArgumentOutOfRangeException>(() => cross.Head(0, 13)).Message);
        Assert.Contains(
            "encoder.layers.0.self_attn", Assert.Throws<KeyNotFoundException>(() => probe["nothing"]).Message);
    }

    [Fact]
    public void A_probe_that_is_gone_records_nothing_and_keeps_nothing_alive()
    {
        using TransformerModel model = new(Tiny);
        using Tensor tokens = randint(1, 23, [2, 5], dtype: int64);
        AttentionProbe probe = new(model);
        probe.Dispose();
        model.call(tokens, tokens).Dispose(); // the mask of its shape is kept from now on
        DisposeScopeManager.Statistics.Reset();
        model.call(tokens, tokens).Dispose();
        Assert.Empty(probe.Names);
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Mean_and_variance_of_what_a_normalization_sees_are_those_of_the_real_positions()
    {
        using TransformerModel model = new(Tiny with { Norm = NormKind.Batch });
        model.eval();
        using NormalizationProbe probe = new(model, "encoder.layers.0.norm1");
        using Tensor source = tensor(new long[] { 4, 5, 6, 7, 8, 0 }, [2, 3]);
        model.Encode(source).Dispose();
        Assert.Equal(5, probe.Positions);
        Assert.Equal(26, probe.Mean.Length);
        Assert.All(probe.Variance, v => Assert.True(v > 0));
        Assert.Contains(
            "encoder.layers.0.norm1",
            Assert.Throws<ArgumentException>(() => new NormalizationProbe(model, "norm")).Message);
    }
}
