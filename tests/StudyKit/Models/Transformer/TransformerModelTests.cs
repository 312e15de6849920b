using StudyKit.Generation;
using StudyKit.Models.Transformer;
using StudyKit.Nn.Losses;
using StudyKit.Nn.Normalization;
using StudyKit.Nn.Residual;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Transformer;

[Collection(TorchCollection.Name)]
public sealed class TransformerModelTests
{
    private static readonly TransformerConfig Prime = new()
    {
        VocabularySize = 23,
        Width = 22,
        Heads = 2,
        EncoderLayers = 2,
        DecoderLayers = 3,
        FeedForwardWidth = 13,
        Dropout = 0,
    };

    public static TheoryData<string> Variants =>
    [
        "post", "pre", "batch", "no norm", "learned", "no positions", "d_k 5, d_v 7", "no ffn", "no residual",
        "unscaled", "attention dropout", "no encoder",
    ];

    [Theory]
    [InlineData(37_000, 63_082_496)]
    [InlineData(8_000, 48_234_496)]
    public void The_base_model_has_the_parameters_of_the_paper(int vocabulary, long parameters) =>
        Assert.Equal(parameters, Parameters(TransformerConfig.Base(vocabulary)));

    [Fact]
    public void The_big_model_is_near_213_million() =>
        Assert.Equal(214_245_376, Parameters(TransformerConfig.Big(37_000)));

    [Theory]
    [InlineData(16, 7_091_712)] // Table 3 (B): 58M against 65M
    [InlineData(32, 4_727_808)] // 60M against 65M
    public void Narrower_keys_take_parameters_from_the_projections_only(int keyWidth, long fewer)
    {
        // Each of the 18 attentions loses 2 projections × 8 heads × (64 − d_k) rows of 512 weights and one bias.
        Assert.Equal(fewer, 18L * 2 * 8 * (64 - keyWidth) * 513);
        Assert.Equal(63_082_496 - fewer, Parameters(TransformerConfig.Base(37_000) with { KeyWidth = keyWidth }));
    }

    [Fact]
    public void Pre_norm_adds_two_final_norms() =>
        Assert.Equal(
            63_082_496 + 2 * 2 * 512,
            Parameters(TransformerConfig.Base(37_000) with { NormPlacement = NormPlacement.Before }));

    [Fact]
    public void Names_and_shapes_of_the_small_model() =>
        Golden.Verify(
            StateDictText.Of(MetaDevice.Build(() => new TransformerModel(TransformerConfig.Small(8_000)))),
            "Models/transformer-small.txt");

