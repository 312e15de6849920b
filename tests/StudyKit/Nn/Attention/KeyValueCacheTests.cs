using StudyKit.Nn.Attention;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Nn.Attention;

[Collection(TorchCollection.Name)]
public sealed class KeyValueCacheTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_appended_stands_in_its_order_whatever_the_steps(bool inference)
    {
        random.manual_seed(3);
        using Tensor keys = randn(2, 3, 29, 5), values = randn(2, 3, 29, 7);
        using KeyValueCache cache = new();
        int at = 0;
        foreach (int n in new[] { 3, 1, 1, 7, 1, 1, 1, 13, 1 })
        {
            using IDisposable mode = inference ? inference_mode() : no_grad();
            using DisposeScope scope = NewDisposeScope();
            (Tensor k, Tensor v) = cache.Append(keys.narrow(2, at, n), values.narrow(2, at, n));
            at += n;
            Near.Check(keys.narrow(2, 0, at), k, 0);
            Near.Check(values.narrow(2, 0, at), v, 0);
        }

        Assert.Equal(29, cache.Length);
        // Outside of the scopes and of inference mode it is as good, and can be written on.
        Near.Check(keys, cache.Keys!, 0);
        using (NewDisposeScope()) cache.Append(keys.narrow(2, 0, 2), values.narrow(2, 0, 2));
        Near.Check(keys.narrow(2, 0, 2), cache.Keys!.narrow(2, 29, 2), 0);
    }

    [Fact]
    public void Room_is_doubled_so_that_few_positions_are_written_twice()
    {
        using Tensor one = ones(1, 1, 1, 2);
        using KeyValueCache cache = new();
        using DisposeScope scope = NewDisposeScope();
        int moves = 0;
        nint place = 0;
        for (int i = 0; i < 256; i++)
        {
            (Tensor keys, _) = cache.Append(one, one);
            nint now = Address(keys);
            if (now != place) moves++;
            place = now;
        }

        Assert.InRange(moves, 1, 9); // room for 1, 2, 4, … 256 positions
        Assert.Equal(512, cache.Keys!.sum().item<float>());

        static unsafe nint Address(Tensor tensor)
        {
            fixed (byte* start = tensor.narrow(2, 0, 1).contiguous().bytes) return (nint)start;
        }
    }

    [Fact]
    public void Rows_are_kept_repeated_and_reordered_with_their_room()
    {
        random.manual_seed(5);
        using KeyValueCache cache = new();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        Tensor first = randn(3, 2, 4, 5), next = randn(4, 2, 1, 5), last = randn(4, 2, 3, 5);
        cache.Append(first, first + 1);
        Tensor rows = tensor(new long[] { 2, 0, 2, 1 });
        cache.Select(rows);
        cache.Append(next, next + 1);
        (Tensor keys, Tensor values) = cache.Append(last, last + 1);
        Tensor expected = cat([first.index_select(0, rows), next, last], 2);
        Near.Check(expected, keys, 0);
        Near.Check(expected + 1, values, 0);
        using KeyValueCache empty = new();
        empty.Select(rows);
        Assert.Equal(0, empty.Length);
    }

    [Fact]
    public void With_gradients_nothing_that_a_backward_pass_reads_is_written_over()
    {
        random.manual_seed(7);
        using DisposeScope scope = NewDisposeScope();
        using KeyValueCache cache = new();
        Tensor first = randn(1, 1, 2, 3).requires_grad_(), next = randn(1, 1, 1, 3).requires_grad_();
        (Tensor k, Tensor v) = cache.Append(first, first);
        Tensor one = (k * v).sum();
        (k, v) = cache.Append(next, next);
        (one + 2 * (k * v).sum()).backward();
        // d/dx of x² is 2x, once at the first step and twice at the second.
        Near.Check(6 * first.detach(), first.grad!, 1e-6);
        Near.Check(4 * next.detach(), next.grad!, 1e-6);

        // What was kept with gradients goes on without them.
        using (no_grad()) (k, _) = cache.Append(next.detach(), next.detach());
        Near.Check(cat([first.detach(), next.detach(), next.detach()], 2), k, 0);
    }

    [Fact]
    public void Other_sizes_are_told_and_nothing_is_left_alive()
    {
        using (NewDisposeScope())
        {
            using KeyValueCache cache = new();
            cache.Append(zeros(2, 3, 1, 5), zeros(2, 3, 1, 5));
            Assert.StartsWith(
                "keys must have shape [B=2, H=3, n, D=5]. Received [1, 3, 1, 5].",
                Assert.Throws<ArgumentException>(() => cache.Append(zeros(1, 3, 1, 5), zeros(2, 3, 1, 5))).Message);
        }

        DisposeScopeManager.Statistics.Reset();
        using (no_grad())
        using (NewDisposeScope())
        using (KeyValueCache cache = new())
        {
            for (int i = 0; i < 20; i++) cache.Append(ones(1, 1, 1, 2), ones(1, 1, 1, 2));
            cache.Select(zeros(2, ScalarType.Int64));
        }

        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
