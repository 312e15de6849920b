namespace StudyKit.Nn.Attention;

/// <summary>
/// Attention before it was an inner product: a small network compares the query with each key.
/// </summary>
/// <remarks>
/// "Neural Machine Translation by Jointly Learning to Align and Translate" (Bahdanau, Cho and Bengio, 2015, arXiv
/// 1409.0473), §3.1 and appendix A.1.2:
/// <code>e_ij = v · tanh(W s_{i−1} + U h_j),  α_ij = exp(e_ij) / Σ_k exp(e_ik),  c_i = Σ_j α_ij h_j</code>
/// </remarks>
public sealed class AdditiveAttention : Module<Tensor, Tensor, Tensor, Tensor, (Tensor Context, Tensor Weights)>
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Parameter weight;

    /// <summary>Builds the three learned parts.</summary>
    /// <param name="queryWidth">C_q, width of the decoder's state s.</param>
    /// <param name="keyWidth">C_k, width of the annotations h.</param>
    /// <param name="width">C, width of the comparison.</param>
    public AdditiveAttention(int queryWidth, int keyWidth, int width)
        : base(nameof(AdditiveAttention))
    {
        query = Linear(queryWidth, width, hasBias: false);
        key = Linear(keyWidth, width);
        weight = Parameter(empty(width));
        init.uniform_(weight, -1 / Math.Sqrt(width), 1 / Math.Sqrt(width));
        RegisterComponents();
    }

    /// <summary>U h_j, which is the same at every step: compute it once for a sentence.</summary>
    /// <param name="annotations">h, [B, S, C_k].</param>
    /// <returns>[B, S, C].</returns>
    public Tensor Keys(Tensor annotations) => key.call(annotations);

    /// <summary>One step.</summary>
    /// <param name="state">s_{i−1}, [B, C_q].</param>
    /// <param name="keys">From <see cref="Keys"/>, [B, S, C].</param>
    /// <param name="annotations">h, [B, S, C_k].</param>
    /// <param name="mask">Added to the scores: [B, S], 0 or −∞.</param>
    /// <returns>c_i [B, C_k], and α_i [B, S].</returns>
    public override (Tensor Context, Tensor Weights) forward(Tensor state, Tensor keys, Tensor annotations, Tensor mask)
    {
        Tensor scores = (query.call(state).unsqueeze(1) + keys).tanh().matmul(weight);          // e_i  [B, S]
        Tensor weights = functional.softmax(scores + mask, -1);                                 // α_i  [B, S]
        return (weights.unsqueeze(1).matmul(annotations).squeeze(1), weights);                  // c_i  [B, C_k]
    }
}
