using StudyKit.Probes;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Probes;

[Collection(TorchCollection.Name)]
public sealed class LossBarrierTests
{
    [Fact]
    public void The_line_between_two_basins_of_a_double_well()
    {
        // L(w) = (w² − 1)²: basins at −1 and 1, a ridge of height 1 at 0.
        using TorchSharp.Modules.Linear well = nn.Linear(1, 1, hasBias: false);
        using (no_grad()) well.weight!.fill_(0.25);
        using Tensor left = tensor([-1f]), right = tensor([1f]), near = tensor([0.5f]);
        double[] over = LossBarrier.Line(well, left, right, Loss, points: 5);
        Assert.Equal([0, 0.5625, 1, 0.5625, 0], over);
        Assert.Equal(1, LossBarrier.Height(over));
        // On one side of the ridge the loss falls all the way, and below the straight line in between.
        double[] within = LossBarrier.Line(well, near, right, Loss, points: 3);
        Assert.Equal([0.5625, 0.19140625, 0], within);
        Assert.Equal(0, LossBarrier.Height(within));
        Assert.Equal(0.25f, well.weight!.item<float>());

        double Loss() => Math.Pow(Math.Pow(well.weight!.item<float>(), 2) - 1, 2);
    }

    [Fact]
    public void Weights_are_taken_and_put_in_the_order_of_the_parameters()
    {
        using TorchSharp.Modules.Linear layer = nn.Linear(3, 2);
        using Tensor flat = LossBarrier.Weights(layer), other = flat + 1;
        Assert.Equal(8, flat.numel());
        double[] sums = LossBarrier.Line(layer, flat, other, () => layer.bias!.sum().ToDouble()
            + layer.weight!.sum().ToDouble(), points: 3);
        Assert.Equal(4, sums[1] - sums[0], 5);
        Assert.Equal(8, sums[2] - sums[0], 5);
        using Tensor after = LossBarrier.Weights(layer), few = zeros(5);
        Assert.True(after.eq(flat).all().item<bool>());
        Assert.Contains("must be those of the model, [8]. Received [5]",
            Assert.Throws<ArgumentException>(() => LossBarrier.Line(layer, flat, few, () => 0)).Message);
    }

    [Fact]
    public void Neighbours_by_hand()
    {
        // 0 and 1 point one way, 2 and 3 another, 4 lies between and nearer to the first two.
        using Tensor vectors = tensor(new float[,] { { 1, 0 }, { 5, 0.5f }, { 0, 2 }, { 0.1f, 1 }, { 3, 1 } });
        Assert.Equal([1L, 0, 3, 2, 1], Neighbours.Nearest(vectors));
        Assert.Equal(0.8, Neighbours.ShareAlike(vectors, [7, 7, 8, 8, 9]));
        Assert.Equal(0.2, Neighbours.Guess([7, 7, 8, 8, 9]), 12);     // (2·1 + 2·1 + 0) / (5·4)
        Assert.Equal(1, Neighbours.Guess([1, 1]));
    }
}
