using StudyKit.Runtime.Native;
using StudyKit.Tests.Support;
using TorchSharp;

namespace StudyKit.Tests.Runtime.Native;

[Collection(TorchCollection.Name)]
public sealed class NativeTorchTests
{
    [Fact]
    public void Torch_multiplies_convolves_and_differentiates_on_this_machine()
    {
        NativeTorch.EnsureLoaded();
        using torch.Tensor x = torch.tensor(new float[] { 1, 2, 3, 4 }, [2, 2]).requires_grad_();
        using torch.Tensor y = x.mm(x).sum();
        y.backward();

        // d/dX sum(X X) = (row sums of X as columns)ᵀ + column sums: ∂/∂x_ij = Σ_k x_jk + Σ_k x_ki.
        Assert.Equal(54f, y.item<float>());
        Assert.Equal([7f, 11f, 9f, 13f], x.grad!.data<float>().ToArray());

        using torch.Tensor image = torch.ones(1, 1, 3, 3);
        using torch.Tensor kernel = torch.ones(1, 1, 2, 2);
        using torch.Tensor map = torch.nn.functional.conv2d(image, kernel);
        Assert.Equal([4f, 4f, 4f, 4f], map.data<float>().ToArray());
    }

    [Fact]
    public void Convolutions_are_right_in_memory_that_held_no_numbers_before()
    {
        Assert.NotEqual(OneDnnState.Wrong, NativeTorch.State.Convolutions);
        Random random = new(1);
        foreach (int input in new[] { 3, 8, 16, 22, 44 })
        {
            foreach (int output in new[] { 4, 22, 64 })
            {
                using DisposeScope scope = torch.NewDisposeScope();
                for (int i = 0; i < 10; i++) torch.full([random.Next(10, 20000)], float.NaN).Dispose();
                torch.Tensor x = torch.ones([2, input, 7, 7], requires_grad: true);
                torch.Tensor w = torch.ones([output, input, 3, 3], requires_grad: true);
                torch.Tensor y = torch.nn.functional.conv2d(x, w);
                Assert.Equal(9 * input, y.max().item<float>());
                y.sum().backward();
                // Each weight meets every one of 2 · 5 · 5 places; the middle of the image meets all of the kernel.
                Assert.True(
                    w.grad!.eq(50).all().item<bool>(), $"{input} to {output} channels: gradient of the weights");
                Assert.Equal(9 * output, x.grad!.max().item<float>());
            }
        }
    }

    [Fact]
    public void A_large_tensor_takes_the_place_of_the_one_freed_before_it()
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.True(HeapReuse.TryEnable());
        // What the collector frees between two of them may leave a better place: so one of several pairs.
        Assert.Contains(true, Enumerable.Range(0, 8).Select(_ => Address() == Address()));

        static nint Address()
        {
            using torch.Tensor large = torch.zeros(16 << 20);
            return AddressOf(large);
        }

        static unsafe nint AddressOf(torch.Tensor tensor)
        {
            fixed (byte* start = tensor.bytes) return (nint)start;
        }
    }

    [Fact]
    public void The_libraries_come_from_the_built_output_and_none_are_copied_beside_it()
    {
        Assert.Null(NativeTorch.State.Problem);
        Assert.StartsWith(AppContext.BaseDirectory, NativeTorch.State.Folder);
        Assert.False(File.Exists(Path.Combine(AppContext.BaseDirectory, "libtorch_cpu.so")));
    }
}
