using StudyKit.Checkpoints;
using StudyKit.Models.ResNet;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Parity;

/// <summary>
/// The same outputs, gradients and running statistics as torchvision's; references/resnet.py makes the references.
/// </summary>
[Collection(TorchCollection.Name)]
public sealed class ResNetParityTests
{
    private const double Tolerance = 5e-5;

    [Theory]
    [InlineData("resnet18", 18, 10)]
    [InlineData("resnet34", 34, 7)]
    [InlineData("resnet50", 50, 5)]
    public void Outputs_gradients_and_statistics_equal_torchvisions(string name, int depth, int classes)
    {
        using SafetensorsFile references =
            SafetensorsFile.Open(
                SolutionFolder.File("tests", "StudyKit", "Parity", "references", "resnet.safetensors"));
        using ResNetModel model = new(ResNetConfig.ImageNet(depth) with { Classes = classes, StrideInFirst = false });
        Fill(model);
        using DisposeScope scope = NewDisposeScope();
        Tensor images = tensor([.. Noise(4 * 3 * 64 * 64, 999).Select(u => (float)u * 4)], [4, 3, 64, 64]);

        model.eval();
        using (no_grad()) Close(references, $"{name}.eval", model.call(images));

        // Training in double precision, as there: the last stage normalises over 16 values a map, which enlarges what
        // single precision rounds, differently on each processor; and one ReLU that falls on the other side of 0
        // changes the gradients of 50 layers by a percent.
        model.to(ScalarType.Float64);
        images = images.to(ScalarType.Float64);
        model.train();
        using (no_grad()) Close(references, $"{name}.train", model.call(images));
        Close(references, $"{name}.running_var", model.state_dict()["layer3.0.bn2.running_var"]);
        nn.functional.cross_entropy(model.call(images), arange(4, ScalarType.Int64)).backward();
        Dictionary<string, TorchSharp.Modules.Parameter> parameters = model.named_parameters()
            .ToDictionary(p => p.name, p => p.parameter);
        Close(references, $"{name}.grad.fc.weight", parameters["fc.weight"].grad![.., ..32]);
        Close(references, $"{name}.grad.layer2.0.conv2.weight", parameters["layer2.0.conv2.weight"].grad![..4, ..8]);
    }

    // As fill() in resnet.py: weights that both sides compute, so that the file holds outputs only.
    private static void Fill(nn.Module model)
    {
        HashSet<string> norms = [.. model.named_modules()
            .Where(m => m.module is StudyKit.Nn.Normalization.ImageBatchNorm).Select(m => m.name)];
        Fill(model.state_dict(), name => norms.Contains(name[..name.LastIndexOf('.')]));
    }

    internal static void Fill(IReadOnlyDictionary<string, Tensor> state, Func<string, bool> isNorm)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((string name, Tensor value) in state)
        {
            if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal)) continue;
            long fan = value.dim() > 1 ? value.numel() / value.shape[0] : 1;
            Func<double, double> scale = (isNorm(name), name[(name.LastIndexOf('.') + 1)..]) switch
            {
                (true, "running_var") => u => 1.5 + 0.4 * u,
                (true, "weight") => u => 0.6 + 0.4 * u,
                _ when value.dim() > 1 => u => 2 * u * Math.Sqrt(6.0 / fan),
                _ => u => 0.2 * u,
            };
            value.copy_(tensor([.. Noise((int)value.numel(), KeyOf(name)).Select(u => (float)scale(u))], value.shape));
        }
    }

    internal static IEnumerable<double> Noise(int count, uint key)
    {
        for (uint i = 0; i < count; i++)
        {
            uint h = unchecked(i + key * 1000003);
            h ^= h >> 16;
            h = unchecked(h * 0x7FEB352D);
            h ^= h >> 15;
            h = unchecked(h * 0x846CA68B);
            h ^= h >> 16;
            yield return h / 4294967296.0 - 0.5;
        }
    }

    // FNV-1a, as key_of() there.
    private static uint KeyOf(string name) =>
        name.Aggregate(2166136261u, (h, letter) => unchecked((h ^ letter) * 16777619)) % 100000;

    private static void Close(SafetensorsFile references, string name, Tensor actual)
    {
        using Tensor expected = references.Read(name);
        Assert.Equal(expected.shape, actual.shape);
        double difference = (expected - actual).abs().max().ToDouble();
        Assert.True(
            difference <= Tolerance * Math.Max(1, expected.abs().max().item<float>()),
            $"{name}: largest difference {difference} where the largest number is " +
            $"{expected.abs().max().item<float>()}");
    }
}
