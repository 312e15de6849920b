using StudyKit.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Training;

/// <summary>Points on a noisy plane in batches of a given size; an epoch's order depends on its number only.</summary>
internal sealed class TinyData(int count, int batchSize, int features = 3, long seed = 1) : IBatchSource<TinyBatch>
{
    public int BatchCount(int epoch) => (count + batchSize - 1) / batchSize;

    public IEnumerable<TinyBatch> Batches(int epoch, int start = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        for (int batch = start; batch < BatchCount(epoch); batch++) yield return Make(epoch, batch);
    }

    private TinyBatch Make(int epoch, int batch)
    {
        int rows = Math.Min(batchSize, count - batch * batchSize);
        using Generator generator = new((ulong)(seed * 1000 + epoch * 100 + batch), CPU);
        Tensor x = randn(rows, features, generator: generator);
        using Tensor noise = randn(rows, 1, generator: generator);
        using Tensor sum = x.sum(1, keepdim: true);
        using Tensor small = noise * 0.1;
        return new TinyBatch(x, sum + small);
    }
}

/// <summary>Inputs [B, F] and what they should give [B, 1].</summary>
internal sealed record TinyBatch(Tensor X, Tensor Y) : IDisposable
{
    public void Dispose()
    {
        X.Dispose();
        Y.Dispose();
    }
}
