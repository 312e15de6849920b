using StudyKit.Models.Baselines.Mlp;
using StudyKit.Models.Baselines.Vgg;
using StudyKit.Models.ResNet;
using StudyKit.Probes;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.ResNet;

[Collection(TorchCollection.Name)]
public sealed class ResNetModelTests
{
    [Theory]
    [InlineData(18, 11_689_512)]
    [InlineData(34, 21_797_672)]
    [InlineData(50, 25_557_032)]
    [InlineData(101, 44_549_160)]
    [InlineData(152, 60_192_808)]
    public void The_ImageNet_nets_have_the_known_parameters(int depth, long parameters)
    {
        Assert.Equal(depth, ResNetConfig.ImageNet(depth).Depth);
        Assert.Equal(parameters, Parameters(() => new ResNetModel(ResNetConfig.ImageNet(depth))));
        // Where the stride stands changes the work and not the weights.
        Assert.Equal(
            parameters, Parameters(() => new ResNetModel(ResNetConfig.ImageNet(depth) with { StrideInFirst = false })));
    }

    [Theory] // Table 1; VGG-19 in the caption of Figure 3.
    [InlineData(18, 1.8e9)]
    [InlineData(34, 3.6e9)]
    [InlineData(50, 3.8e9)]
    [InlineData(101, 7.6e9)]
    [InlineData(152, 11.3e9)]
    public void Multiply_adds_are_those_of_Table_1(int depth, double published) =>
        Assert.InRange(
            MultiplyAdds(() => new ResNetModel(ResNetConfig.ImageNet(depth))), published * 0.98, published * 1.02);

    [Fact]
    public void Torchvisions_ResNet_50_costs_more_for_its_stride() =>
        Assert.InRange(
            MultiplyAdds(() => new ResNetModel(ResNetConfig.ImageNet(50) with { StrideInFirst = false })),
            4.085e9,
            4.095e9);

    [Theory]
    [InlineData(16, 138_357_544, 15.5e9)]
    [InlineData(19, 143_667_240, 19.6e9)]
    public void Vgg_has_the_known_parameters_and_costs_more(int depth, long parameters, double multiplyAdds)
    {
        Assert.Equal(parameters, Parameters(() => new VggModel(depth)));
        Assert.InRange(MultiplyAdds(() => new VggModel(depth)), multiplyAdds * 0.98, multiplyAdds * 1.02);
    }

    [Theory] // Table 6, in millions
    [InlineData(20, 0.27, 0.005)]
    [InlineData(32, 0.46, 0.005)]
    [InlineData(44, 0.66, 0.005)]
    [InlineData(56, 0.85, 0.005)]
    [InlineData(110, 1.7, 0.05)]
    [InlineData(1202, 19.4, 0.05)]
    public void The_CIFAR_nets_have_the_parameters_of_Table_6(int depth, double millions, double rounding)
    {
        long residual = Parameters(() => new ResNetModel(ResNetConfig.Cifar(depth)));
        Assert.InRange(residual / 1e6, millions - rounding, millions + rounding);
        if (depth < 1202)
        {
            Assert.Equal(residual, Parameters(() => new ResNetModel(ResNetConfig.Cifar(depth, ShortcutKind.None))));
        }
    }

    [Fact]
    public void A_convolutions_cost_is_its_filter_at_every_place()
    {
        // Stem 3→4 maps, 3×3, on 8×8: 64 · 4 · 27 = 6,912. First block 2 · 64 · 4 · 36 = 18,432. fc 16 · 10 = 160.
        using ResNetModel model = new(ResNetConfig.Cifar(8, width: 4));
        IReadOnlyList<LayerCost> costs = Complexity.Measure(model, 3, 8, 8);
        Assert.Equal(6_912, costs[0].MultiplyAdds);
        Assert.Equal(18_432, costs[1].MultiplyAdds + costs[2].MultiplyAdds);
        Assert.Equal(("fc", 160, 170), (costs[^1].Name, costs[^1].MultiplyAdds, costs[^1].Parameters));
        Assert.Equal([4L, 8, 8], costs[0].Output);
    }

