namespace StudyKit.Nn.Recurrent;

/// <summary>
/// A GRU from left to right and one from right to left, side by side, on sentences of different lengths.
/// </summary>
/// <remarks>
/// The sentences are turned round within their own lengths, so that the second GRU meets their last word first and
/// never padding.
/// </remarks>
internal sealed class BidirectionalGru : Module<Tensor, Tensor, Tensor>
{
    private readonly GRU forwards;
    private readonly GRU backwards;

    public BidirectionalGru(int inputWidth, int width)
        : base(nameof(BidirectionalGru))
    {
        forwards = GRU(inputWidth, width, batchFirst: true);
        backwards = GRU(inputWidth, width, batchFirst: true);
        RegisterComponents();
    }

    /// <summary>Reads.</summary>
    /// <param name="x">[B, T, F].</param>
    /// <param name="real">[B, T], true for a token; padding stands last.</param>
    /// <returns>[B, T, 2C]; what stands at padding means nothing.</returns>
    public override Tensor forward(Tensor x, Tensor real)
    {
        Tensor turned = RealTokens.Turned(real);
        Tensor right = forwards.call(x).Item1;
        Tensor left = RealTokens.Reorder(backwards.call(RealTokens.Reorder(x, turned)).Item1, turned);
        return cat([right, left], -1);
    }
}
