using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Support;

/// <summary>Compares tensors and says where they differ.</summary>
public static class Near
{
    public static void Check(Tensor expected, Tensor actual, double tolerance, string what = "tensor")
    {
        Assert.True(expected.shape.SequenceEqual(actual.shape), $"{what}: expected shape " +
            $"[{string.Join(", ", expected.shape)}], received [{string.Join(", ", actual.shape)}]");
        using DisposeScope scope = NewDisposeScope();
        Tensor difference = (expected.detach().to(ScalarType.Float64) - actual.detach().to(ScalarType.Float64)).abs();
        double largest = difference.numel() == 0 ? 0 : difference.max().item<double>();
        Assert.True(largest <= tolerance, $"{what}: largest difference {largest} is above {tolerance}");
    }

    public static void Check(double[] expected, Tensor actual, double tolerance, string what = "tensor")
    {
        using Tensor wanted = tensor(expected, actual.shape);
        Check(wanted, actual, tolerance, what);
    }
}
