using StudyKit.Nn.Attention;
using StudyKit.Nn.FeedForward;
using StudyKit.Nn.Normalization;
using StudyKit.Runtime;

namespace StudyKit.Models.Baselines.Recall;

/// <summary>
/// One layer of the Transformer that looks values up: every question attends to all pairs, then comes the feed-forward
/// network, then a linear layer for the answers.
/// </summary>
/// <remarks>
/// <para>"Attention Is All You Need", §3.2, pre-norm:</para>
/// <code>
/// x = q + W^O Concat_h(Attention(W^Q LN(q), W^K LN(p), W^V LN(p)))       q the questions, p the pairs
/// y = x + FFN(LN(x))
/// answer = softmax(W LN(y))
/// </code>
/// <para>W^Q and W^K start as N(0, 1/C): with normalised inputs the components of queries and keys have variance 1,
/// which is what footnote 4 of §3.2.1 assumes.</para>
/// </remarks>
public sealed class AttentionRecall : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly RecallEmbeddings embeddings;
    private readonly SequenceNorm norm_questions;
    private readonly SequenceNorm norm_pairs;
    private readonly SequenceNorm norm_feed_forward;
    private readonly SequenceNorm norm_answers;
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly Linear join;
    private readonly Linear? linear1;
    private readonly Linear? linear2;
    private readonly Linear answers;
    private readonly PositionwiseFeedForward? _feedForward;

    /// <summary>Builds the model with random weights.</summary>
    /// <param name="config">Sizes.</param>
    public AttentionRecall(RecallConfig config)
        : base(nameof(AttentionRecall))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        int width = config.Width, keyWidth = config.Heads * (config.KeyWidth ?? width / config.Heads);
        embeddings = new RecallEmbeddings(config);
        norm_questions = SequenceNorm.Create(NormKind.Layer, width)!;
        norm_pairs = SequenceNorm.Create(NormKind.Layer, width)!;
        norm_feed_forward = SequenceNorm.Create(NormKind.Layer, width)!;
        norm_answers = SequenceNorm.Create(NormKind.Layer, width)!;
        query = Linear(width, keyWidth);
        key = Linear(width, keyWidth);
        value = Linear(width, width);
        join = Linear(width, width);
        if (config.FeedForwardWidth > 0)
        {
            linear1 = Linear(width, config.FeedForwardWidth);
            linear2 = Linear(config.FeedForwardWidth, width);
            _feedForward = new PositionwiseFeedForward(linear1, linear2);
        }

        answers = Linear(width, config.Asked * config.Values);
        foreach (Linear projection in new[] { query, key })
        {
            init.normal_(projection.weight!, 0, 1 / Math.Sqrt(width));
            init.zeros_(projection.bias!);
        }

        RegisterComponents();
    }

    /// <summary>What it was built from.</summary>
    public RecallConfig Config { get; }

    /// <summary>Scores every value as the answer to every question.</summary>
    /// <param name="keys">[B, K] int64.</param>
    /// <param name="values">[B, K] int64.</param>
    /// <param name="queries">[B, Q, A] int64.</param>
    /// <returns>Logits [B, Q, A, V].</returns>
    public override Tensor forward(Tensor keys, Tensor values, Tensor queries)
    {
        using DisposeScope scope = NewDisposeScope();
        var (B, Q, A) = queries.shape;
        (Tensor pairs, Tensor questions) = embeddings.call(keys, values, queries);
        Tensor x = questions + Attend(norm_questions.call(questions, null), norm_pairs.call(pairs, null));
        if (_feedForward is not null) x = x + _feedForward.call(norm_feed_forward.call(x, null));
        Tensor logits = answers.call(norm_answers.call(x, null));                       // [B, Q, A·V]
        return logits.view(B, Q, A, Config.Values).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor questions, Tensor pairs)
    {
        Tensor q = Heads(query.call(questions)), k = Heads(key.call(pairs)), v = Heads(value.call(pairs));
        if (Config.Divisor == ScoreDivisor.Width) q = q / Math.Sqrt(q.shape[^1]);       // once more √d_k
        bool divide = Config.Divisor != ScoreDivisor.None;
        (Tensor read, _) = MultiHeadAttention.ScaledDotProductAttention(q, k, v, scaled: divide); // [B, H, Q, D_v]
        return join.call(read.transpose(1, 2).flatten(2));                              // [B, Q, C]
    }

    private Tensor Heads(Tensor x)
    {
        var (B, T, D) = x.shape;
        return x.view(B, T, Config.Heads, D / Config.Heads).transpose(1, 2);            // [B, H, T, D / H]
    }
}
