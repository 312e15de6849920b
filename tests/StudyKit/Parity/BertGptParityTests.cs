using StudyKit.Checkpoints;
using StudyKit.Models.Bert;
using StudyKit.Models.Gpt;
using StudyKit.Models.Heads;
using StudyKit.Tasks;
using StudyKit.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyKit.Tests.Parity;

/// <summary>
/// BERT and GPT against plain PyTorch transcriptions of the papers (references/bert_gpt.py): values and gradients.
/// </summary>
[Collection(TorchCollection.Name)]
public sealed class BertGptParityTests : IDisposable
{
    private const double Tolerance = 5e-5;
    private static readonly string Path =
        SolutionFolder.File("tests", "StudyKit", "Parity", "references", "bert_gpt.safetensors");
    private static readonly BertConfig Bert = new()
    {
        VocabularySize = 19,
        Width =
        12,
        Heads = 3,
        Layers = 2,
        FeedForwardWidth = 20,
        Positions = 8,
        Dropout = 0,
        AttentionDropout = 0
    };
    private static readonly GptConfig Gpt = new()
    {
        VocabularySize =
        19,
        Width = 12,
        Heads = 3,
        Layers = 2,
        Positions = 8,
        Dropout = 0,
        AttentionDropout = 0,
        EmbeddingDropout = 0
    };
    private readonly SafetensorsFile _file = SafetensorsFile.Open(Path);

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Bert_and_its_two_losses()
    {
        using BertForPreTraining model = new(Bert);
        Load(model, "bert");
        using DisposeScope scope = NewDisposeScope();
        Tensor ids = In("bert", "ids"), segments = In("bert", "segments"), real = In("bert", "real");
        Tensor hidden = model.Bert.call(ids, segments, real), tokens = real.unsqueeze(-1).to(ScalarType.Float32);
        Near.Check(_file.Read("bert/out.hidden") * tokens, hidden * tokens, Tolerance, "hidden");
        Near.Check(
            _file.Read("bert/out.logits") * tokens, model.call(ids, segments, real) * tokens, Tolerance, "logits");
        Same("bert/out.follows", model.PredictNext(hidden));
        (Tensor loss, Tensor masked, Tensor next) =
            model.Losses(ids, segments, real, In("bert", "labels"), In("bert", "next"));
        Same("bert/out.masked", masked);
        Same("bert/out.nsp", next);
        loss.backward();
        SameGradients("bert", model);
    }

    [Fact]
    public void Gpt_and_its_loss()
    {
        using GptForLanguageModel model = new(Gpt);
        Load(model, "gpt");
        using DisposeScope scope = NewDisposeScope();
        Tensor ids = In("gpt", "ids");
        Same("gpt/out.logits", model.call(ids));
        Tensor loss = model.Loss(ids);
        Same("gpt/out.loss", loss);
        loss.backward();
        SameGradients("gpt", model);
    }

    [Fact]
    public void Gpt_on_a_similarity_task_with_the_auxiliary_language_model()
    {
        using GptForTask model = new(Gpt, TaskHead.Sentence(3));
        Load(model, "gpt_tasks");
        using DisposeScope scope = NewDisposeScope();
        Tensor ids = In("gpt_tasks", "ids"), extract = In("gpt_tasks", "extract"), labels = In("gpt_tasks", "labels");
        Same("gpt_tasks/out.scores", model.call(ids, extract));
        (Tensor loss, Tensor task, Tensor language) = model.Losses(ids, extract, labels, weight: 0.5, padding: 0);
        Same("gpt_tasks/out.task", task);
        Same("gpt_tasks/out.language", language);
        Same("gpt_tasks/out.loss", loss);
    }


    private static void Load(nn.Module module, string name) =>
        Checkpoint.Load(module, Path, new LoadOptions { Prefix = $"{name}/model." });

    private Tensor In(string name, string key) => _file.Read($"{name}/in.{key}");

    private void Same(string key, Tensor actual)
    {
        using Tensor expected = _file.Read(key);
        Near.Check(expected, actual, Tolerance, key);
    }

    private void SameGradients(string name, nn.Module module)
    {
        foreach ((string key, Parameter parameter) in module.named_parameters())
        {
            Same($"{name}/grad.{key}", parameter.grad!);
        }
    }
}
