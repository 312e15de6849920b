using StudyKit.Runtime;

namespace StudyKit.Models.Baselines.Recall;

/// <summary>The vectors of pairs and of questions, the same for both models.</summary>
public sealed class RecallEmbeddings : Module<Tensor, Tensor, Tensor, (Tensor Pairs, Tensor Questions)>
{
    private readonly Embedding keys;
    private readonly Embedding values;
    private readonly Embedding questions;
    private readonly int _keys, _asked;

    /// <summary>Builds the tables with weights from N(0, 1).</summary>
    /// <param name="config">Sizes.</param>
    public RecallEmbeddings(RecallConfig config)
        : base(nameof(RecallEmbeddings))
    {
        ArgumentNullException.ThrowIfNull(config);
        (_keys, _asked) = (config.Keys, config.Asked);
        keys = Embedding(config.Keys, config.Width);
        values = Embedding(config.Values, config.Width);
        questions = Embedding(config.Keys * config.Asked, config.Width); // a key has a vector for each place
        RegisterComponents();
    }

    /// <summary>Looks up, and adds: a pair is its key and its value, a question the keys that it names.</summary>
    /// <param name="key">[B, K] int64.</param>
    /// <param name="value">[B, K] int64.</param>
    /// <param name="query">[B, Q, A] int64.</param>
    /// <returns>Pairs [B, K, C] and questions [B, Q, C].</returns>
    public override (Tensor Pairs, Tensor Questions) forward(Tensor key, Tensor value, Tensor query)
    {
        Shapes.Check(key, nameof(key), ["B", "K"]);
        Shapes.Check(value, nameof(value), [("B", key.shape[0]), ("K", key.shape[1])]);
        Shapes.Check(query, nameof(query), [("B", key.shape[0]), "Q", ("A", _asked)]);
        Tensor places = arange(_asked, dtype: ScalarType.Int64, device: query.device) * _keys;
        return (keys.call(key) + values.call(value), questions.call(query + places).sum(dim: 2));
    }
}
