using StudyKit.Generation;
using StudyKit.Nn.Attention;
using StudyKit.Nn.Embeddings;
using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Transformer;

/// <summary>The Transformer: an encoder reads the source, a decoder writes the target, one token at a time.</summary>
/// <remarks>
/// <para>"Attention Is All You Need" (Vaswani et al., NeurIPS 2017, arXiv 1706.03762), §3 and Figure 1. Letters: B
/// batch, S source and T target tokens, C width (d_model), H heads, V vocabulary.</para>
/// <para>One embedding serves source, target and the linear before softmax (§3.4). Names below <c>encoder</c> and
/// <c>decoder</c> are those of PyTorch's <c>nn.Transformer</c>, which leaves the embedding to its user; here it is
/// <c>embedding.weight</c>.</para>
/// <para>Initialisation: Xavier-uniform for matrices, 0 for biases, N(0, 1/C) for embeddings. The paper says nothing
/// about it. Differs from the paper: projections of attention have biases.</para>
/// </remarks>
public sealed class TransformerModel : Module<Tensor, Tensor, Tensor>, ISequenceToSequence
{
    private readonly TokenEmbedding embedding;
    private readonly TokenEmbedding? target_embedding;
    private readonly TokenEmbedding? output_embedding;
    private readonly Positions? positions;
    private readonly Encoder encoder;
    private readonly Decoder decoder;
    private readonly VectorizedDropout dropout;

    /// <summary>
    /// Builds the model with random weights. Never inside a dispose scope: its parameters would die with the scope.
    /// </summary>
    /// <param name="config">Sizes and switches.</param>
    /// <exception cref="ArgumentException">All that is wrong with the configuration.</exception>
    public TransformerModel(TransformerConfig config)
        : base(nameof(TransformerModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        embedding = new TokenEmbedding(config.VocabularySize, config.Width);
        if (!config.SharedEmbeddings)
        {
            target_embedding = new TokenEmbedding(config.VocabularySize, config.Width);
            output_embedding = new TokenEmbedding(config.VocabularySize, config.Width);
        }

        positions = config.Positions switch
        {
            PositionKind.Sinusoidal => new SinusoidalPositions(config.Width),
            PositionKind.Learned => new LearnedPositions(config.LearnedPositions, config.Width),
            _ => null,
        };
        encoder = new Encoder(config);
        decoder = new Decoder(config);
        dropout = new VectorizedDropout(config.Dropout);
        RegisterComponents();
        Initialize(encoder);
        Initialize(decoder);
    }

    /// <summary>What the model was built from.</summary>
    public TransformerConfig Config { get; }

    /// <summary>Scores every token of the vocabulary at every target position.</summary>
    /// <param name="source">[B, S] int64.</param>
    /// <param name="target">[B, T] int64, starting with the start token: position t predicts token t + 1.</param>
    /// <returns>Logits [B, T, V].</returns>
    public override Tensor forward(Tensor source, Tensor target)
    {
        using DisposeScope scope = NewDisposeScope();
        return Logits(HiddenStates(source, target)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The decoder's output before the last linear. For training: drop padding positions first, and give the rest to
    /// <see cref="Logits"/>, which costs as much as the whole decoder.
    /// </summary>
    /// <param name="source">[B, S] int64.</param>
    /// <param name="target">[B, T] int64.</param>
    /// <returns>[B, T, C].</returns>
    public Tensor Hidden(Tensor source, Tensor target)
    {
        using DisposeScope scope = NewDisposeScope();
        return HiddenStates(source, target).MoveToOuterDisposeScope();
    }

    /// <summary>The linear before softmax: inner products with the embeddings (§3.4).</summary>
    /// <param name="hidden">[…, C].</param>
    /// <returns>[…, V].</returns>
    public Tensor Logits(Tensor hidden) => (output_embedding ?? embedding).Logits(hidden);

    /// <summary>Reads the source.</summary>
    /// <param name="source">[B, S] int64.</param>
    /// <returns>[B, S, C], what the decoder attends to.</returns>
    public Tensor Encode(Tensor source)
    {
        using DisposeScope scope = NewDisposeScope();
        return Read(source).Memory.MoveToOuterDisposeScope();
    }

    /// <summary>Reads the source and gets ready to write, for greedy or beam search.</summary>
    /// <param name="source">[B, S] int64.</param>
    /// <returns>B sequences with nothing written yet; the caller disposes it.</returns>
    /// <exception cref="InvalidOperationException">
    /// The model is in training mode, or has no causal mask and cannot write from left to right.
    /// </exception>
    public IDecodingState StartDecoding(Tensor source)
    {
        if (!Config.CausalMask)
        {
            throw new InvalidOperationException("Without a causal mask earlier positions depend on later ones, so " +
                "this model cannot write from left to right. Build it with CausalMask = true.");
        }

        if (training)
        {
            throw new InvalidOperationException("The model is in training mode, where dropout falsifies what it " +
                "writes. Call eval() first, and train() afterwards.");
        }

        Shapes.Check(source, nameof(source), ["B", "S"]);
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor memory, Tensor mask, _) = Read(source);
        return new TransformerDecoding(this, memory.DetachFromDisposeScope(), mask.DetachFromDisposeScope());
    }

    internal Tensor ContinueDecoding(
        Tensor tokens, Tensor memory, Tensor memoryMask, IReadOnlyList<KeyValueCache> past,
        IReadOnlyList<KeyValueCache> source)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        var (_, news) = tokens.shape;
        long written = past[0].Length;
        // a single new position sees all
        Tensor? mask = news > 1 ? KeptMasks.Causal(news, written + news, memory) : null;
        Tensor hidden = decoder.Continue(EmbedTarget(tokens, written), memory, past, source, mask, memoryMask);
        return Logits(hidden.select(1, news - 1)).MoveToOuterDisposeScope();
    }

    private Tensor HiddenStates(Tensor source, Tensor target)
    {
        Shapes.Check(source, nameof(source), ["B", "S"]);
        Shapes.Check(target, nameof(target), [("B", source.shape[0]), "T"]);
        var (_, T) = target.shape;
        (Tensor memory, Tensor memoryMask, _) = Read(source);
        Tensor real = target.ne(Config.PaddingToken);                                          // [B, T]
        // Padding stands last, so the causal mask hides it from every token already.
        Tensor mask = Config.CausalMask ? KeptMasks.Causal(T, T, like: memory)                 // [1, 1, T, T]
            : AttentionMask.Padding(real, memory);
        return decoder.call(EmbedTarget(target, 0), memory, mask, memoryMask, real);
    }

    private (Tensor Memory, Tensor Mask, Tensor Real) Read(Tensor source)
    {
        Tensor vectors = Embed(embedding, source, 0);
        Tensor real = source.ne(Config.PaddingToken);              // [B, S]
        Tensor mask = AttentionMask.Padding(real, vectors);        // [B, 1, 1, S]
        return (encoder.call(vectors, mask, real), mask, real);
    }

    private Tensor EmbedTarget(Tensor ids, long first) => Embed(target_embedding ?? embedding, ids, first);

    private Tensor Embed(TokenEmbedding table, Tensor ids, long first)
    {
        Tensor vectors = table.call(ids);                          // [B, T, C]
        return dropout.call(positions is null ? vectors : positions.call(vectors, first));
    }

    private static void Initialize(Module stack)
    {
        foreach ((string name, Parameter parameter) in stack.named_parameters())
        {
            if (parameter.dim() > 1) init.xavier_uniform_(parameter);
            else if (name.EndsWith("bias", StringComparison.Ordinal)) init.zeros_(parameter);
        }
    }
}
