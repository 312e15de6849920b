using StudyKit.Checkpoints;
using StudyKit.Models.Gpt2;
using StudyKit.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyKit.Tests.Parity;

/// <summary>
/// GPT-2, and GPT-3's alternation of dense and banded layers, against a plain PyTorch transcription
/// (references/gpt2.py): values and gradients.
/// </summary>
[Collection(TorchCollection.Name)]
public sealed class Gpt2ParityTests
{
    private const double Tolerance = 5e-5;
    private static readonly string Path =
        SolutionFolder.File("tests", "StudyKit", "Parity", "references", "gpt2.safetensors");

    [Theory]
    [InlineData("gpt2", null)]
    [InlineData("gpt3", 3)]
    public void Scores_loss_and_gradients(string name, int? band)
    {
        using SafetensorsFile file = SafetensorsFile.Open(Path);
        using Gpt2ForLanguageModel model =
            new(Gpt2Config.Tiny(19) with { Width = 12, Heads = 3, Layers = 4, Positions = 10, Band = band });
        Checkpoint.Load(model, Path, new LoadOptions { Prefix = $"{name}/model." });
        using DisposeScope scope = NewDisposeScope();
        Tensor ids = file.Read($"{name}/in.ids");
        Near.Check(file.Read($"{name}/out.logits"), model.call(ids), Tolerance, "logits");
        Tensor loss = model.Loss(ids);
        Near.Check(file.Read($"{name}/out.loss"), loss, Tolerance, "loss");
        loss.backward();
        foreach ((string key, Parameter parameter) in model.named_parameters())
        {
            Near.Check(file.Read($"{name}/grad.{key}"), parameter.grad!, Tolerance, key);
        }
    }
}
