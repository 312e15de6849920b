namespace StudyKit.Nn.Embeddings;

/// <summary>
/// Adds to each vector something that tells its place. Without it attention sees a set and not a sequence ("Attention
/// Is All You Need", §3.5).
/// </summary>
public abstract class Positions : Module<Tensor, long, Tensor>
{
    private protected Positions(string name)
        : base(name)
    {
    }

    /// <summary>Adds the positions.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="first">
    /// The place of the first of the T vectors: 0, or more when what stands before was handled earlier.
    /// </param>
    /// <returns>[B, T, C].</returns>
    public abstract override Tensor forward(Tensor x, long first);
}
