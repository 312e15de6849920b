using StudyKit.Runtime;

namespace StudyKit.Models.Baselines.Elmo;

/// <summary>
/// One vector for a token from all layers of a model: γ · Σ softmax(s)ⱼ hⱼ (Peters et al., 2018, eq. 1).
/// </summary>
/// <remarks>
/// s and γ belong to the task that uses the model, not to the model. They start as the plain mean of the layers.
/// </remarks>
public sealed class ScalarMix : Module<Tensor, Tensor>
{
    private readonly Parameter weights;
    private readonly Parameter gamma;

    /// <summary>Builds the mix.</summary>
    /// <param name="layers">How many layers are mixed, the embeddings included.</param>
    public ScalarMix(int layers)
        : base(nameof(ScalarMix))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        weights = Parameter(zeros(layers));
        gamma = Parameter(ones(1));
        RegisterComponents();
    }

    /// <summary>Each layer's share now.</summary>
    /// <returns>softmax(s), [L], without gradient.</returns>
    public Tensor Shares() => weights.detach().softmax(0);

    /// <summary>Mixes.</summary>
    /// <param name="layers">[B, L, T, C].</param>
    /// <returns>[B, T, C].</returns>
    public override Tensor forward(Tensor layers)
    {
        Shapes.Check(layers, nameof(layers), ["B", ("L", weights.shape[0]), "T", "C"]);
        using DisposeScope scope = NewDisposeScope();
        return (gamma * (layers * weights.softmax(0).view(1, -1, 1, 1)).sum(dim: 1)).MoveToOuterDisposeScope();
    }
}