    [Fact]
    public void Names_and_shapes_are_torchvisions()
    {
        Golden.Verify(
            StateDictText.Of(MetaDevice.Build(() => new ResNetModel(ResNetConfig.ImageNet(18)))),
            "Models/resnet-18.txt");
        Golden.Verify(
            StateDictText.Of(MetaDevice.Build(() => new ResNetModel(ResNetConfig.ImageNet(50)))),
            "Models/resnet-50.txt");
        Golden.Verify(StateDictText.Of(MetaDevice.Build(() => new VggModel(16))), "Models/vgg-16.txt");
    }

    [Theory]
    [InlineData(ShortcutKind.ProjectedEverywhere)]
    [InlineData(ShortcutKind.IdentityAndProjection)]
    public void The_control_of_option_C_has_its_parameters_and_its_cost(ShortcutKind kind)
    {
        // B has two projections (4→8, 8→16); C has one more around the first block (4→4, its norm 8 numbers).
        // At 8×8 pixels the three cost 64 · 4 · 4, 16 · 8 · 4 and 4 · 16 · 8 multiply-adds.
        long b = Parameters(() => new ResNetModel(ResNetConfig.Cifar(8, ShortcutKind.Projected, 4)));
        Assert.Equal(b + 16 + 8, Parameters(() => new ResNetModel(ResNetConfig.Cifar(8, kind, 4))));
        Assert.Equal(1024 + 512 + 512, MultiplyAddsAt8(kind) - MultiplyAddsAt8(ShortcutKind.ZeroPadded));
    }

    public static TheoryData<string> Variants =>
    [
        "A", "B", "C", "control", "plain", "single", "bottleneck", "no norm", "no norm, full", "NormAfterAddition",
        "ReluBeforeAddition", "ReluOnlyPreActivation", "FullPreActivation", "ScaledShortcut", "BoundedShortcut",
        "ScaledBranch", "BoundedBranch", "HighwayGate",
    ];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_variant_scores_every_class_and_its_gradient_reaches_every_parameter(string variant)
    {
        using ResNetModel model = Build(variant);
        using (NewDisposeScope())
        {
            Tensor logits = model.call(randn(3, 3, 12, 12));
            Assert.Equal([3L, 10], logits.shape);
            logits.square().mean().backward();
            Assert.All(model.named_parameters(), p =>
                Assert.True(p.parameter.grad is not null && p.parameter.grad.abs().max().item<float>() > 0, p.name));
        }

        TorchState.IsClean();
    }

    [Fact]
    public void A_block_adds_its_input_to_what_its_convolutions_give()
    {
        using ResNetModel model = Build("A");
        model.eval();
        ResidualBlock block = model.Blocks[0].Block;
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(2, 4, 12, 12);
        Dictionary<string, nn.Module> parts = block.named_children().ToDictionary(c => c.name, c => c.module);
        Tensor h = Part("bn1", Part("conv1", x)).relu();
        Tensor expected = (Part("bn2", Part("conv2", h)) + x).relu();
        Close(expected, block.call(x), 1e-6);
        block.IsRemoved = true;
        Close(x.relu(), block.call(x), 0);

        Tensor Part(string name, Tensor input) => ((nn.Module<Tensor, Tensor>)parts[name]).call(input);
    }

    [Fact]
    public void Option_A_takes_every_second_pixel_and_pads_with_zero_maps()
    {
        using ResNetModel model = Build("A");
        ResidualBlock block = model.Blocks.Single(b => b.Name == "layer2.0").Block;
        block.IsRemoved = true;
        using DisposeScope scope = NewDisposeScope();
        Tensor x = rand(1, 4, 6, 6), y = block.call(x);
        Assert.Equal([1L, 8, 3, 3], y.shape);
        Assert.Equal(x[0, 2, 4, 2].item<float>(), y[0, 2, 2, 1].item<float>());
        Assert.Equal(0, y[0, 4..].abs().max().item<float>());
    }

