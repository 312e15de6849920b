using StudyKit.Nn.Normalization;

namespace StudyKit.Models.ResNet;

/// <summary>
/// One block: y = F(x) + x. That is all of F(x) = H(x) − x: nobody subtracts anything. The block adds its input to what its
/// convolutions give, so if y should become H(x), training drives the convolutions to H(x) − x.
/// </summary>
/// <remarks>
/// <para>"Deep Residual Learning" (He et al., 2015, arXiv 1512.03385), equations 1 and 2, Figures 2 and 5; the orders are those
/// of "Identity Mappings in Deep Residual Networks" (1603.05027, Figure 4). Letters: B batch, C maps, H and W height and width.
/// Names are torchvision's: <c>conv1</c>, <c>bn1</c>, ..., <c>downsample.0</c> and <c>downsample.1</c>.</para>
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
    private readonly (Conv2d Conv, ImageBatchNorm? Norm)[] _layers;
    private readonly ResNetConfig _config;
    private readonly int _outputs, _stride;

    /// <summary>Builds a block with random weights.</summary>
    /// <param name="config">The net's sizes and switches.</param>
    /// <param name="inputs">Maps of x.</param>
    /// <param name="width">Maps of the 3×3 convolutions; a bottleneck gives four times as many.</param>
    /// <param name="stride">2 where the size is halved.</param>
    /// <param name="survival">The probability that F is there at a training step; see <see cref="ResNetConfig.LastSurvival"/>.</param>
    internal ResidualBlock(ResNetConfig config, int inputs, int width, int stride, double survival = 1)
        : base(nameof(ResidualBlock))
    {
        bool bottleneck = config.Block == BlockKind.Bottleneck, preNorm = config.Order == BlockOrder.FullPreActivation;
        (_config, _stride, _outputs, Survival) = (config, stride, bottleneck ? 4 * width : width, survival);
        int first = bottleneck && !config.StrideInFirst ? 1 : stride;
        conv1 = bottleneck ? Convolution(inputs, width, 1, first) : Convolution(inputs, width, 3, first);
        bn1 = Norm(preNorm ? inputs : width);
        if (config.Block != BlockKind.OneLayer)
        {
            conv2 = Convolution(width, width, 3, bottleneck ? stride / first : 1);
            bn2 = Norm(width);
        }

        if (bottleneck)
        {
            conv3 = Convolution(width, _outputs, 1, 1);
            bn3 = Norm(preNorm ? width : _outputs);
        }

        if (HasProjection(inputs)) downsample = config.BatchNorm ? Sequential(Convolution(inputs, _outputs, 1, stride), new ImageBatchNorm(_outputs)) : Sequential(Convolution(inputs, _outputs, 1, stride));
        if (config.Mix != MixKind.Sum) mix = new Mix(config.Mix, inputs, _outputs, stride, config.GateBias);
        _layers = [(conv1, bn1), .. conv2 is null ? [] : new[] { (conv2, bn2) }, .. conv3 is null ? [] : new[] { (conv3, bn3) }];
        RegisterComponents();

        ImageBatchNorm? Norm(int maps) => config.BatchNorm ? new ImageBatchNorm(maps) : null;
    }

    /// <summary>Takes F away: the block gives what comes around it and nothing else. For lesions of a trained net.</summary>
    /// <value>false</value>
    public bool IsRemoved { get; set; }

    /// <summary>The probability that F is there at a training step; in eval mode F is always there, times this number.</summary>
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
        bool alone = IsRemoved || IsDropped();
        Tensor y = alone ? Around(input).alias() : Join(input, training || Survival == 1 ? Branch(input) : Branch(input) * Survival);
        return Finish(y, inPlace: !alone).MoveToOuterDisposeScope();
    }

    // One draw for the whole batch, as in the paper of stochastic depth; a block that is always there draws nothing.
    private bool IsDropped() => training && Survival < 1 && torch.rand(1).ToSingle() >= Survival;

    // F(x): convolutions, each with its norm and ReLU in the order that the configuration asks for.
    private Tensor Branch(Tensor x)
    {
        Tensor h = x;
        for (int i = 0; i < _layers.Length; i++)
        {
            (Conv2d conv, ImageBatchNorm? norm) = _layers[i];
            bool last = i == _layers.Length - 1;
            h = _config.Order switch
            {
                BlockOrder.FullPreActivation => conv.call(norm is null ? h.relu() : norm.call(h).relu_()),
                BlockOrder.ReluOnlyPreActivation => Normalize(norm, conv.call(h.relu())),
                BlockOrder.NormAfterAddition when last => conv.call(h),
                BlockOrder.ReluBeforeAddition => Normalize(norm, conv.call(h)).relu_(),
                _ => last ? Normalize(norm, conv.call(h)) : Normalize(norm, conv.call(h)).relu_(),
            };
        }

        return h;
    }

    // F(x) + x, in place: only ReLU's gradient asks for its own output again.
    private Tensor Join(Tensor x, Tensor branch)
    {
        if (_config.Shortcut == ShortcutKind.None) return branch;
        if (mix is not null) return mix.call(x, Around(x), branch);
        Tensor y = _config.Order == BlockOrder.ReluBeforeAddition ? branch + Around(x) : branch.add_(Around(x));
        return _config.Shortcut == ShortcutKind.IdentityAndProjection && downsample is not null && HasIdentity(x) ? y.add_(downsample.call(x)) : y;
    }

    // What follows the addition. Where nothing was added y may be the input itself, which stays as it is.
    private Tensor Finish(Tensor y, bool inPlace) => _config.Order switch
    {
        BlockOrder.Original => inPlace ? y.relu_() : y.relu(),
        BlockOrder.NormAfterAddition => _layers[^1].Norm!.call(y).relu_(),
        _ => y,
    };

    private Tensor Around(Tensor x)
    {
        bool identity = HasIdentity(x);
        if (downsample is not null && !(identity && _config.Shortcut == ShortcutKind.IdentityAndProjection)) return downsample.call(x);
        if (identity) return x;
        // Option A: every second pixel, and zeros for the new maps.
        Tensor small = _stride == 1 ? x : x[TensorIndex.Ellipsis, TensorIndex.Slice(step: _stride), TensorIndex.Slice(step: _stride)];
        return functional.pad(small, [0, 0, 0, 0, 0, _outputs - x.shape[1]]);
    }

    private bool HasIdentity(Tensor x) => _stride == 1 && x.shape[1] == _outputs;

    private bool HasProjection(int inputs) => _config.Shortcut switch
    {
        ShortcutKind.ProjectedEverywhere or ShortcutKind.IdentityAndProjection => true,
        ShortcutKind.Projected => _stride != 1 || inputs != _outputs,
        _ => false,
    };

    private static Tensor Normalize(ImageBatchNorm? norm, Tensor x) => norm is null ? x : norm.call(x);

    private static Conv2d Convolution(int inputs, int outputs, int size, int stride) =>
        Conv2d(inputs, outputs, size, stride: stride, padding: size / 2, bias: false);
}
