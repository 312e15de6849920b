using StudyKit.Checkpoints;
using StudyKit.Models.Transformer;
using StudyKit.Nn.Attention;
using StudyKit.Nn.Losses;
using StudyKit.Nn.Normalization;
using StudyKit.Nn.Residual;
using StudyKit.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyKit.Tests.Parity;

/// <summary>
/// Same weights, same numbers as PyTorch's own layers (references/transformer.py). 5e-5 is some hundred times the
/// rounding of 32-bit sums of this size.
/// </summary>
[Collection(TorchCollection.Name)]
public sealed class TransformerParityTests : IDisposable
{
    private const double Tolerance = 5e-5;
    private static readonly string Path = SolutionFolder.File(
        "tests", "StudyKit", "Parity", "references", "transformer.safetensors");
    private readonly SafetensorsFile _file = SafetensorsFile.Open(Path);

    private static TransformerConfig Config(string norms) => new()
    {
        VocabularySize = 17,
        Width = 12,
        Heads = 3,
        FeedForwardWidth = 20,
        EncoderLayers = 2,
        DecoderLayers = 2,
        Dropout = 0,
        NormPlacement = norms == "pre" ? NormPlacement.Before : NormPlacement.After,
        FinalNorm = true, // nn.Transformer always has it
    };

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Attention_equals_MultiheadAttention(bool recorded)
    {
        using MultiHeadAttention layer = new(12, 3);
        Load(layer, "attention");
        using DisposeScope scope = NewDisposeScope();
        Tensor x = Input("attention", "x"), source = Input("attention", "source");
        List<Tensor> weights = [];
        if (recorded) layer.Recorder = w => weights.Add(w.detach().clone());

        Tensor self = layer.call(x, x, x, AttentionMask.Causal(5));
        Tensor cross = layer.call(x, source, source, AttentionMask.Padding(_file.Read("attention/in.real")));
        Tensor other = layer.call(x, source, source.flip(1), null);
        Same("attention/out.self", self);
        Same("attention/out.cross", cross);
        Same("attention/out.other", other);
        if (recorded)
        {
            Same("attention/out.self_weights", weights[0]);
            Same("attention/out.cross_weights", weights[1]);
        }

        (Slope(self) + Slope(cross) + Slope(other)).backward();
        SameGradients("attention", layer);
        Same("attention/grad.x", x.grad!);
        Same("attention/grad.source", source.grad!);
    }

    [Theory]
    [InlineData("post")]
    [InlineData("pre")]
    public void An_encoder_layer_equals_TransformerEncoderLayer(string norms)
    {
        string name = $"encoder_layer_{norms}";
        using EncoderLayer layer = new(Config(norms));
        Load(layer, name);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = Input(name, "x"), real = _file.Read($"{name}/in.real");
        Tensor y = layer.call(x, AttentionMask.Padding(real), real);
        Same($"{name}/out.y", y);
        Slope(y).backward();
        SameGradients(name, layer);
        Same($"{name}/grad.x", x.grad!);
    }

    [Theory]
    [InlineData("post")]
    [InlineData("pre")]
    public void A_decoder_layer_equals_TransformerDecoderLayer(string norms)
    {
        string name = $"decoder_layer_{norms}";
        using DecoderLayer layer = new(Config(norms));
        Load(layer, name);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = Input(name, "x"), memory = Input(name, "memory");
        Tensor y = layer.call(
            x, memory, AttentionMask.Causal(5), AttentionMask.Padding(_file.Read($"{name}/in.real")), null);
        Same($"{name}/out.y", y);
        Slope(y).backward();
        SameGradients(name, layer);
        Same($"{name}/grad.x", x.grad!);
        Same($"{name}/grad.memory", memory.grad!);
    }

    [Theory]
    [InlineData("post")]
    [InlineData("pre")]
    public void The_model_equals_nn_Transformer_between_shared_embeddings(string norms)
    {
        string name = $"transformer_{norms}";
        using TransformerModel model = new(Config(norms));
        Load(model, name);
        using DisposeScope scope = NewDisposeScope();
        Tensor source = _file.Read($"{name}/in.source"),
            target = _file.Read($"{name}/in.target"), expected = _file.Read($"{name}/in.expected");
        Tensor logits = model.call(source, target);
        // what stands at padding positions is nobody's business
        Tensor real = target.ne(0).unsqueeze(-1).to(ScalarType.Float32);
        Near.Check(_file.Read($"{name}/out.logits") * real, logits * real, Tolerance, "logits");

        Tensor loss = LabelSmoothedCrossEntropy.Mean(logits.flatten(0, 1), expected.flatten(), 0.1, ignored: 0);
        Same($"{name}/out.loss", loss);
        if (norms == "pre") return;
        loss.backward();
        SameGradients(name, model);
    }

    [Fact]
    public void Normalising_over_the_batch_equals_BatchNorm1d_on_the_tokens()
    {
        using SequenceBatchNorm norm = new(12);
        Load(norm, "batch_norm");
        using DisposeScope scope = NewDisposeScope();
        Tensor x = Input("batch_norm", "x"), real = _file.Read("batch_norm/in.real");
        Tensor tokens = norm.call(x, real)[real]; // [N, C]
        Same("batch_norm/out.train", tokens);
        Slope(tokens).backward();
        SameGradients("batch_norm", norm);
        Same("batch_norm/grad.x", x.grad!);
        Dictionary<string, Tensor> state = norm.state_dict();
        Same("batch_norm/out.running_mean", state["running_mean"]);
        Same("batch_norm/out.running_var", state["running_var"]);
        norm.eval();
        Same("batch_norm/out.eval", norm.call(x, real));
    }

    private static void Load(nn.Module module, string name) =>
        Checkpoint.Load(module, Path, new LoadOptions { Prefix = $"{name}/model." });

    private Tensor Input(string name, string key) => _file.Read($"{name}/in.{key}").requires_grad_();

    private static Tensor Slope(Tensor y) => (y * linspace(-1, 1, y.numel()).view(y.shape)).sum();

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
