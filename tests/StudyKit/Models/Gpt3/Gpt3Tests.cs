using StudyKit.Models.Gpt2;
using StudyKit.Models.Gpt3;
using StudyKit.Nn.Attention;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Gpt3;

[Collection(TorchCollection.Name)]
public sealed class Gpt3Tests
{
    [Fact]
    public void Computed_counts_are_within_two_percent_of_the_table() =>
        Assert.All(Gpt3Size.All, size =>
            Assert.True(Math.Abs(size.Parameters / size.Published - 1) < 0.02, $"{size.Name}: {size.Parameters:N0}"));

    [Fact]
    public void The_largest_took_3_14e23_operations()
    {
        Gpt3Size largest = Gpt3Size.All[^1];
        Assert.InRange(largest.Compute(), 3.14e23, 3.15e23); // appendix D: 3.14e23
        Assert.Equal(["GPT-3 XL", "GPT-3 13B"], Gpt3Size.All.Where(size => !size.AddsUp).Select(size => size.Name));
        // 3.14e23 / (312e12 · 0.5 · 1024) seconds are 22.8 days.
        Assert.Equal(22.8, largest.Days(312e12, 0.5, 1024), 0.05);
        Assert.Equal(16.0 * largest.Parameters, largest.TrainingBytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => largest.Days(1, 0));
    }

    [Fact]
    public void A_preset_has_as_many_parameters_as_its_formula_says()
    {
        foreach (Gpt3Size size in new[] { Gpt3Size.All[0], Gpt3Size.All[3] })
        {
            using Gpt2ForLanguageModel model = MetaDevice.Build(() => new Gpt2ForLanguageModel(size.Config));
            Assert.Equal(size.Config.Parameters, model.parameters().Sum(parameter => parameter.numel()));
            Assert.Equal(size.Parameters, size.Config.Parameters);
        }

        Assert.All(Gpt3Size.All, size => size.Config.Validate());
    }

    [Fact]
    public void A_band_shows_itself_and_those_just_before()
    {
        using DisposeScope scope = NewDisposeScope();
        const double no = double.NegativeInfinity;
        Tensor mask = AttentionMask.Banded(4, 2);
        Assert.Equal(
            [0, no, no, no, 0, 0, no, no, no, 0, 0, no, no, no, 0, 0],
            mask.to(ScalarType.Float64).flatten().data<double>().ToArray());
        Tensor last = AttentionMask.Banded(2, 3, keys: 5); // queries 3 and 4 of five
        Assert.Equal(
            [no, 0, 0, 0, no, no, no, 0, 0, 0], last.to(ScalarType.Float64).flatten().data<double>().ToArray());
        Assert.True(AttentionMask.Banded(5, 5).equal(AttentionMask.Causal(5)).all().item<bool>());
        Assert.True(AttentionMask.Banded(5, 50).equal(AttentionMask.Causal(5)).all().item<bool>());
        Assert.Throws<ArgumentOutOfRangeException>(() => AttentionMask.Banded(5, 0));
    }

    [Fact]
    public void A_band_that_covers_everything_is_dense_attention()
    {
        using DisposeScope scope = NewDisposeScope();
        random.manual_seed(1);
        Gpt2Config config = Gpt2Config.Tiny(30) with { Layers = 4 };
        Gpt2ForLanguageModel dense = new(config),
            covering = new(config with { Band = 12 }), narrow = new(config with { Band = 3 });
        foreach (Gpt2ForLanguageModel model in new[] { covering, narrow }) model.load_state_dict(dense.state_dict());
        Tensor ids = randint(30, [2, 12], dtype: ScalarType.Int64);
        Near.Check(dense.call(ids), covering.call(ids), 0);
        Assert.True((dense.call(ids) - narrow.call(ids)).abs().max().item<float>() > 1e-4);
    }
}
