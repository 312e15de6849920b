using StudyKit.Runtime;

namespace StudyKit.Models.Gpt;

/// <summary>GPT with its language-model head P(u) = softmax(h W_eᵀ) (equation 2). Names are those of <c>OpenAIGPTLMHeadModel</c>; the tied <c>lm_head</c> is not stored twice.</summary>
public sealed class GptForLanguageModel : Module<Tensor, Tensor>
{
    private readonly GptModel transformer;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes.</param>
    public GptForLanguageModel(GptConfig config)
        : base(nameof(GptForLanguageModel))
    {
        transformer = new GptModel(config);
        RegisterComponents();
    }

    /// <summary>The model under the head.</summary>
    public GptModel Transformer => transformer;

    /// <summary>Scores of the next token at every position.</summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <returns>[B, T, V].</returns>
    public override Tensor forward(Tensor ids)
    {
        using DisposeScope scope = NewDisposeScope();
        return functional.linear(transformer.call(ids), transformer.Words).MoveToOuterDisposeScope();
    }

    /// <summary>L₁ (equation 1) as a mean: −log P of each token given those before it, in nats.</summary>
    /// <param name="ids">[B, T + 1] int64.</param>
    /// <param name="ignored">A token whose prediction does not count, such as padding; −100 for none.</param>
    public Tensor Loss(Tensor ids, long ignored = -100)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = transformer.call(ids.narrow(1, 0, ids.shape[1] - 1));
        return GptObjective.LanguageModel(hidden, transformer.Words, ids.narrow(1, 1, ids.shape[1] - 1), ignored).MoveToOuterDisposeScope();
    }
}
