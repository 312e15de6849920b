namespace StudyKit.Models.ResNet;

/// <summary>Joins the two ways of a block where the paper's plain sum is not wanted.</summary>
/// <remarks>Letters: B batch, C maps, H and W height and width.</remarks>
public sealed class Mix : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly Parameter? coefficient;
    private readonly Conv2d? gate;
    private readonly MixKind _kind;

    /// <summary>Builds it; coefficients start at 1, where the net is the paper's.</summary>
    /// <param name="kind">Which mix.</param>
    /// <param name="inputs">Maps of the block's input.</param>
    /// <param name="outputs">Maps of its output.</param>
    /// <param name="stride">The block's stride.</param>
    /// <param name="gateBias">b_T: below zero the gate lets x through at first.</param>
    public Mix(MixKind kind, int inputs, int outputs, int stride, double gateBias)
        : base(nameof(Mix))
    {
        _kind = kind;
        if (kind == MixKind.HighwayGate)
        {
            gate = Conv2d(inputs, outputs, 3, stride: stride, padding: 1, bias: true);
            init.constant_(gate.bias!, gateBias);
        }
        else
        {
            coefficient = Parameter(IsBounded ? zeros(1) : ones(1));
        }

        RegisterComponents();
    }

    /// <summary>The learned number a; null for a gate.</summary>
    public double? Coefficient
    {
        get
        {
            if (coefficient is null) return null;
            double raw = coefficient.ToDouble();
            return IsBounded ? 2 / (1 + Math.Exp(-raw)) : raw;
        }
    }

    private bool IsBounded => _kind is MixKind.BoundedShortcut or MixKind.BoundedBranch;

    /// <summary>Joins the two ways.</summary>
    /// <param name="x">The block's input, which the gate looks at.</param>
    /// <param name="around">What came around the block, [B, C, H, W].</param>
    /// <param name="branch">What came through it, same shape.</param>
    public override Tensor forward(Tensor x, Tensor around, Tensor branch)
    {
        using DisposeScope scope = NewDisposeScope();
        if (gate is not null)
        {
            Tensor open = gate.call(x).sigmoid_();
            return torch.lerp(around, branch, open).MoveToOuterDisposeScope();
        }

        Tensor a = IsBounded ? coefficient!.sigmoid() * 2 : coefficient!;
        bool onShortcut = _kind is MixKind.ScaledShortcut or MixKind.BoundedShortcut;
        return (onShortcut ? around * a + branch : around + branch * a).MoveToOuterDisposeScope();
    }
}
