using StudyKit.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyKit.Tests.Training;

/// <summary>
/// Two linear layers with dropout between them: small, random while training, with matrices and vectors.
/// </summary>
internal sealed class TinyNet : nn.Module<Tensor, Tensor>
{
    private readonly Linear inner;
    private readonly BatchNorm1d norm;
    private readonly Dropout dropout;
    private readonly Linear outer;

    public TinyNet(double dropoutRate = 0.2, long seed = 5)
        : base(nameof(TinyNet))
    {
        random.manual_seed(seed);
        inner = nn.Linear(3, 7);
        norm = nn.BatchNorm1d(7);
        dropout = nn.Dropout(dropoutRate);
        outer = nn.Linear(7, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        return outer.call(dropout.call(norm.call(inner.call(x)).tanh())).MoveToOuterDisposeScope();
    }

    public BatchLoss Loss(TinyBatch batch) => (call(batch.X) - batch.Y).square().mean();

    public float[] Weights() => [.. named_parameters().SelectMany(p => p.parameter.data<float>().ToArray())];
}
