using StudyKit.Runtime;

namespace StudyKit.Nn.Embeddings;

/// <summary>A learned vector for each token, and the same matrix used backwards to score the tokens.</summary>
/// <remarks>
/// "Attention Is All You Need", §3.4: one matrix serves both embeddings and the linear transformation before softmax,
/// and "in the embedding layers, we multiply those weights by √d_model". Weights start as N(0, 1/C), so that an
/// embedding's components have variance 1 after the multiplication, like the positions added to them, and the logits of
/// a normalised vector have variance 1 as well.
/// </remarks>
public sealed class TokenEmbedding : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly int _width;
    private readonly double _factor;

    /// <summary>Builds the table.</summary>
    /// <param name="vocabularySize">V, how many tokens there are.</param>
    /// <param name="width">C, the width of their vectors.</param>
    /// <param name="scaled">True multiplies what is looked up by √C.</param>
    public TokenEmbedding(int vocabularySize, int width, bool scaled = true)
        : base(nameof(TokenEmbedding))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabularySize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        (_width, _factor) = (width, scaled ? Math.Sqrt(width) : 1);
        weight = Parameter(empty(vocabularySize, width));
        init.normal_(weight, 0, 1 / Math.Sqrt(width));
        RegisterComponents();
    }

    /// <summary>Looks tokens up.</summary>
    /// <param name="ids">[B, T] int64, each from 0 to V − 1.</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor ids)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        var (B, T) = ids.shape;
        if (ids.dtype != ScalarType.Int64)
        {
            throw new ArgumentException($"ids must be int64 token numbers. Received {ids.dtype}.", nameof(ids));
        }

        Tensor rows = weight.index_select(0, ids.reshape(-1));             // [B·T, C]
        if (_factor != 1) rows = rows.mul(_factor);
        return rows.view(B, T, _width);                                    // [B, T, C]
    }

    /// <summary>
    /// Scores every token by its inner product with a vector: the pre-softmax linear of §3.4, without bias.
    /// </summary>
    /// <param name="hidden">[…, C].</param>
    /// <returns>Logits […, V].</returns>
    public Tensor Logits(Tensor hidden) => functional.linear(hidden, weight);
}