    [Fact]
    public void Names_and_shapes_of_the_base_model() =>
        Golden.Verify(
            StateDictText.Of(MetaDevice.Build(() => new TransformerModel(TransformerConfig.Base(37_000)))),
            "Models/transformer-base.txt");

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_variant_scores_every_token_and_its_gradient_reaches_every_parameter(string variant)
    {
        using TransformerModel model = Build(variant);
        using DisposeScope scope = NewDisposeScope();
        (Tensor source, Tensor target) = Batch();
        Tensor logits = model.call(source, target);
        Assert.Equal([3, 5, 23], logits.shape);

        LabelSmoothedCrossEntropy.Mean(logits.view(-1, 23), randint(1, 23, [15])).backward();
        Assert.All(model.named_parameters(), p =>
            Assert.True(p.parameter.grad is { } g && g.abs().sum().item<float>() > 0, $"{p.name} got no gradient"));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Writing_token_by_token_scores_as_reading_at_once(string variant)
    {
        using TransformerModel model = Build(variant);
        model.eval();
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor source, Tensor target) = Batch();
        Tensor expected = model.call(source, target);

        using IDecodingState state = model.StartDecoding(source);
        Near.Check(expected[.., 1], state.Advance(target[.., ..2]), 1e-5);
        for (int t = 2; t < 4; t++) Near.Check(expected[.., t], state.Advance(target[.., t..(t + 1)]), 1e-5);
        state.KeepRows(tensor(new long[] { 2, 0, 0, 1 }));
        Assert.Equal(4, state.Rows);
        Tensor last = state.Advance(target.index_select(0, tensor(new long[] { 2, 0, 0, 1 }))[.., 4..5]);
        Near.Check(expected.index_select(0, tensor(new long[] { 2, 0, 0, 1 }))[.., 4], last, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_token_does_not_change_what_stands_before_it(string variant)
    {
        using TransformerModel model = Build(variant);
        model.eval();
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor source, Tensor target) = Batch();
        Tensor before = model.call(source, target);
        target[.., 3] = 22;
        Tensor after = model.call(source, target);
        Assert.Equal(0, (before - after)[.., ..3].abs().max().item<float>());

        // Without shortcuts all source vectors have become alike by then (rank collapse), and attention returns the
        // same for any query.
        if (variant != "no residual") Assert.True((before - after)[.., 3].abs().max().item<float>() > 1e-4);
    }

    [Fact]
    public void Without_the_causal_mask_the_future_leaks()
    {
        using TransformerModel model = new(Prime with { CausalMask = false });
        model.eval();
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor source, Tensor target) = Batch();
        Tensor before = model.call(source, target);
        target[.., 3] = 22;
        Assert.True((before - model.call(source, target))[.., 0].abs().max().item<float>() > 1e-4);
        using TransformerModel training = new(Prime);
        Assert.Contains(
            "Call eval() first",
            Assert.Throws<InvalidOperationException>(() => training.StartDecoding(source)).Message);
        Assert.Contains(
            "CausalMask = true", Assert.Throws<InvalidOperationException>(() => model.StartDecoding(source)).Message);
    }

    [Fact]
    public void Padding_of_the_source_changes_nothing()
    {
        using TransformerModel model = new(Prime);
        model.eval();
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor source = tensor(new long[,] { { 4, 5, 6 } }),
            padded = tensor(new long[,] { { 4, 5, 6, 0, 0 } }), target = tensor(new long[,] { { 1, 7 } });
        Near.Check(model.call(source, target), model.call(padded, target), 1e-5);
    }

    [Fact]
    public void One_step_of_gradient_descent_moves_the_shared_embedding_once()
    {
        using TransformerModel model = new(Prime);
        using DisposeScope scope = NewDisposeScope();
        using torch.optim.Optimizer optimizer = optim.SGD(model.parameters(), 1);
        (Tensor source, Tensor target) = Batch();
        model.call(source, target).square().mean().backward();
        (_, TorchSharp.Modules.Parameter weight) =
            Assert.Single(model.named_parameters(), p => p.name == "embedding.weight");
        Tensor before = weight.detach().clone(), gradient = weight.grad!.clone();
        optimizer.step();
        Near.Check(before - gradient, weight, 1e-6);
    }

