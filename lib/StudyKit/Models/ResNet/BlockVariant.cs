using StudyKit.Nn.Normalization;

namespace StudyKit.Models.ResNet;

/// <summary>
/// What experiments change in a block: the order of convolution, norm, ReLU and addition ("Identity Mappings",
/// 1603.05027, Figure 4), how the two ways are joined, and blocks that are sometimes not there. <see
/// cref="ResidualBlock"/> says the paper's own block in its forward; this says all the others, and agrees with it where
/// they are the same.
/// </summary>
internal sealed class BlockVariant(
    ResNetConfig config, (Conv2d Conv, ImageBatchNorm? Norm)[] layers, Shortcut shortcut, Mix? mix)
{
    /// <summary>y from x when F is there.</summary>
    /// <param name="x">[B, C, H, W].</param>
    /// <param name="share">F is taken times this number.</param>
    public Tensor Whole(Tensor x, double share)
    {
        Tensor branch = share == 1 ? Branch(x) : Branch(x) * share;
        return Finish(Join(x, branch), inPlace: true);
    }

    /// <summary>y from x when F is not there.</summary>
    /// <param name="x">[B, C, H, W].</param>
    public Tensor AroundOnly(Tensor x) => Finish(shortcut.Of(x).alias(), inPlace: false);

    // F(x): convolutions, each with its norm and ReLU in the order that the configuration asks for.
    private Tensor Branch(Tensor x)
    {
        Tensor h = x;
        for (int i = 0; i < layers.Length; i++)
        {
            (Conv2d conv, ImageBatchNorm? norm) = layers[i];
            bool last = i == layers.Length - 1;
            h = config.Order switch
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
        if (config.Shortcut == ShortcutKind.None) return branch;
        if (mix is not null) return mix.call(x, shortcut.Of(x), branch);
        Tensor around = shortcut.Of(x);
        Tensor y = config.Order == BlockOrder.ReluBeforeAddition ? branch + around : branch.add_(around);
        return shortcut.Beside(x) is Tensor beside ? y.add_(beside) : y;
    }

    // What follows the addition. Where nothing was added y may be the input itself, which stays as it is.
    private Tensor Finish(Tensor y, bool inPlace) => config.Order switch
    {
        BlockOrder.Original => inPlace ? y.relu_() : y.relu(),
        BlockOrder.NormAfterAddition => layers[^1].Norm!.call(y).relu_(),
        _ => y,
    };

    private static Tensor Normalize(ImageBatchNorm? norm, Tensor x) => norm is null ? x : norm.call(x);
}
