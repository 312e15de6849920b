using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Gpt;

/// <summary>
/// GPT with a linear layer over the last block's vector at the extract token (Radford et al., 2018, equation 3). One class serves all
/// four input transformations (Figure 1 right): N sequences an example, whose vectors are added for similarity and scored one by one
/// for multiple choice.
/// </summary>
public sealed class GptForTasks : Module<Tensor, Tensor, Tensor>
{
    private readonly GptModel transformer;
    private readonly VectorizedDropout dropout;
    private readonly Linear classifier;
    private readonly bool _choosing;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes; the vocabulary includes start, delimiter and extract.</param>
    /// <param name="labels">K, how many labels; null for multiple choice, where softmax goes over the N sequences.</param>
    public GptForTasks(GptConfig config, int? labels)
        : base(nameof(GptForTasks))
    {
        transformer = new GptModel(config);
        dropout = new VectorizedDropout(config.Dropout);
        classifier = Linear(config.Width, labels ?? 1);
        _choosing = labels is null;
        init.normal_(classifier.weight!, 0, 0.02);
        init.zeros_(classifier.bias!);
        RegisterComponents();
    }

    /// <summary>The model under the head.</summary>
    public GptModel Transformer => transformer;

    /// <summary>Scores of the labels, or of the choices.</summary>
    /// <param name="ids">[B, N, T] int64: N = 1 for classification and entailment, 2 for similarity (both orders), the number of choices otherwise.</param>
    /// <param name="extract">[B, N] int64: where the extract token stands.</param>
    /// <returns>[B, K], or [B, N] when choosing.</returns>
    public override Tensor forward(Tensor ids, Tensor extract)
    {
        using DisposeScope scope = NewDisposeScope();
        return Score(Hidden(ids), extract).MoveToOuterDisposeScope();
    }

    /// <summary>L₂, L₁ and L₃ = L₂ + λ L₁ of a batch, from one pass.</summary>
    /// <param name="ids">[B, N, T] int64.</param>
    /// <param name="extract">[B, N] int64.</param>
    /// <param name="labels">[B] int64.</param>
    /// <param name="weight">λ; 0 leaves the language model out.</param>
    /// <param name="padding">The token whose prediction does not count.</param>
    public (Tensor Loss, Tensor Task, Tensor LanguageModel) Losses(Tensor ids, Tensor extract, Tensor labels, double weight = 0.5, long padding = -100)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = Hidden(ids);
        Tensor task = functional.cross_entropy(Score(hidden, extract), labels);
        long last = ids.shape[2] - 1;
        Tensor language = weight == 0 ? zeros_like(task) : GptObjective.LanguageModel(hidden.narrow(1, 0, last), transformer.Words, ids.flatten(0, 1).narrow(1, 1, last), padding);
        return (GptObjective.Combined(task, language, weight).MoveToOuterDisposeScope(), task.MoveToOuterDisposeScope(), language.MoveToOuterDisposeScope());
    }

    private Tensor Hidden(Tensor ids)
    {
        Shapes.Check(ids, nameof(ids), ["B", "N", "T"]);
        return transformer.call(ids.flatten(0, 1)); // [B·N, T, C]
    }

    private Tensor Score(Tensor hidden, Tensor extract)
    {
        Shapes.Check(extract, nameof(extract), ["B", "N"]);
        Tensor places = extract.reshape(-1, 1, 1).expand(-1, 1, hidden.shape[2]);
        Tensor vectors = hidden.gather(1, places).view(extract.shape[0], extract.shape[1], -1); // [B, N, C]
        return _choosing ? classifier.call(dropout.call(vectors)).squeeze(-1) : classifier.call(dropout.call(vectors.sum(dim: 1)));
    }
}
