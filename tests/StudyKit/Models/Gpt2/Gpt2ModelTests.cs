using StudyKit.Checkpoints;
using StudyKit.Generation;
using StudyKit.Models.Gpt;
using StudyKit.Models.Gpt2;
using StudyKit.Nn.Residual;
using StudyKit.Runtime;
using StudyKit.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Gpt2;

[Collection(TorchCollection.Name)]
public sealed class Gpt2ModelTests
{
    [Fact]
    public void A_larger_start_is_the_same_draws_enlarged()
    {
        Seeds.SetAll(3);
        using Gpt2Model paper = new(Gpt2Config.Tiny(31));
        Seeds.SetAll(3);
        using Gpt2Model larger = new(Gpt2Config.Tiny(31) with { InitialDeviation = 0.05 });
        foreach (((string name, Parameter small), (_, Parameter large)) in paper.named_parameters()
            .Zip(larger.named_parameters()))
        {
            Near.Check(small.dim() == 2 ? 2.5 * small : small, large, 1e-6, name);
        }

        // 1,984 draws: four standard errors of a deviation
        Assert.InRange(larger.Words.std().item<float>(), 0.05 * 0.93, 0.05 * 1.07);
        Assert.Contains("InitialDeviation must be positive", Assert.Throws<ArgumentException>(() =>
            new Gpt2Model(Gpt2Config.Tiny(31) with { InitialDeviation = 0 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Published_sizes()
    {
        (Gpt2Config Config, long Count)[] published =
        [
            (Gpt2Config.Small, 124_439_808), (Gpt2Config.Medium, 354_823_168), (Gpt2Config.Large, 774_030_080),
            (Gpt2Config.XL, 1_557_611_200),
        ];
        foreach ((Gpt2Config config, long count) in published)
        {
            using Gpt2ForLanguageModel model = MetaDevice.Build(() => new Gpt2ForLanguageModel(config));
            Assert.Equal(count, model.parameters().Sum(parameter => parameter.numel()));
            Assert.Equal(count, config.Parameters);
        }
    }

    [Fact]
    public void Keys_and_shapes_are_those_of_GPT2LMHeadModel() =>
        Golden.Verify(
            StateDictText.Of(
                MetaDevice.Build(() => new Gpt2ForLanguageModel(Gpt2Config.Small with { Layers = 2 }))),
            "Models/gpt2-2-layers.txt");

    [Theory]
    [InlineData(NormPlacement.Before)]
    [InlineData(NormPlacement.After)]
    public void Without_biases_there_are_only_matrices_and_the_norms_weights(NormPlacement norm)
    {
        using Gpt2ForLanguageModel model = new(Gpt2Config.Tiny(31) with { Biases = false, Norm = norm });
        Assert.Equal(model.Transformer.Config.Parameters, model.parameters().Sum(parameter => parameter.numel()));
        Assert.DoesNotContain(model.named_parameters(), pair => pair.name.Contains("bias"));
    }

    [Fact]
    public void What_writes_to_the_residual_stream_starts_smaller()
    {
        using DisposeScope scope = NewDisposeScope();
        Gpt2Config config = Gpt2Config.Tiny(30) with { Width = 128, Layers = 8 };
        double Deviation(Gpt2Config c, string ending) =>
            new Gpt2Model(c).named_parameters().Where(p => p.name.EndsWith(ending, StringComparison.Ordinal))
                .Select(p => p.parameter.std().item<float>()).Average();
        random.manual_seed(1);
        Assert.Equal(0.02 / Math.Sqrt(16), Deviation(config, "c_proj.weight"), 0.0002);
        Assert.Equal(0.02, Deviation(config with { ScaledResiduals = false }, "c_proj.weight"), 0.0004);
        Assert.Equal(0.02, Deviation(config, "c_attn.weight"), 0.0004);
    }

    [Theory]
    [InlineData(NormPlacement.Before)]
    [InlineData(NormPlacement.After)]
    public void No_token_sees_a_later_one_and_one_step_moves_the_tied_table_once(NormPlacement norm)
    {
        using DisposeScope scope = NewDisposeScope();
        Gpt2ForLanguageModel model = new(Gpt2Config.Tiny(30) with { Norm = norm });
        Assert.Equal(model.Transformer.Config.Parameters, model.parameters().Sum(parameter => parameter.numel()));
        model.eval();
        Tensor ids = randint(30, [2, 9], dtype: ScalarType.Int64);
        Near.Check(model.call(ids).narrow(1, 0, 5), model.call(ids.narrow(1, 0, 5)), 1e-5);
        model.Loss(ids).backward();
        Tensor before = model.Transformer.Words.detach().clone(), gradient = model.Transformer.Words.grad!.clone();
        optim.SGD(model.parameters(), 0.5).step();
        Near.Check(before - 0.5 * gradient, model.Transformer.Words, 1e-6);
        Assert.All(model.named_parameters(), pair => Assert.True(pair.parameter.grad is not null, pair.name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_cache_changes_no_score(int? band)
    {
        using DisposeScope scope = NewDisposeScope();
        random.manual_seed(2);
        using Gpt2ForLanguageModel model = new(Gpt2Config.Tiny(30) with { Layers = 4, Band = band });
        model.eval();
        Tensor ids = randint(30, [3, 12], dtype: ScalarType.Int64), kept = tensor([2L, 0L, 0L]);
        using (no_grad())
        {
            Tensor all = model.call(ids);
            using IDecodingState decoding = model.StartDecoding(3);
            Near.Check(all.select(1, 4), decoding.Advance(ids.narrow(1, 0, 5)), 1e-5, "the prompt");
            Near.Check(all.select(1, 5), decoding.Advance(ids.narrow(1, 5, 1)), 1e-5, "one token");
            Near.Check(all.select(1, 8), decoding.Advance(ids.narrow(1, 6, 3)), 1e-5, "three tokens");
            decoding.KeepRows(kept);
            Near.Check(all.select(1, 9).index_select(0, kept), decoding.Advance(ids.narrow(1, 9, 1)
                .index_select(0, kept)), 1e-5, "other rows");
        }
    }

    [Fact]
    public void Text_with_and_without_a_cache_is_the_same_for_both_GPTs()
    {
        random.manual_seed(3);
        using Gpt2ForLanguageModel second = new(Gpt2Config.Tiny(30));
        using GptForLanguageModel first = new(GptConfig.Tiny(30));
        second.eval();
        first.eval();
        int[][] prompts = [[1, 2, 3], [4, 5, 6]];
        int[][] Write(IDecodingState decoding)
        {
            using (decoding)
            {
                return Sampling.Generate(decoding, prompts, 40, new SamplingOptions { TopP = 0.9, Seed = 7 });
            }
        }

        Assert.Equal(Write(new WindowedDecoding(second.call, 2)), Write(second.StartDecoding(2)));
        Assert.Equal(Write(new WindowedDecoding(first.call, 2)), Write(first.StartDecoding(2)));
        using WindowedDecoding windowed = new(second.call, 2, window: 8);
        // beyond the 64 positions
        Assert.All(
            Sampling.Generate(windowed, prompts, 80, new SamplingOptions()), text => Assert.Equal(80, text.Length));
        // With a cache the text ends at the last position: the last token drawn is not read.
        using IDecodingState cached = second.StartDecoding(2);
        Assert.All(
            Sampling.Generate(cached, prompts, 80, new SamplingOptions()), text => Assert.Equal(62, text.Length));
    }

    [Fact]
    public void Writing_keeps_no_tensor_alive()
    {
        using Gpt2ForLanguageModel model = new(Gpt2Config.Tiny(30));
        model.eval();
        void Write()
        {
            using IDecodingState decoding = model.StartDecoding(2);
            Sampling.Generate(decoding, [[1], [2]], 20, new SamplingOptions());
        }

        Write();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Write();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void Published_files_and_files_of_linear_layers_are_read()
    {
        string path = Path.GetTempFileName();
        using DisposeScope scope = NewDisposeScope();
        Gpt2ForLanguageModel saved = new(Gpt2Config.Tiny(30)),
            loaded = new(Gpt2Config.Tiny(30)), turned = new(Gpt2Config.Tiny(30));
        Tensor ids = randint(30, [1, 9], dtype: ScalarType.Int64);
        saved.eval();
        Dictionary<string, Tensor> file = saved.state_dict()
            .ToDictionary(pair => pair.Key["transformer.".Length..], pair => pair.Value);
        file["h.0.attn.bias"] = ones(1, 1, 64, 64);
        SafetensorsWriter.Write(path, file);
        Assert.True(Checkpoint.Load(loaded, path, Gpt2Weights.Published).IsComplete);
        loaded.eval();
        Near.Check(saved.call(ids), loaded.call(ids), 0);

        string[] conv = ["attn.c_attn.weight", "attn.c_proj.weight", "mlp.c_fc.weight", "mlp.c_proj.weight"];
        Dictionary<string, Tensor> linear = saved.state_dict().ToDictionary(
            pair => pair.Key,
            pair => conv.Any(ending => pair.Key.EndsWith(ending, StringComparison.Ordinal))
                ? pair.Value.t().contiguous()
                : pair.Value);
        linear["lm_head.weight"] = saved.Transformer.Words;
        SafetensorsWriter.Write(path, linear);
        Assert.Throws<CheckpointException>(() => Checkpoint.Load(turned, path, Gpt2Weights.Published));
        Assert.True(Checkpoint.Load(turned, path, Gpt2Weights.FromLinear).IsComplete);
        turned.eval();
        Near.Check(saved.call(ids), turned.call(ids), 0);
        File.Delete(path);
    }

    [Fact]
    public void The_published_model_continues_a_sentence()
    {
        string path = RealData.Find("models", "gpt2", "model.safetensors");
        using Gpt2ForLanguageModel model = Gpt2Weights.Load(Path.GetDirectoryName(path)!);
        model.eval();
        using IDecodingState decoding = model.StartDecoding(1);
        // "My name is" → " John"
        Assert.Equal(1757, Sampling.Generate(decoding, [[3666, 1438, 318]], 1, SamplingOptions.Greedy)[0][0]);
    }

    [Fact]
    public void Bad_input_is_told()
    {
        using Gpt2Model model = new(Gpt2Config.Tiny(30));
        using Tensor longer = zeros(1, 65, dtype: ScalarType.Int64);
        Assert.Contains(
            "has 64 positions. Received 65 tokens",
            Assert.Throws<ArgumentException>(() => model.call(longer)).Message,
            StringComparison.Ordinal);
        string all = Assert.Throws<ArgumentException>(
            () => new Gpt2Model(Gpt2Config.Tiny(30) with { Width = 63, Dropout = 1, Band = 0 })).Message;
        Assert.All(["Width", "Dropout", "Band"], name => Assert.Contains(name, all, StringComparison.Ordinal));
    }
}
