namespace StudyKit.Models.Baselines.Recurrent;

/// <summary>A GRU from left to right and one from right to left, side by side, on sentences of different lengths.</summary>
/// <remarks>
/// The sentences are turned round within their own lengths, so that the second GRU meets their last word first and never padding.
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
    /// <param name="x">[B, S, C_in].</param>
    /// <param name="real">[B, S], true for a token; padding stands last.</param>
    /// <returns>[B, S, 2C]; what stands at padding means nothing.</returns>
    public override Tensor forward(Tensor x, Tensor real)
    {
        Tensor turned = Turned(real);
        Tensor right = forwards.call(x).Item1;
        Tensor left = Reorder(backwards.call(Reorder(x, turned)).Item1, turned);
        return cat([right, left], -1);
    }

    // Place t of a sentence of n words goes to n − 1 − t; padding stays.
    internal static Tensor Turned(Tensor real)
    {
        Tensor places = arange(real.shape[1], dtype: ScalarType.Int64, device: real.device).unsqueeze(0);
        Tensor lengths = real.sum(1, keepdim: true);
        return where(real, lengths - 1 - places, places);
    }

    internal static Tensor Reorder(Tensor x, Tensor places) => x.gather(1, places.unsqueeze(-1).expand(-1, -1, x.shape[2]));
}