    [Theory]
    [InlineData("ScaledShortcut")]
    [InlineData("BoundedShortcut")]
    [InlineData("ScaledBranch")]
    [InlineData("BoundedBranch")]
    public void A_learned_coefficient_starts_as_the_papers_sum(string variant)
    {
        using ResNetModel sum = Build("A"), scaled = Build(variant);
        Assert.All(scaled.Blocks, b => Assert.Equal(1, b.Block.Coefficient!.Value, 12));
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        scaled.load_state_dict(sum.state_dict(), strict: false);
        Tensor x = randn(2, 3, 12, 12);
        sum.eval();
        scaled.eval();
        Close(sum.call(x), scaled.call(x), 1e-5);
    }

    [Fact]
    public void Pre_activation_leaves_the_way_around_clean()
    {
        using ResNetModel model = Build("FullPreActivation");
        using DisposeScope scope = NewDisposeScope();
        ResidualBlock block = model.Blocks[0].Block;
        block.IsRemoved = true;
        Tensor x = randn(2, 4, 6, 6);
        Close(x, block.call(x), 0); // negative numbers too: nothing cuts them off
    }

    [Fact]
    public void Stochastic_depth_is_off_and_falls_in_a_straight_line_when_asked_for()
    {
        ResNetConfig config = ResNetConfig.Cifar(26, width: 4) with { LastSurvival = 0.5 };
        using ResNetModel off = new(ResNetConfig.Cifar(26, width: 4)), on = new(config);
        Assert.All(off.Blocks, b => Assert.Equal(1, b.Block.Survival));
        Assert.Equal(Enumerable.Range(1, 12).Select(l => 1 - l / 24.0), on.Blocks
            .Select(b => b.Block.Survival), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Stochastic_depth_keeps_the_last_branch_as_often_as_it_says_and_scales_it_in_eval_mode()
    {
        torch.manual_seed(5);
        using ResNetModel model = new(ResNetConfig.Cifar(14, width: 4) with { LastSurvival = 0.25 });
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        ResidualBlock last = model.Blocks[^1].Block;
        Tensor x = rand(2, 16, 5, 5); // not negative, so that the last ReLU leaves the way around alone
        int kept = Enumerable.Range(0, 400).Count(_ => !last.call(x).allclose(x));
        Assert.InRange(kept, 66, 134); // 100 ± 4 standard deviations of a binomial
        model.eval();
        Tensor half = last.call(x);
        last.IsRemoved = true;
        Close(last.call(x), x, 0);
        last.IsRemoved = false;
        Tensor branch = null!;
        using (ResidualBlockBranch(last, y => branch = y)) last.call(x).Dispose();
        Close((x + branch * 0.25).relu(), half, 1e-6);

        static IDisposable ResidualBlockBranch(ResidualBlock block, Action<Tensor> take)
        {
            var norm = (torch.nn.Module<Tensor, Tensor>)block.named_children().Single(c => c.name == "bn2").module;
            var hook = norm.register_forward_hook((_, _, y) => { take(y.clone().DetachFromDisposeScope()); return y; });
            return new Removing(hook.remove);
        }
    }

    private sealed class Removing(Action action) : IDisposable
    {
        public void Dispose() => action();
    }

    [Fact]
    public void Ten_training_steps_leave_no_tensor_behind()
    {
        using ResNetModel model = Build("A");
        using Tensor images = randn(2, 3, 12, 12);
        Step();
        DisposeScopeManager.Statistics.Reset();
        for (int i = 0; i < 10; i++) Step();
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Step()
        {
            using DisposeScope scope = NewDisposeScope();
            model.zero_grad();
            model.call(images).square().mean().backward();
        }
    }

    [Theory] // A spoilt heap ends the process: these are here so that it does not come back.
    [InlineData(ShortcutKind.Projected)]
    [InlineData(ShortcutKind.ProjectedEverywhere)]
    public void Widths_that_are_no_multiple_of_8_train_on_channels_last_images(ShortcutKind shortcut)
    {
        using ResNetModel model = new(ResNetConfig.Cifar(20, shortcut, width: 6));
        using Tensor images = randn(64, 8, 8, 3).permute(0, 3, 1, 2);
        for (int i = 0; i < 4; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            model.zero_grad();
            Tensor loss = model.call(images).square().mean();
            loss.backward();
            Assert.True(double.IsFinite(loss.ToDouble()));
        }
    }

    [Fact]
    public void A_wrong_image_is_told_what_is_wrong_with_it()
    {
        using ResNetModel model = Build("A");
        using Tensor gray = zeros(1, 1, 12, 12), tiny = zeros(1, 3, 3, 3);
        Assert.StartsWith(
            "images must have shape [B, C=3, H, W]. Received [1, 1, 12, 12].",
            Assert.Throws<ArgumentException>(() => model.call(gray)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "images must be at least 4×4: each stage but the first halves them. Received 3×3.",
            Assert.Throws<ArgumentException>(() => model.call(tiny)).Message,
            StringComparison.Ordinal);
        TorchState.IsClean();
    }

    [Fact]
    public void A_net_that_cannot_be_is_refused()
    {
        Assert.Contains(
            "Received 19",
            Assert.Throws<ArgumentException>(() => ResNetConfig.ImageNet(19)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "6n+2", Assert.Throws<ArgumentException>(() => ResNetConfig.Cifar(21)).Message, StringComparison.Ordinal);
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            (ResNetConfig.Cifar(8) with
            {
                Classes = 0,
                Blocks = [1, 0, 1],
                Mix =
                MixKind.HighwayGate,
                Shortcut = ShortcutKind.None,
                LastSurvival = 0.5
            }).Validate());
        Assert.Equal(5, error.Message.Split('\n').Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_MLP_has_the_same_weights_with_and_without_shortcuts(bool residual)
    {
        using ResidualMlp mlp = new(12, 5, 3, 4, residual);
        // stem 12·5+5, three blocks of 2·(5·5+5) + 2·(5+5), head 5·4+4
        Assert.Equal(65 + 3 * 80 + 24, mlp.parameters().Sum(p => p.numel()));
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = mlp.call(randn(6, 3, 2, 2));
        Assert.Equal([6L, 4], logits.shape);
        logits.square().mean().backward();
        Assert.All(mlp.named_parameters(), p => Assert.NotNull(p.parameter.grad));
    }

    private static ResNetModel Build(string variant)
    {
        random.manual_seed(7);
        ResNetConfig small = ResNetConfig.Cifar(14, width: 4);
        return new ResNetModel(variant switch
        {
            "A" => small,
            "B" => small with { Shortcut = ShortcutKind.Projected },
            "C" => small with { Shortcut = ShortcutKind.ProjectedEverywhere },
            "control" => small with { Shortcut = ShortcutKind.IdentityAndProjection },
            "plain" => small with { Shortcut = ShortcutKind.None },
            "no norm" => small with { BatchNorm = false },
            "no norm, full" => small with
            {
                BatchNorm =
                false,
                Order = BlockOrder.FullPreActivation,
                Shortcut = ShortcutKind.Projected
            },
            "single" => small with { Block = BlockKind.OneLayer },
            "bottleneck" =>
                small with { Block = BlockKind.Bottleneck, Shortcut = ShortcutKind.Projected, StrideInFirst = true },
            _ when Enum.TryParse(variant, out BlockOrder order) => small with { Order = order },
            _ => small with { Mix = Enum.Parse<MixKind>(variant) },
        });
    }

    private static double MultiplyAddsAt8(ShortcutKind kind) =>
        MultiplyAdds(() => new ResNetModel(ResNetConfig.Cifar(8, kind, 4)), 8);

    private static double MultiplyAdds(Func<nn.Module<Tensor, Tensor>> build, int side = 224)
    {
        using nn.Module<Tensor, Tensor> model = build();
        return Complexity.Measure(model, 3, side, side).Sum(layer => layer.MultiplyAdds);
    }

    private static long Parameters(Func<nn.Module> build) => MetaDevice.Build(build).parameters().Sum(p => p.numel());

    private static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        double difference = (expected - actual).abs().max().item<float>();
        Assert.True(difference <= tolerance, $"largest difference {difference}");
    }
}
