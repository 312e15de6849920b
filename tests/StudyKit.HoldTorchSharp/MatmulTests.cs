using System.Runtime.InteropServices;
using StudyKit.Runtime.Native;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.HoldTorchSharp;

/// <summary>
/// A product that does not exist is an exception; without the guard the first of these tests would end the test run.
/// </summary>
[Collection(TorchCollection.Name)]
public sealed class MatmulTests
{
    // These tests touch torch before any type of the kit that loads libtorch.
    static MatmulTests() => _ = NativeTorch.State;

    [Theory]
    [InlineData(new long[] { 2, 3 }, new long[] { 4, 5 }, "mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)")]
    [InlineData(new long[] { 3 }, new long[] { 4, 5 }, "mat1 and mat2 shapes cannot be multiplied (1x3 and 4x5)")]
    [InlineData(new long[] { 2, 3 }, new long[] { 4 }, "size mismatch, got input (2), mat (2x3), vec (4)")]
    [InlineData(new long[] { 3 }, new long[] { 4 }, "inconsistent tensor size, expected tensor [3] and src [4] to " +
        "have the same number of elements, but got 3 and 4 elements respectively")]
    [InlineData(
        new long[0], new long[] { 2, 3 }, "both arguments to matmul need to be at least 1D, but they are 0D and 2D")]
    [InlineData(
        new long[] { 2, 3 }, new long[0], "both arguments to matmul need to be at least 1D, but they are 2D and 0D")]
    [InlineData(new long[] { 7, 2, 3 }, new long[] { 4, 5 }, "mat1 and mat2 shapes cannot be multiplied (7x2x3 and " +
        "4x5): the last size of the first is 3, the second multiplies by 4")]
    [InlineData(new long[] { 7, 2, 3 }, new long[] { 4 }, "mat1 and mat2 shapes cannot be multiplied (7x2x3 and 4): " +
        "the last size of the first is 3, the second multiplies by 4")]
    [InlineData(
        new long[] { 7, 2, 3 },
        new long[] { 5, 3, 4 },
        "The size of tensor a (7) must match the size of tensor b (5) at non-singleton dimension 0")]
    [InlineData(
        new long[] { 11, 7, 2, 3 },
        new long[] { 5, 3, 4 },
        "The size of tensor a (7) must match the size of tensor b (5) at non-singleton dimension 1")]
    public void Shapes_that_do_not_fit_are_an_exception_in_PyTorchs_words(long[] left, long[] right, string message)
    {
        using Tensor a = zeros(left);
        using Tensor b = zeros(right);
        Assert.Equal(message, Assert.Throws<ExternalException>(() => a.matmul(b)).Message);
        Assert.Equal(message, Assert.Throws<ExternalException>(() => matmul(a, b)).Message);
    }

    [Theory]
    [InlineData(
        ScalarType.Float32, ScalarType.Int64, "expected m1 and m2 to have the same dtype, but got: float != long int")]
    [InlineData(
        ScalarType.Float64, ScalarType.Float32, "expected m1 and m2 to have the same dtype, but got: double != float")]
    [InlineData(ScalarType.Bool, ScalarType.Bool, "matmul is not implemented for 'bool' on this device")]
    [InlineData(
        ScalarType.BFloat16,
        ScalarType.Float16,
        "expected m1 and m2 to have the same dtype, but got: c10::BFloat16 != c10::Half")]
    public void Types_that_do_not_fit_are_an_exception_too(ScalarType left, ScalarType right, string message)
    {
        using Tensor a = zeros([2, 3], left);
        using Tensor b = zeros([3, 5], right);
        Assert.Equal(message, Assert.Throws<ExternalException>(() => a.matmul(b)).Message);
    }

    [Theory]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.ComplexFloat32)]
    [InlineData(ScalarType.ComplexFloat64)]
    public void What_libtorch_multiplies_is_let_through(ScalarType type)
    {
        // mm is caught by TorchSharp: had the guard let through what it refuses, this would tell.
        using Tensor a = ones([2, 3], type);
        using Tensor b = ones([3, 5], type);
        using Tensor expected = a.mm(b);
        using Tensor product = a.matmul(b);
        Assert.Equal([2L, 5L], product.shape);
        Assert.True(product.Equals(expected));
    }

    [Fact]
    public void All_shapes_that_fit_multiply_and_all_others_throw()
    {
        // Every pair of shapes up to four dimensions of sizes 1, 2, 3, against the rule of NumPy's matmul.
        List<long[]> shapes = [[]];
        for (int depth = 0; depth < 4; depth++)
        {
            shapes.AddRange([.. shapes.Where(shape => shape.Length == depth)
                .SelectMany(shape => new long[] { 1, 2, 3 }.Select(size => shape.Append(size).ToArray()))]);
        }

        Random random = new(1);
        int fitting = 0;
        foreach ((long[] left, long[] right) in Enumerable.Range(0, 4000)
            .Select(_ => (shapes[random.Next(shapes.Count)], shapes[random.Next(shapes.Count)])))
        {
            using Tensor a = zeros(left);
            using Tensor b = zeros(right);
            if (Fits(left, right))
            {
                a.matmul(b).Dispose();
                fitting++;
            }
            else
            {
                Assert.Throws<ExternalException>(() => a.matmul(b));
            }
        }

        Assert.InRange(fitting, 300, 3700);
    }

    private static bool Fits(long[] left, long[] right)
    {
        if (left.Length == 0 || right.Length == 0) return false;
        if (left[^1] != (right.Length == 1 ? right[0] : right[^2])) return false;
        for (int i = 3; i <= Math.Min(left.Length, right.Length); i++)
        {
            if (left[^i] != right[^i] && left[^i] != 1 && right[^i] != 1) return false;
        }

        return true;
    }
}
