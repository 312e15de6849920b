using System.Text.Json;
using StudyKit.Checkpoints;
using StudyKit.Models.ResNet;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Parity;

/// <summary>
/// A file with the names of akamaster's published CIFAR nets gives PyTorch's logits: references/akamaster.py makes
/// them.
/// </summary>
[Collection(TorchCollection.Name)]
public sealed class CifarParityTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("akamaster-").FullName;

    [Theory]
    [InlineData(20)]
    [InlineData(32)]
    public void Files_of_published_names_give_PyTorchs_logits(int depth)
    {
        using DisposeScope scope = NewDisposeScope();
        string path = Path.Combine(_folder, "net.safetensors");
        using (ResNetModel names = new(ResNetConfig.Cifar(depth, ShortcutKind.ZeroPaddedBothSides)))
        {
            // As the files of 2018 are: DataParallel's prefix, "linear", and no num_batches_tracked.
            Dictionary<string, Tensor> published = names.state_dict()
                .Where(pair => !pair.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                .ToDictionary(
                    pair => "module." + pair.Key.Replace("fc.", "linear.", StringComparison.Ordinal),
                    pair => pair.Value);
            ResNetParityTests.Fill(published, name => name.Contains(".bn", StringComparison.Ordinal));
            SafetensorsWriter.Write(path, published);
        }

        Tensor images = tensor(
            [.. ResNetParityTests.Noise(3 * 3 * 32 * 32, 999).Select(u => (float)(u * 4))], [3, 3, 32, 32]);
        using ResNetModel model = ResNetWeights.LoadCifar(path, depth);
        using JsonDocument references = JsonDocument.Parse(
            File.ReadAllText(SolutionFolder.File("tests", "StudyKit", "Parity", "references", "akamaster.json")));
        float[] expected = [.. references.RootElement.GetProperty($"{depth}").EnumerateArray()
            .SelectMany(row => row.EnumerateArray().Select(value => value.GetSingle()))];
        using (no_grad()) Near.Check(tensor(expected, [3, 10]), model.call(images), 1e-4);

        // With the zeros behind, the same file means another net.
        using ResNetModel behind = new(ResNetConfig.Cifar(depth));
        Checkpoint.Load(behind, path, ResNetWeights.Akamaster);
        behind.eval();
        using (no_grad())
        {
            Assert.True((behind.call(images) - tensor(expected, [3, 10])).abs().max().item<float>() > 1e-2);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
