using StudyKit.Nn.Losses;

namespace StudyKit.Models.Gpt;

/// <summary>GPT's objectives (Radford et al., 2018, equations 1, 4 and 5), as mean losses in nats.</summary>
public static class GptObjective
{
    /// <summary>L₁: cross-entropy of the next tokens.</summary>
    /// <param name="hidden">[B, T, C].</param>
    /// <param name="words">W_e [V, C].</param>
    /// <param name="next">[B, T] int64, the token after each position.</param>
    /// <param name="ignored">A token whose prediction does not count.</param>
    public static Tensor LanguageModel(Tensor hidden, Tensor words, Tensor next, long ignored = -100)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(next);
        return CrossEntropy.Mean(
            functional.linear(hidden.flatten(0, 1), words), next.reshape(-1), ignored: ignored);
    }

    /// <summary>L₃ = L₂ + λ L₁ (equation 5): the task's loss with the language model's beside it.</summary>
    /// <param name="task">L₂.</param>
    /// <param name="languageModel">L₁.</param>
    /// <param name="weight">λ; 0.5 in the paper (§4.1).</param>
    public static Tensor Combined(Tensor task, Tensor languageModel, double weight = 0.5) =>
        task + weight * languageModel;
}
