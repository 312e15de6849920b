using StudyKit.Data.Images;
using StudyKit.Models.ResNet;
using StudyKit.Training.Optimization;

namespace StudyKit.Benchmarks;

/// <summary>
/// The kit's training of ResNet-20 against that of PyTorch, where a Python has it, and against the textbook's in
/// TorchSharp.
/// </summary>
/// <remarks>
/// <para>What pays, measured in turn on one core (32×32 with widths 16/32/64, then 16×16 with 8/16/32): channels-last
/// batches, 1.20 and 1.17 times the images per second of planes, because the reordering of every convolution's input
/// and output is gone, a tenth of a step; the flat update, 1.00 and 1.09 times. Huge pages changed nothing that could
/// be told from noise.</para>
/// <para>What is left at 32×32: three quarters of a step are oneDNN's convolutions, forward and back to the input at 60
/// to 73 GFLOPS, about the rate of a matrix product, gradients of the weights at 44; BatchNorm is most of the rest,
/// then ReLU's gradient.</para>
/// </remarks>
internal sealed class ResNetBenchmark(string name, int side, int width, double? atLeast = null, int batchSize = 128)
    : IBenchmark
{
    private const int Batches = 4;

    public string Name => name;

    public string Question =>
        $"How many times as fast does ResNet-20 train as in PyTorch with planes of colour ({side}×{side} images, " +
        $"widths {width}/{2 * width}/{4 * width}, batch {batchSize}; the kit's time includes cutting and mirroring " +
        "the images)?";

    public BenchmarkResult Run(int rounds)
    {
        using ResNetModel model = new(ResNetConfig.Cifar(20, width: width)),
            textbook = new(ResNetConfig.Cifar(20, width: width));
        using FlatParameters parameters = new(model);
        using IOptimizer optimizer = new SgdOptions { Momentum = 0.9, WeightDecay = 1e-4 }.Create(parameters);
        using optim.Optimizer plain = optim.SGD(textbook.parameters(), 0.01, momentum: 0.9, weight_decay: 1e-4);
        using ImageBatchSource source = new(
            DrawnImages.Make(Batches * batchSize, side),
            new() { BatchSize = batchSize, CropPadding = side / 8, Flip = true });
        using ImageBatch ready = source.Batches(0).First();
        using Tensor planes = ready.Images.contiguous();
        using PythonPartner? python = PythonPartner.Find(
            "resnet_partner.py", side, width, batchSize, get_num_threads());
        if (python is not null && python.Parameters != parameters.Count)
        {
            throw new InvalidOperationException($"Both nets must be the same. The kit's has {parameters.Count} " +
                $"parameters, PyTorch's {python.Parameters}.");
        }

        int batch = 0;
        List<(string Name, Action Step)> sides = [("kit", Kit), ("textbook in TorchSharp", Textbook)];
        if (python is not null)
        {
            sides.AddRange([($"PyTorch {python.Version}", () => python.Step("planes")),
                ($"PyTorch {python.Version}, channels-last", () => python.Step("channels-last"))]);
        }

        double[][] seconds = Alternating.Time([.. sides.Select(s => s.Step)], rounds);
        Dictionary<string, double> details = new()
        {
            ["parameters"] = parameters.Count,
            ["threads"] = get_num_threads(),
        };
        for (int i = 0; i < sides.Count; i++)
        {
            details[$"{sides[i].Name}, images/s"] = batchSize / Alternating.Quantile(seconds[i], 0.5);
            if (i > 0) details[$"kit against {sides[i].Name}, times as fast"] = Alternating.Quantile(Ratios(i), 0.5);
        }

        return python is null
            ? Alternating.Ratio(this, Ratios(1), "times as fast as the textbook's way in TorchSharp (no PyTorch " +
                "found: let STUDYKIT_PYTHON name a Python that has it)", null, details)
            : Alternating.Ratio(this, Ratios(2), $"times as fast as PyTorch {python.Version}", atLeast, details);

        double[] Ratios(int other) => [.. seconds[other].Zip(seconds[0], (theirs, kit) => theirs / kit)];

        void Kit()
        {
            using ImageBatch images = source.Batches(0, batch++ % Batches).First();
            using DisposeScope scope = NewDisposeScope();
            parameters.ZeroGradient();
            nn.functional.cross_entropy(model.call(images.Images), images.Labels).backward();
            optimizer.Update(0.01);
        }

        void Textbook()
        {
            using DisposeScope scope = NewDisposeScope();
            plain.zero_grad();
            nn.functional.cross_entropy(textbook.call(planes), ready.Labels).backward();
            plain.step();
        }
    }
}
