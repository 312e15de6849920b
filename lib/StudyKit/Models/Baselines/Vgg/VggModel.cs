using StudyKit.Runtime;

namespace StudyKit.Models.Baselines.Vgg;

/// <summary>
/// VGG-16 and VGG-19 (Simonyan and Zisserman, 2014, arXiv 1409.1556, Table 1, D and E): what ResNet is compared with.
/// </summary>
/// <remarks>
/// Names are torchvision's: <c>features.0</c>, ..., <c>classifier.6</c>. Letters: B batch, H and W height and width, K
/// classes.
/// </remarks>
public sealed class VggModel : Module<Tensor, Tensor>
{
    private readonly Sequential features;
    private readonly AdaptiveAvgPool2d avgpool;
    private readonly Sequential classifier;

    /// <summary>Builds the net with random weights. Never inside a dispose scope.</summary>
    /// <param name="depth">16 or 19.</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <exception cref="ArgumentException">Another depth.</exception>
    public VggModel(int depth, int classes = 1000)
        : base(nameof(VggModel))
    {
        if (depth is not (16 or 19))
        {
            throw new ArgumentException($"depth must be 16 or 19. Received {depth}.", nameof(depth));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        int deep = depth == 16 ? 3 : 4;
        List<Module<Tensor, Tensor>> layers = [];
        int channels = 3;
        foreach ((int width, int count) in new[] { (64, 2), (128, 2), (256, deep), (512, deep), (512, deep) })
        {
            for (int i = 0; i < count; i++)
            {
                Conv2d conv = Conv2d(channels, width, 3, padding: 1);
                init.kaiming_normal_(
                    conv.weight!, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
                init.zeros_(conv.bias!);
                layers.AddRange([conv, ReLU(inplace: true)]);
                channels = width;
            }

            layers.Add(MaxPool2d(2, 2));
        }

        features = Sequential(layers);
        avgpool = AdaptiveAvgPool2d(7);
        classifier = Sequential(Linear(512 * 7 * 7, 4096), ReLU(inplace: true),
            Dropout(0.5), Linear(4096, 4096), ReLU(inplace: true), Dropout(0.5), Linear(4096, classes));
        RegisterComponents();
    }

    /// <summary>Scores the classes of each image.</summary>
    /// <param name="images">[B, 3, H, W], at least 32×32.</param>
    /// <returns>Logits [B, K].</returns>
    public override Tensor forward(Tensor images)
    {
        Shapes.Check(images, nameof(images), ["B", ("C", 3), "H", "W"]);
        var (_, _, H, W) = images.shape;
        if (H < 32 || W < 32)
        {
            throw new ArgumentException(
                $"images must be at least 32×32: VGG halves them five times. Received {H}×{W}.", nameof(images));
        }

        using DisposeScope scope = NewDisposeScope();
        return classifier.call(avgpool.call(features.call(images)).flatten(1)).MoveToOuterDisposeScope();
    }
}
