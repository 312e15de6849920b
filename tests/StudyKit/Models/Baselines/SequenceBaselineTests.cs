using StudyKit.Generation;
using StudyKit.Models;
using StudyKit.Models.Baselines.Convolutional;
using StudyKit.Models.Baselines.NeuralGpu;
using StudyKit.Models.Baselines.Recurrent;
using StudyKit.Models.Baselines.Sequence;
using StudyKit.Nn.Attention;
using StudyKit.Nn.Losses;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Baselines;

/// <summary>What every model that translates must hold to, tried on each of the Transformer's predecessors.</summary>
[Collection(TorchCollection.Name)]
public sealed class SequenceBaselineTests
{
    private static readonly BaselineConfig Prime = new() { VocabularySize = 23, Width = 22, Layers = 2, Dropout = 0 };

    public static TheoryData<string> All => ["gru", "convs2s", "bytenet", "neural gpu"];

    public static TheoryData<string, string> Goldens => new()
    {
        { "gru", "Models/seq2seq-gru.txt" },
        { "convs2s", "Models/convs2s.txt" },
        { "bytenet", "Models/bytenet.txt" },
        { "neural gpu", "Models/extended-neural-gpu.txt" },
    };

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Names_and_shapes(string model, string golden) =>
        Golden.Verify(StateDictText.Of(MetaDevice.Build(() => Build(model, Prime))), golden);

