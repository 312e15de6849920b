using System.Text.Json;
using StudyKit.Benchmarks;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Benchmarks;

[Collection(TorchCollection.Name)]
public sealed class BenchmarkTests
{
    [Theory]
    [InlineData(0.5, 3.0)]
    [InlineData(0.25, 2.0)]
    [InlineData(0.1, 1.4)]
    [InlineData(1, 5.0)]
    public void Quantiles_lie_between_neighbours(double share, double expected) =>
        Assert.Equal(expected, Alternating.Quantile([5, 1, 3, 2, 4], share), 12);

    [Fact]
    public void Both_sides_are_run_equally_often_and_take_turns_to_begin()
    {
        List<char> order = [];
        (double[] first, double[] second) = Alternating.Time(() => order.Add('a'), () => order.Add('b'), 3);
        Assert.Equal("abab" + "ab" + "ba" + "ab", string.Concat(order));
        Assert.Equal((3, 3), (first.Length, second.Length));
    }

    [Fact]
    public void A_demand_is_met_or_not()
    {
        BenchmarkResult result = new(
            "gpt", "?", 0.9, 0.88, 0.91, "of the rate", 0.85, null, new Dictionary<string, double>());
        Assert.True(result.IsMet);
        Assert.Equal(
            "gpt: 0.9 of the rate (half of the rounds from 0.88 to 0.91), asked for: at least 0.85 (met)",
            result.ToString());
        Assert.False((result with { Value = 0.8 }).IsMet);
        Assert.False((result with { AtLeast = null, AtMost = 0 }).IsMet);
        Assert.Null((result with { AtLeast = null }).IsMet);
    }

    [Fact]
    public void Operations_of_a_step_are_counted_from_the_sizes()
    {
        // C = 2, F = 3, V = 5, one layer each, 7 source and 11 target tokens in one sentence; multiply-adds by hand:
        // encoder 7·(4·4 + 2·6) + 2·7·7·2 = 196 + 196 = 392; decoder 11·(4·4 + 2·4 + 2·6) + 7·2·4 + 2·11·11·2 +
        // 2·11·7·2 = 396 + 56 + 484 + 308 = 1244; logits 11·2·5 = 110. Two operations each, and backward costs twice
        // the forward pass.
        Assert.Equal(6 * (392 + 1244 + 110), TransformerBenchmark.Operations(
            width: 2, inner: 3, vocabulary: 5, layers: 1, sentences: 1, source: 7, target: 11));
    }

    [Fact]
    public void The_optimizer_benchmark_updates_both_and_gives_their_ratio()
    {
        // The ratio itself belongs into the benchmark and not into a test: the machine may be doing other things.
        BenchmarkResult result = BenchmarkList.Choose(["adam"]).Single().Run(3);
        Assert.InRange(result.Value, 1e-3, 1e3);
        Assert.InRange(result.Details["parameters"], 3.5e6, 3.7e6);
        Assert.All(["torch.optim.Adam, ms", "kit, ms"], name => Assert.True(result.Details[name] > 0, name));
    }

    [Fact]
    public void Several_sides_go_forth_and_back()
    {
        List<char> order = [];
        double[][] seconds = Alternating.Time([() => order.Add('a'), () => order.Add('b'), () => order.Add('c')], 2);
        Assert.Equal("abcabc" + "abc" + "cba", string.Concat(order));
        Assert.Equal([2, 2, 2], seconds.Select(side => side.Length));
    }

    [Fact]
    public void The_ResNet_benchmark_trains_the_same_net_on_every_side()
    {
        // Whether a Python with PyTorch is here decides what the kit is compared with; the benchmark itself refuses
        // another net.
        BenchmarkResult result = new ResNetBenchmark("tiny", side: 8, width: 8, batchSize: 16).Run(1);
        Assert.InRange(result.Value, 1e-3, 1e3);
        // Stem 3·8·9, stages of 6·8·8·9, (8·16 + 5·16·16)·9, (16·32 + 5·32·32)·9, norms 2·(7·8 + 6·16 + 6·32), fc 32·10
        // + 10.
        Assert.Equal(216 + 3456 + 12672 + 50688 + 688 + 330, result.Details["parameters"]);
        Assert.Equal(
            result.Unit.Contains("PyTorch 1") || result.Unit.Contains("PyTorch 2") ? 4 : 2,
            result.Details.Keys.Count(key => key.EndsWith("images/s")));
        Assert.Null(result.IsMet);
    }

    [Fact]
    public void A_program_that_is_no_Python_with_PyTorch_is_no_partner()
    {
        Assert.Null(PythonPartner.Start("dotnet", "resnet_partner.py", [8, 8, 16, 1]).Partner);
        (PythonPartner? none, string problem) =
            PythonPartner.Start("no-such-program-here", "resnet_partner.py", [8, 8, 16, 1]);
        Assert.Null(none);
        Assert.Contains("no-such-program-here", problem);
    }

    [Fact]
    public void Results_are_written_with_the_machine()
    {
        BenchmarkResult result = new("x", "?", 1, 1, 1, "u", null, null, new Dictionary<string, double> { ["ms"] = 2 });
        JsonElement json = JsonDocument.Parse(BenchmarkList.ToJson([result])).RootElement;
        Assert.StartsWith("2.", json.GetProperty("machine").GetProperty("libtorch").GetString());
        Assert.Equal(2, json.GetProperty("results")[0].GetProperty("details").GetProperty("ms").GetDouble());
    }

    [Fact]
    public void An_unknown_benchmark_is_told_with_those_that_there_are()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => BenchmarkList.Choose(["speed"]));
        Assert.StartsWith("A benchmark must be one of: transformer, ", e.Message);
        Assert.Contains("live-tensors, cleaning, padding, nanogpt-cpu", e.Message);
        Assert.DoesNotContain(BenchmarkList.Choose([]), benchmark => benchmark.OnRequest);
    }

    [Fact]
    public void A_few_steps_of_nanoGPTs_run_begin_to_learn_the_characters()
    {
        RealData.Find("tinyshakespeare", "input.txt");
        BenchmarkResult result = NanoGptBenchmark.Train(steps: 20);
        // 65 characters: ln 65 = 4.17 without learning. No biases: 4 layers of 12·128² and two norms, tables of 65 and
        // 64 rows, the last norm.
        Assert.InRange(result.Value, 2, 4.17);
        Assert.InRange(result.Details["loss of 20 random batches"], 2, 4.17);
        Assert.Equal(4 * (12 * 128 * 128 + 2 * 128) + (65 + 64) * 128 + 128, result.Details["parameters"]);
    }
}
