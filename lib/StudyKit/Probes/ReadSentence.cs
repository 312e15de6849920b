namespace StudyKit.Probes;

/// <summary>A sentence, and how a model reads it: what an <see cref="AttentionExplorer"/> is made of.</summary>
/// <param name="Tokens">Its tokens as the model sees them, start and end tokens too; those of the target where two
/// texts are read.</param>
/// <param name="Read">
/// Has the model read it alone (a batch of one) and returns what it predicts: logits [1, T, V] or [1, V].
/// </param>
/// <example><code>
/// new ReadSentence(["the", "bank", "of", "the", "river"], () => model.call(ids))
/// </code></example>
public sealed record ReadSentence(IReadOnlyList<string> Tokens, Func<Tensor> Read)
{
    /// <summary>The tokens of the source where the model has an encoder and a decoder; null: one text.</summary>
    public IReadOnlyList<string>? Source { get; init; }

    /// <summary>Where the second sentence of a pair begins among the tokens; null: it is no pair.</summary>
    public int? Boundary { get; init; }
}
