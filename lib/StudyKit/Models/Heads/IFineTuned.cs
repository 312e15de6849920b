using StudyKit.Tasks;

namespace StudyKit.Models.Heads;

/// <summary>
/// A language model with a task's layer over its vector at the extract token (Radford et al., 2018, equations 3 to 5).
/// </summary>
public interface IFineTuned
{
    /// <summary>Scores of the labels, or of the choices.</summary>
    /// <param name="ids">[B, N, T] int64: N sequences an example.</param>
    /// <param name="extract">[B, N] int64: where the extract token stands.</param>
    /// <returns>[B, K], or [B, N] when choosing.</returns>
    Tensor call(Tensor ids, Tensor extract);

    /// <summary>L₂, L₁ and L₃ = L₂ + λ L₁ of a batch, from one pass.</summary>
    /// <param name="ids">[B, N, T] int64.</param>
    /// <param name="extract">[B, N] int64.</param>
    /// <param name="labels">[B] int64.</param>
    /// <param name="weight">λ; 0 leaves the language model out.</param>
    /// <param name="padding">The token whose prediction does not count.</param>
    (Tensor Loss, Tensor Task, Tensor LanguageModel) Losses(
        Tensor ids, Tensor extract, Tensor labels, double weight = 0.5, long padding = Targets.Ignored);
}
