using StudyKit.Models.Baselines.Elmo;
using StudyKit.Models.Bert;
using StudyKit.Models.Gpt;
using StudyKit.Models.Heads;
using StudyKit.Runtime;
using StudyKit.Tasks;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Heads;

[Collection(TorchCollection.Name)]
public sealed class BertForTaskTests
{
    private static readonly BertConfig Config =
        BertConfig.Tiny(23) with { Width = 12, Heads = 3, FeedForwardWidth = 20, Positions = 16 };

    [Theory]
    [InlineData(TaskKind.Sentence, 0, "5x3")]
    [InlineData(TaskKind.Sentence, 7, "5x3")]
    [InlineData(TaskKind.Tokens, 0, "5x11x3")]
    [InlineData(TaskKind.Answer, 7, "5x11x2")]
    public void Each_head_gives_its_shape_and_learns(TaskKind head, int units, string shape)
    {
        using DisposeScope scope = NewDisposeScope();
        Seeds.SetAll(1);
        BertForTask model = new(Config, TaskHead.Of(head, 3), units);
        (Tensor ids, Tensor real) = Rows();
        Tensor scores = model.call(ids, null, real);
        Assert.Equal(shape, string.Join('x', scores.shape));
        Tensor labels = head switch
        {
            TaskKind.Sentence => tensor(new long[] { 0, 1, 2, 0, 1 }),
            TaskKind.Tokens => where(real, ones_like(ids), full_like(ids, -100)),
            _ => ones([5, 2], dtype: ScalarType.Int64),
        };
        model.Loss(scores, labels).backward();
        Assert.DoesNotContain(
            model.named_parameters(),
            entry => entry.parameter.grad is null && !entry.name.Contains("pooler", StringComparison.Ordinal));
    }

    [Fact]
    public void A_layer_over_the_extract_token_serves_sequences_and_choices_only()
    {
        string message = Assert.Throws<ArgumentException>(
            () => new GptForTask(GptConfig.Tiny(30), TaskHead.Tokens(3))).Message;
        Assert.StartsWith(
            "A layer over the extract token gives one answer a sequence: TaskHead.Sentence or TaskHead.Choice. " +
            "Received Tokens;", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TaskHead.Sentence(1));
    }

    [Fact]
    public void Choices_are_scored_one_by_one_and_padding_changes_nothing()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (TaskKind head in Enum.GetValues<TaskKind>())
        {
            foreach (bool left in new[] { false, true })
            {
                Seeds.SetAll(2);
                BertForTask model = new(Config with { LeftToRight = left }, TaskHead.Of(head, 3), left ? 5 : 0);
                model.eval();
                (Tensor ids, Tensor real) = Rows();
                Tensor wider = cat([ids, ones([5, 3], dtype: ScalarType.Int64)], 1),
                    widerReal = cat([real, zeros([5, 3], dtype: ScalarType.Bool)], 1);
                Tensor Score(Tensor rows, Tensor marks) => head is TaskKind.Choice
                    ? model.call(stack([rows, rows.flip(0)], 1), null, stack([marks, marks.flip(0)], 1))
                    : model.call(rows, null, marks);
                Tensor a = Score(ids, real), b = Score(wider, widerReal);
                if (head is TaskKind.Choice) Assert.Equal([5, 2], a.shape);
                if (a.dim() == 3)
                {
                    Tensor keep = real.unsqueeze(-1).to(ScalarType.Float32);
                    (a, b) = (a * keep, b.narrow(1, 0, 11) * keep);
                }

                Assert.InRange((a - b).abs().max().ToDouble(), 0, 1e-5);
            }
        }
    }

    [Fact]
    public void Weights_are_taken_over_whole_and_only_from_the_same_size()
    {
        using DisposeScope scope = NewDisposeScope();
        Seeds.SetAll(3);
        BertForPreTraining learned = new(Config);
        BertForTask model = new(Config, TaskHead.Tokens(3));
        model.TakeFrom(learned.Bert);
        Assert.All(
            learned.Bert.named_parameters().Zip(model.Bert.named_parameters()),
            pair => Assert.True(pair.First.parameter.equal(pair.Second.parameter).all().ToBoolean()));
        foreach (BertConfig other in new[] { Config with { Width = 6 }, Config with { Layers =
            Config.Layers + 1 }, Config with { Heads = 1 }, Config with { Positions = Config.Positions + 1 } })
            Assert.Contains("same sizes", Assert.Throws<ArgumentException>(() =>
                new BertForTask(other, TaskHead.Tokens(3)).TakeFrom(learned.Bert)).Message, StringComparison.Ordinal);
        Assert.Contains(
            $"Received {Config.VocabularySize};",
            Assert.Throws<ArgumentException>(
                () => model.call(full([1, 3], Config.VocabularySize, ScalarType.Int64), null, null)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_token_is_predicted_from_the_left_only()
    {
        using DisposeScope scope = NewDisposeScope();
        Seeds.SetAll(4);
        BertForPreTraining model = new(Config with { LeftToRight = true });
        model.eval();
        (Tensor ids, Tensor real) = Rows();
        Tensor scores = model.Predict(model.Bert.call(ids, null, real)).log_softmax(-1);
        double sum = 0, count = 0;
        for (int row = 0; row < 5; row++)
        {
            for (int t = 1; t < 11; t++)
            {
                if (!real[row, t].ToBoolean()) continue;
                sum -= scores[row, t - 1, ids[row, t].ToInt64()].ToDouble();
                count++;
            }
        }

        Assert.Equal(sum / count, model.NextTokenLoss(ids, null, real).ToDouble(), 5);
        Assert.Throws<InvalidOperationException>(() => new BertForPreTraining(Config).NextTokenLoss(ids, null, real));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Features_become_labels_whatever_the_padding_holds(bool tokens)
    {
        using DisposeScope scope = NewDisposeScope();
        Seeds.SetAll(5);
        FeatureReader reader = new(3, 13, 7, 5, tokens);
        reader.eval();
        Tensor features = randn(2, 3, 11, 13), real = tensor(new[] { 11L, 6L }).unsqueeze(1).gt(arange(11));
        Tensor scores = reader.call(features, real),
            other = reader.call(where(real.view(2, 1, 11, 1), features, full_like(features, 9)), real);
        Assert.Equal(tokens ? [2, 11, 5] : [2, 5], scores.shape);
        Tensor keep = tokens ? real.unsqueeze(-1).to(ScalarType.Float32) : ones(1);
        Assert.InRange(((scores - other) * keep).abs().max().ToDouble(), 0, 1e-5);
        Assert.Equal([1.0 / 3, 1.0 / 3, 1.0 / 3], reader.Shares().data<float>()
            .Select(share => Math.Round((double)share, 6)).Select(share => share == 0.333333 ? 1.0 / 3 : share));
    }

    private static (Tensor Ids, Tensor Real) Rows() =>
        (randint(5, 23, [5, 11], dtype: ScalarType.Int64), tensor(new long[] { 11, 7, 5, 9, 11 })
            .unsqueeze(1).gt(arange(11)));
}
