using StudyKit.Models;
using StudyKit.Models.Baselines.Recurrent;
using StudyKit.Models.Gpt;
using StudyKit.Models.Heads;
using StudyKit.Tasks;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Baselines;

[Collection(TorchCollection.Name)]
public sealed class LstmLanguageModelTests
{
    private static readonly LstmConfig Prime =
        new() { VocabularySize = 23, Width = 7, Units = 11, Layers = 2, Dropout = 0 };

    [Fact]
    public void Names_and_shapes() => Golden.Verify(
        StateDictText.Of(MetaDevice.Build(() => new LstmForTask(Prime, TaskHead.Sentence(3)))),
        "Models/lstm-language-model.txt");

    [Fact]
    public void Every_token_is_scored_and_gradient_reaches_every_parameter()
    {
        using LstmForTask model = new(Prime, TaskHead.Sentence(3));
        using (DisposeScope scope = NewDisposeScope())
        {
            Tensor ids = randint(23, [5, 2, 13], dtype: ScalarType.Int64),
                extract = full([5, 2], 12, dtype: ScalarType.Int64);
            Assert.Equal([10, 13, 23], model.Reader.call(ids.flatten(0, 1)).shape);
            Assert.Equal([5, 3], model.call(ids, extract).shape);
            var (loss, task, language) = model.Losses(ids, extract, zeros(5, dtype: ScalarType.Int64));
            Near.Check(task + 0.5 * language, loss, 1e-6);
            loss.backward();
            Assert.All(model.named_parameters(), p =>
                Assert.True(p.parameter.grad is { } g && g.abs().sum().item<float>() > 0, $"{p.name} got no gradient"));
        }

        TorchState.IsClean();
    }

    [Fact]
    public void A_later_token_moves_no_earlier_logit_and_an_earlier_one_may()
    {
        using LstmLanguageModel model = new(Prime);
        model.eval();
        using DisposeScope scope = NewDisposeScope();
        Tensor ids = randint(1, 22, [3, 5], dtype: ScalarType.Int64), before = model.call(ids);
        for (int changed = 0; changed < 5; changed++)
        {
            Tensor other = ids.clone();
            other[.., changed] = (other[.., changed] + 1) % 23;
            Tensor moved = (model.call(other) - before).abs().amax([0, 2]);
            if (changed > 0) Assert.Equal(0, moved[..changed].max().item<float>());
            Assert.True(moved[changed..].min().item<float>() > 1e-9, $"token {changed} does not reach all that follow");
        }
    }

    [Fact]
    public void A_handful_of_rows_is_learned_by_heart()
    {
        random.manual_seed(3);
        using LstmLanguageModel model = new(Prime with { Width = 24, Units = 32, Layers = 1 });
        using var adam = optim.Adam(model.parameters(), 0.02);
        using Tensor rows = tensor(new long[,] { { 1, 4, 5, 6, 2 }, { 3, 6, 5, 4, 2 }, { 7, 7, 8, 9, 2 } });
        double reached = double.MaxValue;
        for (int step = 0; step < 300 && reached > 0.03; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            adam.zero_grad();
            Tensor loss = model.Loss(rows);
            loss.backward();
            adam.step();
            reached = loss.item<float>();
        }

        Assert.InRange(reached, 0, 0.03);
    }

    [Fact]
    public void What_was_learned_is_taken_over_but_for_the_last_tokens()
    {
        using LstmLanguageModel from = new(Prime), to = new(Prime with { Dropout = 0.3 });
        using Tensor fresh = to.Words.detach().clone();
        to.TakeFrom(from, fresh: 3);
        Near.Check(from.Words[..20], to.Words[..20], 0);
        Near.Check(fresh[20..], to.Words[20..], 0);
        Assert.All(from.named_parameters().Where(p => p.name != "tokens_embed.weight").Zip(to.named_parameters().Where(
            p => p.name != "tokens_embed.weight")), both => Near.Check(both.First.parameter, both.Second.parameter, 0));
        using LstmLanguageModel wider = new(Prime with { Units = 13 });
        Assert.Throws<ArgumentException>(() => wider.TakeFrom(from));
        Assert.Throws<ArgumentException>(() => new LstmLanguageModel(Prime with { Units = 0 }));
    }

    [Fact]
    public void Gpt_takes_over_so_many_layers_as_asked()
    {
        GptConfig config = GptConfig.Tiny(30);
        using GptModel from = new(config);
        for (int layers = 0; layers <= 2; layers++)
        {
            using GptModel to = new(config);
            Dictionary<string, Tensor> theirs = from.state_dict(), ours = to.state_dict();
            bool Same(string key) => ours[key].allclose(theirs[key], 0, 0);
            using (no_grad())
            {
                foreach (var p in from.parameters()) p.add_(0.01);
            }

            using Tensor own = to.Words.detach().clone();
            to.TakeFrom(from, layers, fresh: 2);
            Near.Check(from.Words[..28], to.Words[..28], 0);
            Near.Check(own[28..], to.Words[28..], 0);
            Assert.True(Same("positions_embed.weight"));
            Assert.Equal(layers >= 1, Same("h.0.attn.c_attn.weight"));
            Assert.Equal(layers >= 2, Same("h.1.mlp.c_proj.bias"));
        }

        using GptModel other = new(config with { Width = 32 });
        Assert.Throws<ArgumentException>(() => other.TakeFrom(from));
        Assert.Throws<ArgumentOutOfRangeException>(() => from.TakeFrom(from, 3));
    }

    [Fact]
    public void Many_tasks_share_the_model_and_keep_layers_of_their_own()
    {
        using DisposeScope scope = NewDisposeScope();
        GptForManyTasks model = new(GptConfig.Tiny(30), TaskHead.Sentence(), TaskHead.Choice, TaskHead.Sentence(5));
        model.eval();
        Tensor ids = randint(30, [3, 2, 7], dtype: ScalarType.Int64),
            extract = full([3, 2], 6, dtype: ScalarType.Int64);
        Assert.Equal([3, 2], model[0].call(ids, extract).shape);
        Assert.Equal([3, 2], model[1].call(ids, extract).shape);
        Assert.Equal([3, 5], model[2].call(ids, extract).shape);
        IFineTuned third = model[2];
        third.Losses(ids, extract, zeros(3, dtype: ScalarType.Int64)).Loss.backward();
        Assert.Equal(
            ["classifiers.0.bias", "classifiers.0.weight", "classifiers.1.bias", "classifiers.1.weight"],
            model.named_parameters().Where(p => p.parameter.grad is null).Select(p => p.name).Order());
        Assert.Throws<ArgumentOutOfRangeException>(() => model[3]);
        Assert.Throws<ArgumentException>(() => new GptForManyTasks(GptConfig.Tiny(30)));
    }
}
