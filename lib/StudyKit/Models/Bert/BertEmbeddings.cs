using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Bert;

/// <summary>
/// The sum of three learned tables: token, segment and position (Devlin et al., 2019, Figure 2), normalised.
/// </summary>
public sealed class BertEmbeddings : Module<Tensor, Tensor?, Tensor>
{
    private readonly Embedding word_embeddings;
    private readonly Embedding position_embeddings;
    private readonly Embedding token_type_embeddings;
    private readonly LayerNorm LayerNorm;
    private readonly VectorizedDropout dropout;
    private readonly BertConfig _config;

    internal BertEmbeddings(BertConfig config)
        : base(nameof(BertEmbeddings))
    {
        _config = config;
        word_embeddings = Embedding(config.VocabularySize, config.Width);
        position_embeddings = Embedding(config.Positions, config.Width);
        token_type_embeddings = Embedding(config.Segments, config.Width);
        LayerNorm = nn.LayerNorm(config.Width, config.Epsilon);
        dropout = new VectorizedDropout(config.Dropout);
        RegisterComponents();
    }

    /// <summary>The token table [V, C], which also scores tokens in the masked language model.</summary>
    public Parameter Words => word_embeddings.weight!;

    /// <summary>
    /// The three parts before they are added: tokens [B, T, C], segments [B, T, C] and positions [1, T, C].
    /// </summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <param name="segments">[B, T] int64, 0 for A and 1 for B; null when all is A.</param>
    public (Tensor Tokens, Tensor Segments, Tensor Positions) Parts(Tensor ids, Tensor? segments)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        var (B, T) = ids.shape;
        if (T > _config.Positions)
        {
            throw new ArgumentException(
                $"This BERT has {_config.Positions} positions. Received {T} tokens; cut the sequence.", nameof(ids));
        }

        Shapes.CheckIds(ids, nameof(ids), _config.VocabularySize);
        if (segments is not null) Shapes.Check(segments, nameof(segments), [("B", B), ("T", T)]);
        Tensor places = arange(T, dtype: ScalarType.Int64, device: ids.device).unsqueeze(0);
        Tensor kinds = token_type_embeddings.call(segments ?? zeros_like(ids));
        return (word_embeddings.call(ids), kinds, position_embeddings.call(places));
    }

    /// <summary>Figure 2: the sum, normalised.</summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <param name="segments">[B, T] int64, or null.</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor ids, Tensor? segments)
    {
        (Tensor tokens, Tensor kinds, Tensor places) = Parts(ids, segments);
        return dropout.call(LayerNorm.call(tokens + kinds + places));
    }
}
