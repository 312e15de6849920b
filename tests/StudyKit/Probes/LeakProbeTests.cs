using StudyKit.Models.Transformer;
using StudyKit.Probes;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Probes;

[Collection(TorchCollection.Name)]
public sealed class LeakProbeTests
{
    [Fact]
    public void The_leak_probe_sees_the_future_only_where_there_is_no_mask()
    {
        using Tensor source = tensor(new long[,] { { 4, 5, 2 } });
        using TransformerModel masked = new(ProbedModel.Config),
            open = new(ProbedModel.Config with { CausalMask = false });
        masked.eval();
        open.eval();
        LeakTable none = LeakProbe.Measure(target => masked.call(source, target), [1, 7, 8, 9], replacement: 20);
        Assert.Equal(0, none.LargestFromFuture);
        Assert.True(none.LargestFromPast > 0.01);
        Assert.True(none.Differences[2, 2] > 0 && none.Differences[2, 3] > 0);
        Assert.Equal(0, none.Differences[2, 1]);

        LeakTable leak = LeakProbe.Measure(
            target => open.call(source, target), [1, 7, 8, 9], replacement: 20, ["<s>", "a", "b", "c"]);
        Assert.True(leak.LargestFromFuture > 0.01);
        Assert.Contains("&lt;s&gt;", leak.Figure().ToSvg());
        Assert.Contains("which is number 2", Assert.Throws<ArgumentException>(
            () => LeakProbe.Measure(t => masked.call(source, t), [1, 7, 8], 8)).Message);
        TorchState.IsClean();
    }
}
