using StudyKit.Models.Bert;
using StudyKit.Models.Heads;
using StudyKit.Runtime;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Heads;

[Collection(TorchCollection.Name)]
public sealed class BertSideBySideTests
{
    private static readonly BertConfig Config =
        BertConfig.Tiny(23) with { Width = 12, Heads = 3, FeedForwardWidth = 20, Positions = 16, Dropout = 0 };

    /// <summary>
    /// A sum of a score from the left and one from the right: changing a token on both sides at once changes the scores
    /// at a place between them by the sum of the two single changes. A deep model's are no such sum.
    /// </summary>
    [Fact]
    public void What_stands_left_and_what_stands_right_are_added_and_never_combined()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();
        Seeds.SetAll(1);
        BertSideBySide joined = new(Config with { InitialDeviation = 0.3 }, 2);
        BertForTokenClassification deep = new(Config with { InitialDeviation = 0.3 }, 2);
        joined.eval();
        deep.eval();
        Assert.InRange(Together(ids => joined.call(ids, null)), 0, 1e-5);
        Assert.InRange(Together(ids => deep.call(ids, null, null)), 1e-2, double.PositiveInfinity);

        static double Together(Func<Tensor, Tensor> model)
        {
            Tensor At(long left, long right) =>
                model(tensor(new long[] { 1, left, 7, 9, right, 2 }, [1, 6])).select(1, 2).clone();
            return (At(5, 11) - At(6, 11) - At(5, 12) + At(6, 12)).abs().max().ToDouble();
        }
    }

    [Fact]
    public void Both_sides_reach_every_token_and_padding_changes_nothing()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();
        Seeds.SetAll(2);
        BertSideBySide model = new(Config with { InitialDeviation = 0.3 }, 3);
        model.eval();
        Tensor ids = tensor(new long[] { 1, 5, 7, 9, 11, 2 }, [1, 6]);
        Tensor plain = model.call(ids, null);
        Assert.Equal("1x6x3", string.Join('x', plain.shape));
        Tensor padded = model.call(
            cat([ids, zeros_like(ids)], 1), cat([ones_like(ids), zeros_like(ids)], 1).to(ScalarType.Bool));
        Near.Check(plain, padded.narrow(1, 0, 6), 1e-5);
        for (int changed = 0; changed < 6; changed++)
        {
            Tensor other = ids.clone();
            other[0, changed] = 20;
            Tensor moved = (model.call(other, null) - plain).abs().amax([0, 2]);
            Assert.True(moved.min().ToDouble() > 1e-6, $"a token saw nothing of place {changed}");
        }
    }

    [Fact]
    public void Its_loss_is_that_of_the_labelled_tokens()
    {
        using DisposeScope scope = NewDisposeScope();
        // Two classes with scores 0 and ln 3: the second has probability 3/4.
        Tensor scores = tensor(new[] { 0, MathF.Log(3), 5, -5 }, [1, 2, 2]);
        Tensor labels = tensor(new long[] { 1, -100 }, [1, 2]);
        Assert.Equal(-Math.Log(0.75), BertSideBySide.Loss(scores, labels).ToDouble(), 6);
    }
}
