using StudyKit.Runtime;

namespace StudyKit.Probes;

/// <summary>How much the vectors of a sentence differ from one another.</summary>
/// <remarks>
/// "Attention is not all you need" (Dong, Cordonnier and Loukas, 2021, 2103.03404): without shortcuts and feed-forward
/// layers a stack of attention makes all words alike, doubly exponentially with its depth. Their residual res(X) is
/// what is left of X when the vector that fits all words best is taken away from each.
/// </remarks>
public static class TokenSpread
{
    /// <summary>‖X − 1 x̄ᵀ‖ / ‖X‖, where x̄ is the mean over the words: 0 when all words are alike.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <returns>The mean over the sentences, from 0 to 1.</returns>
    public static double Share(Tensor x)
    {
        Shapes.Check(x, nameof(x), ["B", "T", "C"]);
        using IDisposable mode = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor wide = x.detach().to(ScalarType.Float64);
        Tensor apart = wide - wide.mean([1], keepdim: true);
        return (apart.flatten(1).norm(1) / wide.flatten(1).norm(1)).mean().item<double>();
    }
}
