using StudyKit.Nn.Normalization;
using StudyKit.Runtime;

namespace StudyKit.Models.ResNet;

/// <summary>
/// A residual net, or with <see cref="ShortcutKind.None"/> its plain twin, which has the same weights and no additions.
/// </summary>
/// <remarks>
/// <para>"Deep Residual Learning for Image Recognition" (He et al., CVPR 2016, arXiv 1512.03385), Table 1 and §4.2.
/// Letters: B batch, C maps, H and W height and width, K classes. Names are torchvision's, for a CIFAR net with three
/// stages instead of four.</para>
/// <para>Initialisation: He-normal by fan-out, BatchNorm weights 1 and biases 0, as in torchvision; the paper takes its
/// reference [13] by fan-in, which differs in the layers that change the number of maps only.</para>
/// <para>Pre-activation nets keep BN and ReLU after the stem and get a last BN (<c>bn_last</c>) and ReLU before the
/// pooling (1603.05027, appendix).</para>
/// </remarks>
public sealed class ResNetModel : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly ImageBatchNorm? bn1;
    private readonly ModuleList<ResidualBlock> layer1;
    private readonly ModuleList<ResidualBlock>? layer2;
    private readonly ModuleList<ResidualBlock>? layer3;
    private readonly ModuleList<ResidualBlock>? layer4;
    private readonly ImageBatchNorm? bn_last;
    private readonly Linear fc;
    private readonly bool _keepsLayout;

    /// <summary>Builds the net with random weights. Never inside a dispose scope.</summary>
    /// <param name="config">Sizes and switches.</param>
    /// <exception cref="ArgumentException">All that is wrong with the configuration.</exception>
    public ResNetModel(ResNetConfig config)
        : base(nameof(ResNetModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        if (config.Blocks.Count > 4)
        {
            throw new ArgumentException(
                $"A net has at most four stages. Received {config.Blocks.Count}.", nameof(config));
        }

        Config = config;

        // oneDNN's 1×1 convolutions on channels-last memory write beyond their buffers where maps are not a multiple of
        // 8 (libtorch 2.10: 6 and 12 maps spoil the heap and end the process). Such nets work on planes.
        _keepsLayout = config.Widths.All(width => width % 8 == 0);
        int channels = config.Widths[0];
        conv1 = config.SmallStem
            ? Conv2d(3, channels, 3, padding: 1, bias: false)
            : Conv2d(3, channels, 7, stride: 2, padding: 3, bias: false);
        if (config.BatchNorm) bn1 = new ImageBatchNorm(channels);
        layer1 = Stage(0)!;
        layer2 = Stage(1);
        layer3 = Stage(2);
        layer4 = Stage(3);
        if (config.Order == BlockOrder.FullPreActivation && config.BatchNorm) bn_last = new ImageBatchNorm(channels);
        fc = Linear(channels, config.Classes);
        Blocks = [.. new[] { layer1, layer2, layer3, layer4 }
            .SelectMany((stage, s) => (stage ?? []).Select((block, i) => ($"layer{s + 1}.{i}", block)))];
        RegisterComponents();
        foreach (Conv2d conv in modules().OfType<Conv2d>().Where(c => c.bias is null))
        {
            init.kaiming_normal_(conv.weight!, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
        }

        ModuleList<ResidualBlock>? Stage(int number)
        {
            if (number >= config.Blocks.Count) return null;
            ModuleList<ResidualBlock> stage = [];
            for (int i = 0; i < config.Blocks[number]; i++)
            {
                ResidualBlock block = new(config, channels, config.Widths[number], stride: number > 0 && i == 0
                    ? 2
                    : 1, SurvivalOf(number, i));
                channels = config.Block == BlockKind.Bottleneck ? 4 * config.Widths[number] : config.Widths[number];
                stage.Add(block);
            }

            return stage;
        }

        // From 1 at the input in a straight line to the last block's (1603.09382, equation 4).
        double SurvivalOf(int stage, int block) =>
            1 - (config.Blocks.Take(stage).Sum() + block + 1) / (double)config.Blocks.Sum() * (1 - config.LastSurvival);
    }

    /// <summary>What the net was built from.</summary>
    public ResNetConfig Config { get; }

    /// <summary>The blocks with their names, from the input to the output.</summary>
    public IReadOnlyList<(string Name, ResidualBlock Block)> Blocks { get; }

    /// <summary>Scores the classes of each image.</summary>
    /// <param name="images">
    /// [B, 3, H, W] float; channels-last memory is kept throughout where all widths are multiples of 8.
    /// </param>
    /// <returns>Logits [B, K].</returns>
    public override Tensor forward(Tensor images)
    {
        Shapes.Check(images, nameof(images), ["B", ("C", 3), "H", "W"]);
        RequireSize(images);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = conv1.call(_keepsLayout ? images : images.contiguous());
        x = (bn1 is null ? x : bn1.call(x)).relu_();
        if (!Config.SmallStem) x = functional.max_pool2d(x, 3, stride: 2, padding: 1);
        foreach ((_, ResidualBlock block) in Blocks) x = block.call(x);
        if (bn_last is not null) x = bn_last.call(x).relu_();
        else if (Config.Order is BlockOrder.ReluOnlyPreActivation or BlockOrder.FullPreActivation) x = x.relu();
        return fc.call(x.mean([2, 3])).MoveToOuterDisposeScope();
    }

    private void RequireSize(Tensor images)
    {
        var (_, _, H, W) = images.shape;
        int least = (Config.SmallStem ? 1 : 4) << (Config.Blocks.Count - 1);
        if (H >= least && W >= least) return;
        string stem = Config.SmallStem ? "" : ", and the stem does twice";
        throw new ArgumentException(
            $"images must be at least {least}×{least}: each stage but the first halves them{stem}. Received {H}×{W}. " +
            "For small images take ResNetConfig.Cifar.", nameof(images));
    }
}
