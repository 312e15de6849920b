using StudyKit.Nn.Recurrent;
using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Baselines.Elmo;

/// <summary>
/// The feature-based approach (Devlin et al., 2019, §5.3; Peters et al., 2018, §3.3): vectors of a model that does not
/// learn any more, mixed where several layers are given, through two bidirectional LSTMs to a label for each token or
/// for the sentence.
/// </summary>
public sealed class FeatureReader : Module<Tensor, Tensor?, Tensor>
{
    private readonly ScalarMix mix;
    private readonly BidirectionalLstm lower;
    private readonly BidirectionalLstm upper;
    private readonly VectorizedDropout dropout;
    private readonly Linear classifier;
    private readonly bool _tokens;

    /// <summary>Builds the reader.</summary>
    /// <param name="layers">How many layers are mixed; 1 for none.</param>
    /// <param name="width">F of one layer's vectors.</param>
    /// <param name="units">Units of each direction; the paper has 768.</param>
    /// <param name="labels">K.</param>
    /// <param name="tokens">True labels each token, false the sentence.</param>
    /// <param name="dropout">On the vectors and before the scores.</param>
    public FeatureReader(int layers, int width, int units, int labels, bool tokens, double dropout = 0.1)
        : base(nameof(FeatureReader))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labels);
        _tokens = tokens;
        mix = new ScalarMix(layers);
        lower = new BidirectionalLstm(width, units);
        upper = new BidirectionalLstm(2 * units, units);
        this.dropout = new VectorizedDropout(dropout);
        classifier = Linear(2 * units, labels);
        RegisterComponents();
    }

    /// <summary>Each layer's share now, [L].</summary>
    public Tensor Shares() => mix.Shares();

    /// <summary>Scores.</summary>
    /// <param name="features">[B, L, T, F], without gradient.</param>
    /// <param name="real">[B, T], true for tokens, padding last; null when all are.</param>
    /// <returns>[B, T, K], or [B, K] for sentences.</returns>
    public override Tensor forward(Tensor features, Tensor? real)
    {
        Shapes.Check(features, nameof(features), ["B", "L", "T", "F"]);
        using DisposeScope scope = NewDisposeScope();
        var (B, _, T, _) = features.shape;
        Tensor tokens = real?.to(ScalarType.Bool) ?? ones([B, T], dtype: ScalarType.Bool, device: features.device);
        Tensor states = upper.call(lower.call(dropout.call(mix.call(features)), tokens), tokens);
        return classifier.call(dropout.call(_tokens ? states : BidirectionalLstm.Ends(states, tokens)))
            .MoveToOuterDisposeScope();
    }
}
