using StudyKit.Checkpoints;
using StudyKit.Models.Bert;
using StudyKit.Models.Heads;
using StudyKit.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Bert;

[Collection(TorchCollection.Name)]
public sealed class BertModelTests
{
    private static long Count(nn.Module module) => module.parameters().Sum(parameter => parameter.numel());

    [Fact]
    public void Published_sizes()
    {
        Assert.Equal(109_482_240, Count(MetaDevice.Build(() => new BertModel(BertConfig.Base))));
        Assert.Equal(335_141_888, Count(MetaDevice.Build(() => new BertModel(BertConfig.Large))));
        Assert.Equal(110_106_428, Count(MetaDevice.Build(() => new BertForPreTraining(BertConfig.Base))));
    }

    [Fact]
    public void Keys_and_shapes_are_those_of_Hugging_Face() =>
        Golden.Verify(
            StateDictText.Of(MetaDevice.Build(() => new BertForPreTraining(BertConfig.Base with { Layers = 2 }))),
            "Models/bert-pretraining-2-layers.txt");

    [Fact]
    public void Heads_of_fine_tuning_have_the_right_shapes_and_every_parameter_learns()
    {
        BertConfig config = BertConfig.Tiny(30);
        using DisposeScope scope = NewDisposeScope();
        Tensor ids = randint(30, [2, 7], dtype: ScalarType.Int64),
            choices = randint(30, [2, 3, 7], dtype: ScalarType.Int64);
        Check(new BertForSequenceClassification(config, 3), ids, [2, 3], "classifier.weight [3, 64], " +
            "classifier.bias [3]");
        Check(new BertForTokenClassification(config, 5), ids, [2, 7, 5], "classifier.weight [5, 64], " +
            "classifier.bias [5]", pooler: false);
        Check(new BertForQuestionAnswering(config), ids, [2, 7, 2], "qa_outputs.weight [2, 64], " +
            "qa_outputs.bias [2]", pooler: false);
        Check(new BertForMultipleChoice(config), choices, [2, 3], "classifier.weight [1, 64], classifier.bias [1]");

        static void Check(
            nn.Module<Tensor, Tensor?, Tensor?, Tensor> model, Tensor ids, long[] shape, string head,
            bool pooler = true)
        {
            // Hugging Face's names: the body under "bert.", with the pooler where the head looks at [CLS], and then the
            // head.
            Dictionary<string, Tensor> state = model.state_dict();
            using BertModel body = new(BertConfig.Tiny(30), pooler);
            Assert.Equal(
                body.state_dict().Keys.Select(key => $"bert.{key}"),
                state.Keys.Where(key => key.StartsWith("bert.", StringComparison.Ordinal)));
            Assert.Equal(
                head, string.Join(", ", state.Where(pair => !pair.Key.StartsWith("bert.", StringComparison.Ordinal))
                    .Select(pair => $"{pair.Key} [{string.Join(", ", pair.Value.shape)}]")));
            Tensor scores = model.call(ids, null, null);
            Assert.Equal(shape, scores.shape);
            scores.square().sum().backward();
            Assert.All(model.named_parameters(), pair => Assert.True(pair.parameter.grad is not null, pair.name));
            model.Dispose();
        }
    }

    [Fact]
    public void Padding_changes_nothing_and_a_left_to_right_model_sees_no_later_token()
    {
        using DisposeScope scope = NewDisposeScope();
        BertModel both = new(BertConfig.Tiny(30)), left = new(BertConfig.Tiny(30) with { LeftToRight = true });
        both.eval();
        left.eval();
        Tensor ids = tensor(new long[] { 1, 5, 6, 7, 0, 0 }).unsqueeze(0), real = ids.ne(0);
        Near.Check(both.call(ids.narrow(1, 0, 4), null, null), both.call(ids, null, real).narrow(1, 0, 4), 1e-5);
        Near.Check(left.call(ids.narrow(1, 0, 3), null, null), left.call(ids, null, null).narrow(1, 0, 3), 1e-5);
        Assert.True((both.call(ids.narrow(1, 0, 3), null, null) - both.call(ids, null, real).narrow(1, 0, 3))
            .abs().max().item<float>() > 1e-3);
        Assert.Equal(3, both.HiddenStates(ids).Count);
        TorchStateAfter();
    }

    [Fact]
    public void Old_files_with_gamma_and_beta_and_a_second_decoder_are_read()
    {
        string path = Path.GetTempFileName();
        using BertForPreTraining saved = new(BertConfig.Tiny(30)), loaded = new(BertConfig.Tiny(30));
        Dictionary<string, Tensor> state = saved.state_dict();
        Dictionary<string, Tensor> old = state.ToDictionary(
            pair => pair.Key.Replace("LayerNorm.weight", "LayerNorm.gamma").Replace("LayerNorm.bias", "LayerNorm.beta"),
            pair => pair.Value);
        using Tensor places = arange(64, dtype: ScalarType.Int64);
        old["cls.predictions.decoder.weight"] = state["bert.embeddings.word_embeddings.weight"];
        old["bert.embeddings.position_ids"] = places;
        SafetensorsWriter.Write(path, old);
        Assert.True(Checkpoint.Load(loaded, path, BertWeights.PreTraining).IsComplete);
        foreach ((string key, Tensor value) in loaded.state_dict()) Near.Check(state[key], value, 0, key);
        using BertModel body = new(BertConfig.Tiny(30));
        Assert.True(Checkpoint.Load(body, path, BertWeights.Body).IsComplete);
        File.Delete(path);
    }

    [Fact]
    public void Bad_input_is_told()
    {
        using BertModel model = new(BertConfig.Tiny(30), pooler: false);
        using Tensor longer = zeros(1, 65, dtype: ScalarType.Int64), x = zeros(1, 2, 64);
        Assert.Contains(
            "has 64 positions. Received 65 tokens",
            Assert.Throws<ArgumentException>(() => model.call(longer, null, null)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => model.Pool(x));
        Assert.Contains(
            "Width must be a multiple of Heads = 5. Received 64.",
            Assert.Throws<ArgumentException>(() => new BertModel(BertConfig.Tiny(30) with { Heads = 5 })).Message,
            StringComparison.Ordinal);
        TorchStateAfter();
    }

    [Fact]
    public void A_config_of_Hugging_Face_is_read()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(
            path,
            """{"architectures":["BertForMaskedLM"],"hidden_size":1024,"num_hidden_layers":24,"num_attention_heads":16,"intermediate_size":4096,"vocab_size":30522,"hidden_act":"gelu"}""");
        Assert.Equal(BertConfig.Large, BertConfig.Load(path));
        File.WriteAllText(path, """{"hidden_act":"relu"}""");
        string message = Assert.Throws<InvalidDataException>(() => BertConfig.Load(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains("Received relu", message, StringComparison.Ordinal);
        File.WriteAllText(path, """{"position_embedding_type":"relative_key"}""");
        Assert.Contains(
            "must be absolute, as in the paper. Received relative_key",
            Assert.Throws<InvalidDataException>(() => BertConfig.Load(path)).Message,
            StringComparison.Ordinal);
        File.Delete(path);
    }

    private static void TorchStateAfter() => Assert.True(is_grad_enabled());
}
