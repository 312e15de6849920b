using StudyKit.Nn.Normalization;
using StudyKit.Runtime;

namespace StudyKit.Models.Baselines.Mlp;

/// <summary>
/// A deep net of fully connected layers, plain or residual: the paper says that shortcuts help these as well (§3.2).
/// </summary>
/// <remarks>
/// Blocks of two layers, y = ReLU(F(x) + x) with F = BN(W₂ ReLU(BN(W₁ x))). Letters: B batch, N numbers of an input, C
/// width, K classes.
/// </remarks>
public sealed class ResidualMlp : Module<Tensor, Tensor>
{
    private readonly Linear stem;
    private readonly ModuleList<Sequential> blocks;
    private readonly Linear fc;
    private readonly int _inputs;
    private readonly bool _residual;

    /// <summary>Builds the net with random weights. Never inside a dispose scope.</summary>
    /// <param name="inputs">N; an image is flattened.</param>
    /// <param name="width">C.</param>
    /// <param name="blockCount">Blocks of two layers.</param>
    /// <param name="classes">K.</param>
    /// <param name="residual">Whether each block's input is added to its output.</param>
    /// <param name="norm">Whether each layer is followed by a BatchNorm.</param>
    public ResidualMlp(int inputs, int width, int blockCount, int classes, bool residual, bool norm = true)
        : base(nameof(ResidualMlp))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegative(blockCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        (_inputs, _residual) = (inputs, residual);
        stem = Layer(inputs, width);
        blocks = new ModuleList<Sequential>([.. Enumerable.Range(0, blockCount).Select(_ => norm
            ? Sequential(Layer(
                width,
                width), new ImageBatchNorm(width), ReLU(inplace: true), Layer(width, width), new ImageBatchNorm(width))
            : Sequential(Layer(width, width), ReLU(inplace: true), Layer(width, width)))]);
        fc = Linear(width, classes);
        RegisterComponents();
    }

    /// <summary>Scores the classes.</summary>
    /// <param name="images">[B, ...] with N numbers for each of B.</param>
    /// <returns>Logits [B, K].</returns>
    public override Tensor forward(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = images.flatten(1);
        Shapes.Check(x, nameof(images), ["B", ("N", _inputs)], "Each image is flattened.");
        x = stem.call(x).relu_();
        foreach (Sequential block in blocks) x = _residual ? block.call(x).add_(x).relu_() : block.call(x).relu_();
        return fc.call(x).MoveToOuterDisposeScope();
    }

    private static Linear Layer(int inputs, int outputs)
    {
        Linear layer = Linear(inputs, outputs);
        init.kaiming_normal_(layer.weight!, nonlinearity: init.NonlinearityType.ReLU);
        init.zeros_(layer.bias!);
        return layer;
    }
}
