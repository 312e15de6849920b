using StudyKit.Models.ResNet;
using StudyKit.Probes;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Probes;

[Collection(TorchCollection.Name)]
public sealed class ResidualProbeTests
{
    [Fact]
    public void A_fresh_BatchNorm_responds_with_deviation_1_while_training()
    {
        using ResNetModel model = Net();
        using Tensor images = randn(16, 3, 12, 12);
        using LayerResponseProbe probe = new(model, name => !name.Contains("downsample", StringComparison.Ordinal));
        using (no_grad()) model.call(images).Dispose();
        Assert.Equal(["bn1", "layer1.0.bn1", "layer1.0.bn2"], probe.Names.Take(3));
        Assert.Equal(7, probe.Names.Count);
        Assert.All(probe.Deviations, deviation => Assert.Equal(1, deviation, 0.01));
        probe.Dispose();
        using (no_grad()) model.call(images).Dispose();
        Assert.Contains(
            "BatchNorm to look at",
            Assert.Throws<ArgumentException>(() => new LayerResponseProbe(model, _ => false)).Message,
            StringComparison.Ordinal);
        TorchState.IsClean();
    }

    [Fact]
    public void TorchSharps_own_BatchNorm_is_seen_too()
    {
        using nn.Module<Tensor, Tensor> model = nn.Sequential(("norm", nn.BatchNorm2d(3)));
        using LayerResponseProbe probe = new(model);
        using Tensor images = randn(16, 3, 12, 12) * 5;
        using (no_grad()) model.call(images).Dispose();
        Assert.Equal(["norm"], probe.Names);
        Assert.Equal(1, Assert.Single(probe.Deviations), 0.01);
    }

    [Fact]
    public void A_branch_that_gives_nothing_has_ratio_0_and_its_ratio_grows_with_it()
    {
        using ResNetModel model = Net();
        Dictionary<string, Tensor> state = model.state_dict();
        using (no_grad()) state["layer1.0.bn2.weight"].fill_(0);
        double[] first = Ratios();
        Assert.Equal(0, first[0], 6);
        Assert.True(first[1] > 0.1);
        using (no_grad()) state["layer2.0.bn2.weight"].mul_(3);
        Assert.Equal(3 * first[1], Ratios()[1], 1e-3);
        Assert.Contains("bn7", Assert.Throws<ArgumentException>(() => new BranchProbe(
            model.Blocks.Select(b => (b.Name, (nn.Module<Tensor, Tensor>)b.Block)),
            "bn7")).Message, StringComparison.Ordinal);

        double[] Ratios()
        {
            random.manual_seed(3);
            using BranchProbe probe = new(
                model.Blocks.Select(b => (b.Name, (nn.Module<Tensor, Tensor>)b.Block)), "bn2");
            using Tensor images = randn(8, 3, 12, 12);
            using (no_grad()) model.call(images).Dispose();
            return [.. probe.Ratios];
        }
    }

    private static ResNetModel Net()
    {
        random.manual_seed(1);
        return new ResNetModel(ResNetConfig.Cifar(8, width: 4));
    }
}
