using StudyKit.Data.Images;
using StudyKit.Models.ResNet;
using StudyKit.Training.Optimization;

namespace StudyKit.Benchmarks;

/// <summary>What the kit's way of training a small ResNet is worth: channels-last batches and the flat optimizer against the textbook's.</summary>
internal sealed class ResNetBenchmark : IBenchmark
{
    private const int BatchSize = 128;
    private const int Images = 512;
    private const int Side = 16;
    private const int Width = 8;

    public string Name => "resnet";

    public string Question => "How many times as fast does ResNet-20 train with channels-last batches and one flat update, as with planes of colour and torch.optim.SGD (16×16 images, widths 8/16/32, batch 128)?";

    public BenchmarkResult Run(int rounds)
    {
        using ResNetModel model = new(ResNetConfig.Cifar(20, width: Width)), textbook = new(ResNetConfig.Cifar(20, width: Width));
        using FlatParameters parameters = new(model);
        using IOptimizer optimizer = new SgdOptions { Momentum = 0.9, WeightDecay = 1e-4 }.Create(parameters);
        using optim.Optimizer plain = optim.SGD(textbook.parameters(), 0.01, momentum: 0.9, weight_decay: 1e-4);
        using ImageBatchSource source = new(DrawnImages.Make(Images, Side), new() { BatchSize = BatchSize, CropPadding = 2, Flip = true });
        int batch = 0;
        (double[] kit, double[] book) = Alternating.Time(Kit, Textbook, rounds);
        return Alternating.Ratio(this, [.. book.Zip(kit, (b, k) => b / k)], "times as fast", null, new Dictionary<string, double>
        {
            ["parameters"] = parameters.Count,
            ["kit, images/s"] = BatchSize / Alternating.Quantile(kit, 0.5),
            ["textbook, images/s"] = BatchSize / Alternating.Quantile(book, 0.5),
            ["kit, ms a step"] = 1000 * Alternating.Quantile(kit, 0.5),
            ["textbook, ms a step"] = 1000 * Alternating.Quantile(book, 0.5),
        });

        void Kit()
        {
            using ImageBatch images = Next();
            using DisposeScope scope = NewDisposeScope();
            parameters.ZeroGradient();
            nn.functional.cross_entropy(model.call(images.Images), images.Labels).backward();
            optimizer.Update(0.01);
        }

        void Textbook()
        {
            using ImageBatch images = Next();
            using DisposeScope scope = NewDisposeScope();
            plain.zero_grad();
            nn.functional.cross_entropy(textbook.call(images.Images.contiguous()), images.Labels).backward();
            plain.step();
        }

        ImageBatch Next() => source.Batches(0, batch++ % (Images / BatchSize)).First();
    }
}
