using StudyKit.Nn.Normalization;

namespace StudyKit.Models.ResNet;

/// <summary>
/// One block: y = F(x) + x. That is all of F(x) = H(x) − x: nobody subtracts anything. The block adds its input to what
/// its convolutions give, so if y should become H(x), training drives the convolutions to H(x) − x.
/// </summary>
/// <remarks>
/// <para>"Deep Residual Learning" (He et al., 2015, arXiv 1512.03385), equations 1 and 2, Figures 2 and 5:</para>
/// <code>
///         x ────────────────┐
///         │                 │
///   weight layer, BN        │
///         │ ReLU            │  x, or W_s x where the size changes
///   weight layer, BN        │
///         │ F(x)            │
///         + ←───────────────┘
///         │ ReLU
///         y
/// </code>
/// <para>Other orders, gates and coefficients of experiments are in <c>BlockVariant</c>. Letters: B batch, C maps, H
/// and W height and width. Names are torchvision's: <c>conv1</c>, <c>bn1</c>, ..., <c>downsample.0</c> and
/// <c>downsample.1</c>.</para>
/// </remarks>
public sealed class ResidualBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly ImageBatchNorm? bn1;
    private readonly Conv2d? conv2;
    private readonly ImageBatchNorm? bn2;
    private readonly Conv2d? conv3;
    private readonly ImageBatchNorm? bn3;
    private readonly Sequential? downsample;
    private readonly Mix? mix;
    private readonly Shortcut? _shortcut;
    private readonly BlockVariant _variant;
    private readonly bool _isThePapers;

    /// <summary>Builds a block with random weights.</summary>
    /// <param name="config">The net's sizes and switches.</param>
    /// <param name="inputs">Maps of x.</param>
    /// <param name="width">Maps of the 3×3 convolutions; a bottleneck gives four times as many.</param>
    /// <param name="stride">2 where the size is halved.</param>
    /// <param name="survival">
    /// The probability that F is there at a training step; see <see cref="ResNetConfig.LastSurvival"/>.
    /// </param>
    internal ResidualBlock(ResNetConfig config, int inputs, int width, int stride, double survival = 1)
        : base(nameof(ResidualBlock))
    {
        bool bottleneck = config.Block == BlockKind.Bottleneck, preNorm = config.Order == BlockOrder.FullPreActivation;
        int outputs = bottleneck ? 4 * width : width, first = bottleneck && !config.StrideInFirst ? 1 : stride;
        Survival = survival;
        conv1 = bottleneck ? Convolution(inputs, width, 1, first) : Convolution(inputs, width, 3, first);
        bn1 = Norm(preNorm ? inputs : width);
        if (config.Block != BlockKind.OneLayer)
        {
            conv2 = Convolution(width, width, 3, bottleneck ? stride / first : 1);
            bn2 = Norm(width);
        }

        if (bottleneck)
        {
            conv3 = Convolution(width, outputs, 1, 1);
            bn3 = Norm(preNorm ? width : outputs);
        }

        if (Shortcut.IsProjected(config.Shortcut, inputs, outputs, stride))
        {
            Conv2d projection = Convolution(inputs, outputs, 1, stride);
            downsample = Norm(outputs) is { } norm ? Sequential(projection, norm) : Sequential(projection);
        }

        if (config.Mix != MixKind.Sum) mix = new Mix(config.Mix, inputs, outputs, stride, config.GateBias);
        Shortcut around = new(config.Shortcut, outputs, stride, downsample);
        _shortcut = config.Shortcut == ShortcutKind.None ? null : around;
        _variant = new BlockVariant(config, Layers(), around, mix);
        _isThePapers = config.Order == BlockOrder.Original && config.Shortcut != ShortcutKind.IdentityAndProjection
            && mix is null && Survival == 1;
        RegisterComponents();

        ImageBatchNorm? Norm(int maps) => config.BatchNorm ? new ImageBatchNorm(maps) : null;
    }

    /// <summary>
    /// Takes F away: the block gives what comes around it and nothing else. For lesions of a trained net.
    /// </summary>
    /// <value>false</value>
    public bool IsRemoved { get; set; }

    /// <summary>
    /// The probability that F is there at a training step; in eval mode F is always there, times this number.
    /// </summary>
    /// <value>1</value>
    public double Survival { get; }

    /// <summary>The learned coefficient of the shortcut or of the branch; null when the block has none.</summary>
    public double? Coefficient => mix?.Coefficient;

    /// <summary>y from x.</summary>
    /// <param name="input">x, [B, C, H, W].</param>
    /// <returns>y, [B, C', H / stride, W / stride].</returns>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = input;                                                       // [B, C, H, W]
        if (!_isThePapers || IsRemoved) return Variant(x).MoveToOuterDisposeScope();

        Tensor f = Layer(conv1, bn1, x);                                        // weight layer
        if (conv2 is not null) f = Layer(conv2, bn2, f.relu_());                // ReLU, weight layer
        if (conv3 is not null) f = Layer(conv3, bn3, f.relu_());                // a bottleneck has a third
        Tensor y = _shortcut is null ? f : f.add_(_shortcut.Of(x));             // F(x) + x; a plain net has no + x
        return y.relu_().MoveToOuterDisposeScope();
    }

    private static Tensor Layer(Conv2d conv, ImageBatchNorm? norm, Tensor x) =>
        norm is null ? conv.call(x) : norm.call(conv.call(x));

    private Tensor Variant(Tensor x) =>
        IsRemoved || IsDropped() ? _variant.AroundOnly(x) : _variant.Whole(x, share: training ? 1 : Survival);

    // One draw for the whole batch, as in the paper of stochastic depth; a block that is always there draws nothing.
    private bool IsDropped() => training && Survival < 1 && torch.rand(1).ToSingle() >= Survival;

    private (Conv2d Conv, ImageBatchNorm? Norm)[] Layers()
    {
        List<(Conv2d, ImageBatchNorm?)> layers = [(conv1, bn1)];
        if (conv2 is not null) layers.Add((conv2, bn2));
        if (conv3 is not null) layers.Add((conv3, bn3));
        return [.. layers];
    }

    private static Conv2d Convolution(int inputs, int outputs, int size, int stride) =>
        Conv2d(inputs, outputs, size, stride: stride, padding: size / 2, bias: false);
}
