using StudyKit.Models.Transformer;
using StudyKit.Nn.Normalization;
using StudyKit.Probes;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Probes;

[Collection(TorchCollection.Name)]
public sealed class TokenSpreadTests
{
    [Fact]
    public void It_is_what_is_left_when_the_mean_word_is_taken_away()
    {
        using DisposeScope scope = NewDisposeScope();
        // Words (3, 4) and (3, −4): mean (3, 0), left (0, ±4). √32 / √50 = 0.8.
        Assert.Equal(0.8, TokenSpread.Share(tensor(new float[] { 3, 4, 3, -4 }, [1, 2, 2])), 1e-9);
        Assert.Equal(0, TokenSpread.Share(ones([2, 3, 4])), 1e-9);
        // Opposite words have no mean; the mean over both sentences is (0.8 + 1) / 2.
        Assert.Equal(0.9, TokenSpread.Share(tensor(new float[] { 3, 4, 3, -4, 5, 1, -5, -1 }, [2, 2, 2])), 1e-9);
    }

    [Fact]
    public void A_probe_also_tells_what_LayerNorm_subtracts_from_each_word()
    {
        using DisposeScope scope = NewDisposeScope();
        using TransformerModel model = new(TransformerConfig.Tiny(23) with { Dropout = 0, Norm = NormKind.Batch });
        model.eval();
        using NormalizationProbe together = new(model, "encoder.layers.0.norm1");
        Tensor source = tensor(new long[] { 4, 5, 6, 7, 8, 0 }, [2, 3]);
        model.Encode(source).Dispose();
        together.Dispose();
        using NormalizationProbe alone = new(model, "encoder.layers.0.norm1");
        model.Encode(source.narrow(0, 1, 1).narrow(1, 0, 2)).Dispose();
        // Five real words; what LayerNorm takes from the second sentence's two does not depend on the first.
        Assert.Equal(5, together.TokenMeans.Count);
        Assert.Equal(2, alone.TokenMeans.Count);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(alone.TokenMeans[i], together.TokenMeans[3 + i], 1e-5);
            Assert.Equal(alone.TokenVariances[i], together.TokenVariances[3 + i], 1e-5);
        }

        // The mean over all words and features is the same, whichever is taken first.
        Assert.Equal(together.Mean.Average(), together.TokenMeans.Average(), 1e-9);
    }
}
