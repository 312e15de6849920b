namespace StudyKit.Nn.Recurrent;

/// <summary>
/// An LSTM from left to right and one from right to left, side by side, on sequences of different lengths.
/// </summary>
/// <remarks>
/// The sequences are turned round within their own lengths, so that the second LSTM meets their last token first and
/// never padding.
/// </remarks>
internal sealed class BidirectionalLstm : Module<Tensor, Tensor, Tensor>
{
    private readonly LSTM forwards;
    private readonly LSTM backwards;

    public BidirectionalLstm(int inputWidth, int units)
        : base(nameof(BidirectionalLstm))
    {
        forwards = LSTM(inputWidth, units, batchFirst: true);
        backwards = LSTM(inputWidth, units, batchFirst: true);
        RegisterComponents();
    }

    /// <summary>Reads.</summary>
    /// <param name="x">[B, T, F].</param>
    /// <param name="real">[B, T] bool, true for a token; padding stands last.</param>
    /// <returns>[B, T, 2U]; what stands at padding means nothing.</returns>
    public override Tensor forward(Tensor x, Tensor real)
    {
        Tensor turned = RealTokens.Turned(real);
        Tensor right = forwards.call(x).Item1;
        Tensor left = RealTokens.Reorder(backwards.call(RealTokens.Reorder(x, turned)).Item1, turned);
        return cat([right, left], -1);
    }

    /// <summary>
    /// What the sequence comes to: the first LSTM's state at the last token beside the second's at the first.
    /// </summary>
    /// <param name="states">[B, T, 2U], from <c>call</c>.</param>
    /// <param name="real">[B, T] bool.</param>
    /// <returns>[B, 2U].</returns>
    public static Tensor Ends(Tensor states, Tensor real)
    {
        Tensor[] halves = states.chunk(2, -1);
        return cat([RealTokens.Last(halves[0], real), halves[1].select(1, 0)], -1);
    }
}