    [Fact]
    public void A_model_moves_to_64_bits_and_to_another_device_whole()
    {
        using TransformerModel model = Build("batch");
        using DisposeScope scope = NewDisposeScope();
        (Tensor source, Tensor target) = Batch();
        model.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, model.call(source, target).dtype);
        model.to(META);
        Assert.All(model.state_dict(), pair => Assert.Equal(DeviceType.META, pair.Value.device_type));
    }

    [Fact]
    public void Ten_training_steps_leave_no_tensor_behind()
    {
        using TransformerModel model = new(Prime);
        (Tensor source, Tensor target) = Batch();
        Step(); // the first creates the gradients
        DisposeScopeManager.Statistics.Reset();
        for (int i = 0; i < 10; i++) Step();
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Step()
        {
            using DisposeScope scope = NewDisposeScope();
            model.zero_grad();
            model.call(source, target).square().mean().backward();
            model.eval();
            using IDecodingState state = model.StartDecoding(source);
            state.Advance(target);
            state.KeepRows(tensor(new long[] { 1 }));
            model.train();
        }
    }

    [Fact]
    public void A_call_that_throws_leaves_gradients_on_and_no_scope_open()
    {
        using TransformerModel model = new(Prime);
        using Tensor source = ones(2, 3, ScalarType.Int64), target = ones(3, 3, ScalarType.Int64);
        ArgumentException error = Assert.Throws<ArgumentException>(() => model.call(source, target));
        Assert.StartsWith("target must have shape [B=2, T]. Received [3, 3].", error.Message);
        TorchState.IsClean();
    }

    [Fact]
    public void Sentences_are_written_the_same_in_a_batch_and_alone()
    {
        random.manual_seed(11);
        using TransformerModel model = new(TransformerConfig.Tiny(23));
        model.eval();
        using Tensor batch = tensor(new long[,] { { 4, 5, 6, 7, 2 }, { 8, 2, 0, 0, 0 }, { 9, 10, 11, 2, 0 } });
        (string[] greedy, string[] beam) = (Write(batch, 1), Write(batch, 3));
        for (int row = 0; row < 3; row++)
        {
            int length = row switch { 0 => 5, 1 => 2, _ => 4 };
            using Tensor alone = batch[row..(row + 1), ..length];
            Assert.Equal(greedy[row], Write(alone, 1).Single());
            Assert.Equal(beam[row], Write(alone, 3).Single());
        }

        TorchState.IsClean();

        string[] Write(Tensor source, int beams)
        {
            using IDecodingState state = model.StartDecoding(source);
            return beams == 1
                ? [.. GreedySearch.Generate(state, 1, 2, 12).Select(tokens => string.Join(' ', tokens))]
                : [.. BeamSearch.Generate(state, 1, 2, 12, beams).Select(best => string.Join(' ', best.Tokens))];
        }
    }

    [Fact]
    public void All_errors_of_a_configuration_are_told_at_once()
    {
        TransformerConfig config =
            new() { VocabularySize = 5, Width = 15, Heads = 4, Dropout = 1, PaddingToken = 5, DecoderLayers = 0 };
        ArgumentException error = Assert.Throws<ArgumentException>(config.Validate);
        Assert.Equal("""
            This Transformer cannot be built:
              DecoderLayers must be positive. Received 0.
              Width must be a multiple of Heads = 4, or KeyWidth and ValueWidth be given. Received 15.
              Dropout must lie between 0 and 1. Received 1.
              PaddingToken must be a token, from 0 to 4. Received 5.
              Width must be even for sinusoidal positions. Received 15.
            """, error.Message);
    }

    private static TransformerModel Build(string variant)
    {
        random.manual_seed(7);
        return new TransformerModel(variant switch
        {
            "post" => Prime,
            "pre" => Prime with { NormPlacement = NormPlacement.Before },
            "batch" => Prime with { Norm = NormKind.Batch },
            "no norm" => Prime with { Norm = NormKind.None },
            "learned" => Prime with { Positions = PositionKind.Learned, LearnedPositions = 7 },
            "no positions" => Prime with { Positions = PositionKind.None },
            "d_k 5, d_v 7" => Prime with { KeyWidth = 5, ValueWidth = 7 },
            "no ffn" => Prime with { FeedForwardWidth = 0 },
            "no residual" => Prime with { Residual = false },
            "unscaled" => Prime with { ScaledScores = false },
            "attention dropout" => Prime with { AttentionDropout = 0.5 },
            "no encoder" => Prime with { EncoderLayers = 0 },
            _ => throw new ArgumentException(variant),
        });
    }

    // B=3, S=7, T=5; the last source ends in padding.
    private static (Tensor Source, Tensor Target) Batch() =>
        (tensor(new long[,] { { 4, 5, 6, 7, 8, 9, 2 }, { 10, 11, 12, 13, 14, 15, 2 }, { 16, 17, 18, 2, 0, 0, 0 } }),
         tensor(new long[,] { { 1, 3, 4, 5, 6 }, { 1, 7, 8, 9, 10 }, { 1, 11, 12, 13, 14 } }));

    private static long Parameters(TransformerConfig config) =>
        MetaDevice.Build(() => new TransformerModel(config)).parameters().Sum(p => p.numel());
}
