using StudyKit.Checkpoints;
using StudyKit.Models.Gpt;
using StudyKit.Models.Heads;
using StudyKit.Runtime;
using StudyKit.Tasks;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Gpt;

[Collection(TorchCollection.Name)]
public sealed class GptModelTests
{
    [Fact]
    public void Published_size() =>
        Assert.Equal(116_534_784, MetaDevice.Build(() => new GptForLanguageModel(GptConfig.Base))
            .parameters().Sum(parameter => parameter.numel()));

    [Fact]
    public void Keys_and_shapes_are_those_of_OpenAIGPT() =>
        Golden.Verify(
            StateDictText.Of(MetaDevice.Build(() => new GptForLanguageModel(GptConfig.Base with { Layers = 2 }))),
            "Models/gpt-2-layers.txt");

    [Fact]
    public void No_token_sees_a_later_one_and_one_step_moves_the_tied_table_once()
    {
        using DisposeScope scope = NewDisposeScope();
        GptForLanguageModel model = new(GptConfig.Tiny(30));
        model.eval();
        Tensor ids = randint(30, [2, 9], dtype: ScalarType.Int64);
        Near.Check(model.call(ids).narrow(1, 0, 5), model.call(ids.narrow(1, 0, 5)), 1e-5);
        model.Loss(ids).backward();
        Tensor before = model.Transformer.Words.detach().clone(), gradient = model.Transformer.Words.grad!.clone();
        optim.SGD(model.parameters(), 0.5).step();
        Near.Check(before - 0.5 * gradient, model.Transformer.Words, 1e-6);
        Assert.All(model.named_parameters(), pair => Assert.True(pair.parameter.grad is not null, pair.name));
    }

    [Fact]
    public void Another_start_is_the_same_draw_times_a_factor()
    {
        using DisposeScope scope = NewDisposeScope();
        Seeds.SetAll(3);
        GptModel paper = new(GptConfig.Tiny(30));
        Seeds.SetAll(3);
        GptModel larger = new(GptConfig.Tiny(30) with { InitialDeviation = 0.05 });
        foreach ((
            (_, TorchSharp.Modules.Parameter small),
            (_, TorchSharp.Modules.Parameter large)) in paper.named_parameters().Zip(larger.named_parameters()))
        {
            Near.Check(small.dim() == 2 ? 2.5 * small : small, large, 1e-6);
        }

        // 1,920 draws: four standard errors of a deviation
        Assert.InRange(larger.Words.std().item<float>(), 0.05 * 0.93, 0.05 * 1.07);
        Assert.Contains("InitialDeviation must be positive", Assert.Throws<ArgumentException>(
            () => new GptModel(GptConfig.Tiny(30) with { InitialDeviation = 0 })).Message);
    }

    [Fact]
    public void A_config_of_Hugging_Face_is_read()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(
            path,
            """{"architectures":["OpenAIGPTLMHeadModel"],"afn":"gelu","n_embd":96,"n_layer":3,"n_head":4,"n_positions":513,"n_ctx":513,"vocab_size":13088,"resid_pdrop":0.2}""");
        Assert.Equal(
            new GptConfig { VocabularySize = 13088, Width = 96, Layers = 3, Heads = 4, Positions = 513, Dropout = 0.2 },
            GptConfig.Load(path));
        File.WriteAllText(path, """{"afn":"relu","n_head":5}""");
        string message = Assert.Throws<InvalidDataException>(() => GptConfig.Load(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains("must be a multiple of Heads = 5. Received 768", message, StringComparison.Ordinal);
        Assert.Contains("(afn) must be gelu, as in the paper. Received relu", message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public void Choices_are_scored_one_by_one()
    {
        using DisposeScope scope = NewDisposeScope();
        GptForTask model = new(GptConfig.Tiny(30), TaskHead.Choice);
        model.eval();
        Tensor ids = randint(30, [2, 3, 7], dtype: ScalarType.Int64),
            extract = full([2, 3], 6, dtype: ScalarType.Int64);
        Tensor scores = model.call(ids, extract);
        Assert.Equal([2, 3], scores.shape);
        Near.Check(scores.narrow(1, 1, 1), model.call(ids.narrow(1, 1, 1), extract.narrow(1, 1, 1)), 1e-5);
        (Tensor loss, Tensor task, Tensor language) =
            model.Losses(ids, extract, zeros(2, dtype: ScalarType.Int64), weight: 0);
        Assert.Equal(0, language.item<float>());
        Assert.Equal(task.item<float>(), loss.item<float>());
    }

    [Fact]
    public void A_published_file_without_the_prefix_and_with_stored_masks_is_read()
    {
        string path = Path.GetTempFileName();
        using GptForLanguageModel saved = new(GptConfig.Tiny(30)), loaded = new(GptConfig.Tiny(30));
        using Tensor mask = ones(1, 1, 64, 64);
        Dictionary<string, Tensor> file = saved.state_dict()
            .ToDictionary(pair => pair.Key["transformer.".Length..], pair => pair.Value);
        file["h.0.attn.bias"] = mask;
        SafetensorsWriter.Write(path, file);
        Assert.True(Checkpoint.Load(loaded, path, GptWeights.LanguageModel).IsComplete);
        Near.Check(saved.Transformer.Words, loaded.Transformer.Words, 0);
        File.Delete(path);
    }

    [Fact]
    public void Bad_input_is_told()
    {
        using GptModel model = new(GptConfig.Tiny(30));
        using Tensor longer = zeros(1, 65, dtype: ScalarType.Int64);
        Assert.Contains(
            "has 64 positions. Received 65 tokens",
            Assert.Throws<ArgumentException>(() => model.call(longer)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new GptModel(GptConfig.Tiny(30) with { Width = 63 }));
    }
}
