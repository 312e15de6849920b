using StudyKit.Models.Baselines.Elmo;
using StudyKit.Models.Baselines.Sequence;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Baselines;

[Collection(TorchCollection.Name)]
public sealed class ElmoTests
{
    private static readonly BaselineConfig Prime = new() { VocabularySize = 23, Width = 7, Layers = 3, Dropout = 0 };

    [Fact]
    public void Names_and_shapes() =>
        Golden.Verify(StateDictText.Of(MetaDevice.Build(() => new ElmoModel(Prime))), "Models/elmo.txt");

    [Fact]
    public void Gradient_reaches_every_parameter()
    {
        using ElmoModel model = new(Prime);
        using (DisposeScope scope = NewDisposeScope())
        {
            Tensor ids = randint(23, [5, 13], dtype: ScalarType.Int64);
            Assert.Equal([5, 4, 13, 14], model.call(ids, null).shape);
            model.Loss(ids).backward();
            Assert.All(model.named_parameters(), p =>
                Assert.True(p.parameter.grad is { } g && g.abs().sum().item<float>() > 0, $"{p.name} got no gradient"));
        }

        TorchState.IsClean();
    }

    [Fact]
    public void Each_direction_sees_its_own_side_and_all_of_it()
    {
        using ElmoModel model = new(Prime);
        using DisposeScope scope = NewDisposeScope();
        Tensor ids = randint(1, 22, [3, 5], dtype: ScalarType.Int64), before = model.call(ids, null);
        for (int changed = 0; changed < 5; changed++)
        {
            Tensor other = ids.clone();
            other[.., changed] = (other[.., changed] + 1) % 23;
            Tensor moved = (model.call(other, null) - before).abs()[.., 3];               // the last layer [B, T, 2C]
            Tensor right = moved[TensorIndex.Ellipsis, ..7].amax([0, 2]),
                left = moved[TensorIndex.Ellipsis, 7..].amax([0, 2]);
            for (int t = 0; t < 5; t++)
            {
                Assert.Equal(t >= changed, right[t].item<float>() > 0);
                Assert.Equal(t <= changed, left[t].item<float>() > 0);
            }
        }
    }

    [Fact]
    public void Padding_changes_neither_vectors_nor_loss()
    {
        using ElmoModel model = new(Prime);
        using DisposeScope scope = NewDisposeScope();
        Tensor ids = tensor(new long[,] { { 3, 5, 7 } }), padded = tensor(new long[,] { { 3, 5, 7, 0, 0 } });
        Tensor real = tensor(new bool[,] { { true, true, true, false, false } });
        Near.Check(model.call(ids, null), model.call(padded, real)[.., .., ..3], 1e-6);
        Near.Check(model.Loss(ids), model.Loss(padded, real), 1e-6);
        Assert.Throws<ArgumentException>(() => model.Loss(ids.narrow(1, 0, 1)));
    }

    [Fact]
    public void A_handful_of_rows_is_learned_by_heart()
    {
        random.manual_seed(3);
        using ElmoModel model = new(Prime with { Width = 24, Layers = 1 });
        using var adam = optim.Adam(model.parameters(), 0.02);
        // Every row is known from its first token and from its last one, so both directions can reach zero.
        using Tensor rows = tensor(new long[,] { { 1, 4, 5, 6, 2 }, { 3, 6, 5, 4, 8 }, { 7, 7, 9, 9, 10 } });
        double reached = double.MaxValue;
        for (int step = 0; step < 300 && reached > 0.03; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            adam.zero_grad();
            Tensor loss = model.Loss(rows);
            loss.backward();
            adam.step();
            reached = loss.item<float>();
        }

        Assert.InRange(reached, 0, 0.03);
    }

    [Fact]
    public void The_mix_is_gamma_times_the_weighted_mean_of_the_layers()
    {
        using ScalarMix mix = new(2);
        using DisposeScope scope = NewDisposeScope();
        Tensor layers = tensor(new float[] { 1, 2, 5, 10 }).view(1, 2, 1, 2);
        Near.Check(tensor(new float[] { 3, 6 }).view(1, 1, 2), mix.call(layers), 1e-6);
        using (no_grad())
        {
            mix.get_parameter("weights")!.copy_(tensor(new[] { 0f, MathF.Log(3) }));      // shares 1/4 and 3/4
            mix.get_parameter("gamma")!.fill_(2);
        }

        Near.Check(tensor(new[] { 0.25f, 0.75f }), mix.Shares(), 1e-6);
        Near.Check(tensor(new float[] { 8, 16 }).view(1, 1, 2), mix.call(layers), 1e-5);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScalarMix(0));
    }
}
