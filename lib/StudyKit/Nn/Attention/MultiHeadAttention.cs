using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Nn.Attention;

/// <summary>
/// Multi-head attention: every position asks, and takes a weighted mean of what the others offer.
/// </summary>
/// <remarks>
/// <para>"Attention Is All You Need" (Vaswani et al., 2017), §3.2 and Figure 2:</para>
/// <code>
/// Attention(Q, K, V) = softmax(Q Kᵀ / √d_k) V                                      (1)
/// MultiHead(Q, K, V) = Concat(head_1, …, head_h) W^O
///             head_i = Attention(Q W_i^Q, K W_i^K, V W_i^V)
/// </code>
/// <list type="table">
/// <listheader><term>paper</term><description>here</description></listheader>
/// <item><term>d_model</term><description>C, the width of the vectors that go in and come out</description></item>
/// <item><term>h</term><description>H, the number of heads</description></item>
/// <item>
/// <term>d_k, d_v</term><description>D_k and D_v, the width of a head's keys and values; C / H unless said
/// otherwise</description>
/// </item>
/// <item>
/// <term>W^Q, W^K, W^V</term><description>the three parts of <c>in_proj_weight</c>, one below the other; a head's
/// columns in the paper are D consecutive rows here, because the product is x Wᵀ</description>
/// </item>
/// <item><term>W^O</term><description><c>out_proj.weight</c>, transposed likewise</description></item>
/// <item>
/// <term>Q, K, V</term><description><c>query</c> [B, T, C]; <c>key</c> and <c>value</c> [B, S, C]</description>
/// </item>
/// </list>
/// <para>Differs from the paper: the projections have biases, as in the authors' code's successors and in PyTorch.
/// Names and layout are those of PyTorch's <c>nn.MultiheadAttention</c>; where D_k or D_v is not C / H, PyTorch has no
/// such layer and
/// <c>in_proj_weight</c> has (2 D_k + D_v) H rows.</para>
/// </remarks>
public sealed class MultiHeadAttention : Module<Tensor, Tensor, Tensor, Tensor?, Tensor>, IAttentionSource,
    IComparisonSource, IHeadOutput
{
    private readonly Parameter in_proj_weight;
    private readonly Parameter in_proj_bias;
    private readonly Linear out_proj;
    private readonly int _width, _heads, _keyWidth, _valueWidth;
    private readonly double _dropout;
    private readonly bool _scaled;

    /// <summary>Builds the layer with Xavier-uniform weights and zero biases.</summary>
    /// <param name="width">C, the width of what goes in and comes out.</param>
    /// <param name="heads">H, the number of heads.</param>
    /// <param name="keyWidth">D_k, width of a head's queries and keys; C / H when null.</param>
    /// <param name="valueWidth">D_v, width of a head's values; C / H when null.</param>
    /// <param name="dropout">Share of the attention weights set to zero in training. The paper has none here.</param>
    /// <param name="scaled">False leaves out 1/√D_k, to see what it is for.</param>
    /// <exception cref="ArgumentException">
    /// A size is not positive, or C is not a multiple of H and a head's width was not given.
    /// </exception>
    public MultiHeadAttention(
        int width, int heads, int? keyWidth = null, int? valueWidth = null, double dropout = 0, bool scaled = true)
        : base(nameof(MultiHeadAttention))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(heads);
        if (width % heads != 0 && (keyWidth is null || valueWidth is null))
            throw new ArgumentException("width must be a multiple of heads, so that each head has width/heads. " +
                $"Received width {width} and {heads} heads; change one of them or give keyWidth and valueWidth.",
                nameof(heads));
        (_width, _heads, _dropout, _scaled) = (width, heads, dropout, scaled);
        (_keyWidth, _valueWidth) = (keyWidth ?? width / heads, valueWidth ?? width / heads);

        in_proj_weight = Parameter(empty((2 * _keyWidth + _valueWidth) * _heads, width));
        in_proj_bias = Parameter(zeros((2 * _keyWidth + _valueWidth) * _heads));
        out_proj = Linear(_valueWidth * _heads, width);
        init.xavier_uniform_(in_proj_weight);
        init.zeros_(out_proj.bias!);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public int Heads => _heads;

    /// <inheritdoc/>
    public Action<Tensor>? Recorder { get; set; }

    /// <inheritdoc/>
    public Action<Tensor, Tensor>? Comparisons { get; set; }

    /// <summary>
    /// Equation (1): softmax(Q Kᵀ / √d_k) V. The scaling keeps the scores' variance at 1 when the components of Q and K
    /// have variance 1 (§3.2.1, footnote 4); without it softmax saturates at large d_k and its gradient vanishes.
    /// </summary>
    /// <param name="q">Queries [B, H, T, D_k].</param>
    /// <param name="k">Keys [B, H, S, D_k].</param>
    /// <param name="v">Values [B, H, S, D_v].</param>
    /// <param name="mask">
    /// Added to the scores [B, H, T, S]: 0 or −∞ (<see cref="AttentionMask"/>); null when all may look at all.
    /// </param>
    /// <param name="scaled">False leaves out 1/√d_k.</param>
    /// <param name="drop">Drops some of the weights before they are taken; null for none.</param>
    /// <returns>The weighted values [B, H, T, D_v], and the weights [B, H, T, S] before any is dropped.</returns>
    /// <exception cref="ArgumentException">A size or a type does not fit the others.</exception>
    public static (Tensor Output, Tensor Weights) ScaledDotProductAttention(
        Tensor q, Tensor k, Tensor v, Tensor? mask = null, bool scaled = true, Func<Tensor, Tensor>? drop = null)
    {
        RequireFit(q, k, v);
        Tensor scores = q.matmul(k.transpose(-2, -1));                      // Q Kᵀ       [B, H, T, S]
        if (scaled) scores = scores / Math.Sqrt(q.shape[^1]);               // / √d_k
        Tensor? blind = mask is null ? null : AttentionMask.Blind(mask);
        if (blind is not null) mask = mask!.masked_fill(blind, 0);
        if (mask is not null) scores = scores + mask;
        Tensor weights = functional.softmax(scores, -1);                    // softmax    each row sums to 1
        if (blind is not null) weights = weights.masked_fill(blind, 0);     // who sees nothing takes nothing
        Tensor taken = drop is null ? weights : drop(weights);              // dropout, in training
        return (taken.matmul(v), weights);                                  // … V        [B, H, T, D_v]
    }

    private static void RequireFit(Tensor q, Tensor k, Tensor v)
    {
        Shapes.Check(q, nameof(q), ["B", "H", "T", "D_k"]);
        var (B, H, _, D) = q.shape;
        Shapes.Check(k, nameof(k), [("B", B), ("H", H), "S", ("D_k", D)]);
        Shapes.Check(v, nameof(v), [("B", B), ("H", H), ("S", k.shape[2]), "D_v"]);
        if (!q.is_floating_point() || q.dtype != k.dtype || q.dtype != v.dtype)
        {
            throw new ArgumentException(
                $"q, k and v must have one floating-point type. Received {q.dtype}, {k.dtype} and {v.dtype}: convert " +
                "them with .to(float32).", nameof(q));
        }
    }

    /// <summary>
    /// MultiHead(Q, K, V). Pass the same tensor three times for self-attention: its projections are then one product.
    /// </summary>
    /// <param name="query">[B, T, C], who asks.</param>
    /// <param name="key">[B, S, C], what is compared with the question.</param>
    /// <param name="value">[B, S, C], what is taken from there.</param>
    /// <param name="mask">Added to the scores, broadcast over [B, H, T, S]; null when all may look at all.</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor query, Tensor key, Tensor value, Tensor? mask)
    {
        Shapes.Check(query, nameof(query), ["B", "T", ("C", _width)]);
        var (B, _, C) = query.shape;
        Shapes.Check(key, nameof(key), [("B", B), "S", ("C", C)]);
        if (!ReferenceEquals(key, value)) Shapes.Check(value, nameof(value), [("B", B), ("S", key.shape[1]), ("C", C)]);
        (Tensor q, Tensor k, Tensor v) = Project(query, key, value);
        return Attend(q, k, v, mask);
    }

    /// <summary>
    /// Self-attention of new positions, which see those in the cache and, as far as the mask lets them, each other.
    /// </summary>
    /// <param name="x">[B, n, C], the new positions. Their keys and values join the cache.</param>
    /// <param name="cache">The positions before them.</param>
    /// <param name="mask">Broadcast over [B, H, n, S + n].</param>
    /// <returns>[B, n, C].</returns>
    public Tensor AttendToPast(Tensor x, KeyValueCache cache, Tensor? mask = null)
    {
        ArgumentNullException.ThrowIfNull(cache);
        Shapes.Check(x, nameof(x), ["B", "n", ("C", _width)]);
        (Tensor q, Tensor k, Tensor v) = Project(x, x, x);
        (k, v) = cache.Append(k, v);
        return Attend(q, k, v, mask);
    }

    /// <summary>
    /// Attention to a source that stays the same from step to step: its keys and values are computed at the first call.
    /// </summary>
    /// <param name="query">[B, n, C].</param>
    /// <param name="source">[B, S, C]; looked at only while the cache is empty.</param>
    /// <param name="cache">The source's keys and values, once computed.</param>
    /// <param name="mask">Broadcast over [B, H, n, S].</param>
    /// <returns>[B, n, C].</returns>
    public Tensor AttendToSource(Tensor query, Tensor source, KeyValueCache cache, Tensor? mask = null)
    {
        ArgumentNullException.ThrowIfNull(cache);
        Shapes.Check(query, nameof(query), ["B", "n", ("C", _width)]);
        if (cache.Keys is null)
        {
            Tensor[] kv = Rows(source, KeyRows, KeyRows + ValueRows).split([KeyRows, ValueRows], -1);
            cache.Append(Split(kv[0]), Split(kv[1]));
        }

        return Attend(Split(Rows(query, 0, KeyRows)), cache.Keys!, cache.Values!, mask);
    }

    /// <inheritdoc/>
    public Tensor HeadOutput(int head)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(head);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(head, _heads);
        return out_proj.weight!.narrow(1, head * _valueWidth, _valueWidth); // [C, D_v]
    }

    private int KeyRows => _keyWidth * _heads;

    private int ValueRows => _valueWidth * _heads;

    // One product where the inputs are one tensor, as in PyTorch: large products are faster than small ones.
    private (Tensor Q, Tensor K, Tensor V) Project(Tensor query, Tensor key, Tensor value)
    {
        Tensor q, k, v;
        if (ReferenceEquals(query, key) && ReferenceEquals(key, value))
        {
            Tensor[] qkv = functional.linear(query, in_proj_weight, in_proj_bias)
                .split([KeyRows, KeyRows, ValueRows], -1);
            (q, k, v) = (qkv[0], qkv[1], qkv[2]);
        }
        else if (ReferenceEquals(key, value))
        {
            q = Rows(query, 0, KeyRows);
            Tensor[] kv = Rows(key, KeyRows, KeyRows + ValueRows).split([KeyRows, ValueRows], -1);
            (k, v) = (kv[0], kv[1]);
        }
        else
        {
            (q, k, v) = (Rows(query, 0, KeyRows), Rows(key, KeyRows, KeyRows), Rows(value, 2 * KeyRows, ValueRows));
        }

        return (Split(q), Split(k), Split(v));
    }

    // x Wᵀ + b with `count` rows of the stacked projections.
    private Tensor Rows(Tensor x, int first, int count) =>
        functional.linear(x, in_proj_weight.narrow(0, first, count), in_proj_bias.narrow(0, first, count));

    private Tensor Split(Tensor x) => AttentionHeads.Split(x, _heads); // [B, H, T, D]

    private Tensor Attend(Tensor q, Tensor k, Tensor v, Tensor? mask)
    {
        Func<Tensor, Tensor>? drop =
            training && _dropout > 0 ? weights => VectorizedDropout.Drop(weights, _dropout) : null;
        Comparisons?.Invoke(q, k);
        Tensor heads = AttentionHeads.Attend(q, k, v, mask, drop, Recorder, _scaled); // [B, H, T, D_v]
        return out_proj.call(AttentionHeads.Join(heads));
    }
}
