using StudyKit.Generation;
using StudyKit.Nn.Embeddings;
using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Baselines.Sequence;

/// <summary>
/// What the models before the Transformer share here, so that only what their papers are about differs: one embedding
/// for source, target and output, and the same loss and search.
/// </summary>
/// <remarks>
/// Differs from the papers: each of them has separate embeddings for its two languages, and an output matrix of its
/// own; with one for all three, as in the Transformer, models of equal parameters have equal vocabularies too.
/// </remarks>
public abstract class SequenceBaseline : Module<Tensor, Tensor, Tensor>, ISequenceToSequence
{
    private protected readonly TokenEmbedding embedding;
    private readonly double _dropout;

    /// <summary>Checks the sizes and builds the embedding.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="unitVariance">
    /// True multiplies embeddings by √C, so that their components have variance 1; false leaves 1/C.
    /// </param>
    private protected SequenceBaseline(string name, BaselineConfig config, bool unitVariance = true)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        _dropout = config.Dropout;
        embedding = new TokenEmbedding(config.VocabularySize, config.Width, unitVariance);
    }

    /// <summary>What the model was built from.</summary>
    public BaselineConfig Config { get; }

    /// <summary>Scores every token of the vocabulary at every target position.</summary>
    /// <param name="source">[B, S] int64, padding last.</param>
    /// <param name="target">[B, T] int64, starting with the start token.</param>
    /// <returns>Logits [B, T, V].</returns>
    public override Tensor forward(Tensor source, Tensor target)
    {
        using DisposeScope scope = NewDisposeScope();
        return embedding.Logits(Checked(source, target)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Hidden(Tensor source, Tensor target)
    {
        using DisposeScope scope = NewDisposeScope();
        return Checked(source, target).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Logits(Tensor hidden) => embedding.Logits(hidden);

    /// <inheritdoc/>
    public IDecodingState StartDecoding(Tensor source)
    {
        Shapes.Check(source, nameof(source), ["B", "S"]);
        if (training)
        {
            throw new InvalidOperationException("The model is in training mode, where dropout falsifies what it " +
                "writes. Call eval() first, and train() afterwards.");
        }

        return Start(source);
    }

    /// <summary>The model itself; called with shapes checked and inside a dispose scope.</summary>
    private protected abstract Tensor HiddenStates(Tensor source, Tensor target);

    /// <summary>A decoding state; the base reads the whole prefix anew for each token.</summary>
    private protected virtual IDecodingState Start(Tensor source) => new RecomputedDecoding(this, source);

    private protected Tensor Drop(Tensor x) => training && _dropout > 0 ? VectorizedDropout.Drop(x, _dropout) : x;

    private Tensor Checked(Tensor source, Tensor target)
    {
        Shapes.Check(source, nameof(source), ["B", "S"]);
        Shapes.Check(target, nameof(target), [("B", source.shape[0]), "T"]);
        return HiddenStates(source, target);
    }
}