    [Theory]
    [MemberData(nameof(All))]
    public void Every_token_is_scored_and_gradient_reaches_every_parameter(string name)
    {
        using SequenceBaseline model = Build(name, Prime);
        using (DisposeScope scope = NewDisposeScope())
        {
            (Tensor source, Tensor target) = Batch();
            Tensor logits = model.call(source, target);
            Assert.Equal([3, 5, 23], logits.shape);
            Near.Check(logits, model.Logits(model.Hidden(source, target)), 1e-5);
            LabelSmoothedCrossEntropy.Mean(logits.reshape(-1, 23), randint(1, 23, [15])).backward();
            Assert.All(model.named_parameters(), p =>
                Assert.True(p.parameter.grad is { } g && g.abs().sum().item<float>() > 0, $"{p.name} got no gradient"));
        }

        TorchState.IsClean();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_later_target_token_moves_no_earlier_logit_and_any_source_token_may(string name)
    {
        using SequenceBaseline model = Build(name, Prime);
        model.eval();
        using DisposeScope scope = NewDisposeScope();
        (Tensor source, Tensor target) = Batch();
        Tensor before = model.call(source, target);
        for (int changed = 1; changed < 5; changed++)
        {
            Tensor other = target.clone();
            other[.., changed] = (other[.., changed] + 1) % 20 + 3;
            Tensor moved = (model.call(source, other) - before).abs().amax([0, 2]);
            Assert.Equal(0, moved[..changed].max().item<float>());
            Assert.True(moved[changed].item<float>() > 1e-4, $"token {changed} does not reach its own prediction");
        }

        for (int changed = 0; changed < 7; changed++)
        {
            Tensor other = source.clone();
            other[0, changed] = (other[0, changed] + 1) % 20 + 3;
            Assert.True(
                (model.call(other, target) - before)[0, 4].abs().max().item<float>() > 1e-7,
                $"source token {changed} does not reach the fifth prediction");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_sentence_is_read_alone_as_among_longer_ones(string name)
    {
        using SequenceBaseline model = Build(name, Prime);
        model.eval();
        using DisposeScope scope = NewDisposeScope();
        (Tensor source, Tensor target) = Batch();
        Tensor together = model.call(source, target)[1];
        Tensor alone = model.call(source[1..2, ..4], target[1..2])[0];
        Near.Check(alone, together, 1e-5);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Writing_token_by_token_gives_the_logits_of_reading_at_once(string name)
    {
        using SequenceBaseline model = Build(name, Prime);
        using (DisposeScope scope = NewDisposeScope())
        {
            (Tensor source, Tensor target) = Batch();
            Assert.Contains(
                "Call eval() first",
                Assert.Throws<InvalidOperationException>(() => model.StartDecoding(source)).Message);
            model.eval();
            Tensor expected = model.call(source, target);
            using IDecodingState state = model.StartDecoding(source);
            Near.Check(expected[.., 1], state.Advance(target[.., ..2]), 1e-5);
            Near.Check(expected[.., 2], state.Advance(target[.., 2..3]), 1e-5);
            Tensor rows = tensor(new long[] { 2, 0, 0 });
            state.KeepRows(rows);
            Assert.Equal(3, state.Rows);
            Near.Check(
                expected.index_select(0, rows)[.., 3], state.Advance(target.index_select(0, rows)[.., 3..4]), 1e-5);
        }

        TorchState.IsClean();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_handful_of_pairs_is_learned_by_heart(string name)
    {
        random.manual_seed(5);
        using SequenceBaseline model = Build(name, Prime with
        {
            Width =
            name == "neural gpu" ? 24 : 32,
            Layers = name switch { "bytenet" => 4, "neural gpu" => 1, _ => 2 }
        });
        using var adam = optim.Adam(model.parameters(), 0.01);
        using Tensor source = tensor(new long[,] { { 4, 5, 6, 2 }, { 6, 5, 4, 2 }, { 7, 7, 8, 2 }, { 9, 4, 2, 0 } });
        using Tensor target =
            tensor(new long[,] { { 1, 14, 15, 16 }, { 1, 16, 15, 14 }, { 1, 18, 17, 17 }, { 1, 14, 19, 2 } });
        using Tensor expected =
            tensor(new long[,] { { 14, 15, 16, 2 }, { 16, 15, 14, 2 }, { 18, 17, 17, 2 }, { 14, 19, 2, 0 } });
        double reached = double.MaxValue;
        for (int step = 0; step < 400 && reached > 0.05; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            adam.zero_grad();
            Tensor loss = LabelSmoothedCrossEntropy.Mean(
                model.call(source, target).flatten(0, 1), expected.flatten(), 0, ignored: 0);
            loss.backward();
            adam.step();
            reached = loss.item<float>();
        }

        model.eval();
        using IDecodingState state = model.StartDecoding(source);
        int[][] written = GreedySearch.Generate(state, 1, 2, 6);
        Assert.Equal(["14 15 16", "16 15 14", "18 17 17", "14 19"], written.Select(tokens => string.Join(' ', tokens)));
    }

    [Fact]
    public void Weights_of_attention_are_shown_and_sum_to_one()
    {
        foreach (string name in new[] { "gru", "convs2s" })
        {
            using SequenceBaseline model = Build(name, Prime);
            using DisposeScope scope = NewDisposeScope();
            List<Tensor> seen = [];
            foreach (IAttentionSource attention in model.modules().Append(model).OfType<IAttentionSource>().Distinct())
            {
                attention.Recorder = weights => seen.Add(weights.detach().MoveToOuterDisposeScope());
            }

            (Tensor source, Tensor target) = Batch();
            model.call(source, target);
            Assert.Equal(name == "gru" ? 1 : 2, seen.Count);
            Assert.All(seen, weights => Assert.Equal([3, 1, 5, 7], weights.shape));
            Near.Check(ones(3, 1, 5), seen[0].sum(-1), 1e-5);
            Assert.Equal(0, seen[0][1, .., .., 4..].abs().max().item<float>()); // padding
        }
    }

    private static SequenceBaseline Build(string name, BaselineConfig config) => name switch
    {
        "gru" => new Seq2SeqGru(config),
        "convs2s" => new ConvS2S(config),
        "bytenet" => new ByteNet(config),
        _ => new ExtendedNeuralGpu(config),
    };

    private static (Tensor Source, Tensor Target) Batch() => (
        tensor(new long[,] { { 4, 5, 6, 7, 8, 9, 2 }, { 10, 11, 12, 2, 0, 0, 0 }, { 13, 14, 15, 16, 17, 2, 0 } }),
        tensor(new long[,] { { 1, 3, 4, 5, 6 }, { 1, 7, 8, 9, 0 }, { 1, 9, 8, 7, 6 } }));
}
