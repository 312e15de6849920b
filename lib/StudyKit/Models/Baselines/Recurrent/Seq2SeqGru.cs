using StudyKit.Generation;
using StudyKit.Models.Baselines.Sequence;
using StudyKit.Nn.Attention;
using StudyKit.Nn.Recurrent;
using StudyKit.Runtime;

namespace StudyKit.Models.Baselines.Recurrent;

/// <summary>The recurrent encoder–decoder with attention: what the Transformer replaced.</summary>
/// <remarks>
/// <para>"Neural Machine Translation by Jointly Learning to Align and Translate" (Bahdanau, Cho and Bengio, 2015, arXiv
/// 1409.0473). The encoder is a bidirectional GRU whose two states at word j, side by side, are its annotation h_j
/// (§3.2). The decoder keeps one state s; each step attends to the annotations from s_{i−1}, and writes from s_{i−1},
/// the last token and the context (A.1.2, A.2):</para>
/// <code>
/// s_0 = tanh(W_s ←h_1)
/// s_i = GRU(s_{i−1}, [E y_{i−1}; c_i])
/// t_i = maxout(U_o s_{i−1} + V_o E y_{i−1} + C_o c_i)
/// </code>
/// <para>Differs from the paper: <see cref="BaselineConfig.Layers"/> encoder layers, not one, when asked; one shared
/// embedding; dropout; torch's GRU, whose reset gate multiplies U s and not s.</para>
/// </remarks>
public sealed class Seq2SeqGru : SequenceBaseline, IAttentionSource
{
    private readonly ModuleList<BidirectionalGru> encoder;
    private readonly Linear start;
    private readonly AdditiveAttention attention;
    private readonly GRUCell cell;
    private readonly Linear readout;

    /// <summary>Builds the model with random weights.</summary>
    /// <param name="config">Sizes: Width is that of each direction of the encoder and of the decoder's state.</param>
    public Seq2SeqGru(BaselineConfig config)
        : base(nameof(Seq2SeqGru), config)
    {
        int width = config.Width;
        encoder = new ModuleList<BidirectionalGru>([.. Enumerable.Range(0, config.Layers)
            .Select(i => new BidirectionalGru(i == 0 ? width : 2 * width, width))]);
        start = Linear(width, width);
        attention = new AdditiveAttention(width, 2 * width, width);
        cell = GRUCell(width + 2 * width, width);
        readout = Linear(width + width + 2 * width, 2 * width);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public Action<Tensor>? Recorder { get; set; }

    private protected override Tensor HiddenStates(Tensor source, Tensor target)
    {
        var (_, T) = target.shape;
        Annotations read = Read(source);
        Tensor words = Drop(embedding.call(target));                            // E y  [B, T, C]
        Tensor state = read.Start;
        List<Tensor> states = [], contexts = [], weights = [];
        for (long i = 0; i < T; i++)
        {
            (Tensor context, Tensor looked) = attention.call(state, read.Keys, read.Values, read.Mask);
            states.Add(state);
            contexts.Add(context);
            weights.Add(looked);
            state = cell.call(cat([words.select(1, i), context], -1), state);
        }

        Recorder?.Invoke(stack(weights, 1).unsqueeze(1));                       // [B, 1, T, S]
        return Write(stack(states, 1), words, stack(contexts, 1));
    }

    private protected override IDecodingState Start(Tensor source)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Annotations read = Read(source);
        return new GruDecoding(this, read with
        {
            Values = read.Values.DetachFromDisposeScope(),
            Keys = read.Keys.DetachFromDisposeScope(),
            Mask = read.Mask.DetachFromDisposeScope(),
            Start = read.Start.DetachFromDisposeScope(),
        });
    }

    // One step of decoding: logits from s_{i−1}, and s_i.
    internal (Tensor Logits, Tensor State) Step(Tensor token, Tensor state, Annotations read)
    {
        Tensor word = embedding.call(token.unsqueeze(1)).squeeze(1);            // [B, C]
        (Tensor context, _) = attention.call(state, read.Keys, read.Values, read.Mask);
        return (Logits(Write(state, word, context)), cell.call(cat([word, context], -1), state));
    }

    private Annotations Read(Tensor source)
    {
        Tensor real = source.ne(Config.PaddingToken);                           // [B, S]
        Tensor values = Drop(embedding.call(source));
        foreach (BidirectionalGru layer in encoder) values = layer.call(values, real);   // h  [B, S, 2C]
        Tensor backward = values.select(1, 0).narrow(-1, Config.Width, Config.Width);    // ←h_1
        return new Annotations(
            values, attention.Keys(values), AttentionMask.FromVisible(real, values), start.call(backward).tanh());
    }

    private Tensor Write(Tensor state, Tensor word, Tensor context)
    {
        Tensor both = readout.call(cat([state, word, context], -1));            // t̃  […, 2C]
        return Drop(both.view([.. both.shape[..^1], Config.Width, 2]).amax([-1]));          // maxout  […, C]
    }

    /// <summary>What the decoder knows of the source.</summary>
    internal sealed record Annotations(Tensor Values, Tensor Keys, Tensor Mask, Tensor Start);
}
