using StudyKit.Models.Baselines.Recurrent;
using StudyKit.Models.Baselines.Sequence;
using StudyKit.Models.Transformer;
using StudyKit.Nn.Attention;
using StudyKit.Probes;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Probes;

[Collection(TorchCollection.Name)]
public sealed class PathLengthTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    public void Attention_reaches_any_distance_at_once(int distance)
    {
        using MultiHeadAttention attention = new(6, 2);
        Assert.Equal(
            1, PathLength.Shortest((times, x) => Repeat(times, x, y => attention.call(y, y, y, null)), distance, 6, 3));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(13, 7)]
    public void A_causal_convolution_over_three_places_moves_two_at_a_time(int distance, int expected)
    {
        using var conv = nn.Conv1d(6, 6, 3);
        Tensor Apply(int times, Tensor x) =>
            Repeat(times, x, y => conv.call(nn.functional.pad(y.transpose(1, 2), [2, 0])).transpose(1, 2));
        Assert.Equal(expected, PathLength.Shortest(Apply, distance, 6, 20));
        Assert.Null(PathLength.Shortest(Apply, distance, 6, expected - 1));
    }

    [Fact]
    public void Sequential_operations_grow_with_the_length_only_in_a_recurrent_model()
    {
        using TransformerModel transformer = new(TransformerConfig.Tiny(23));
        using Seq2SeqGru recurrent = new(new BaselineConfig { VocabularySize = 23 });
        Assert.Equal(Operations(transformer, transformer.call, 5), Operations(transformer, transformer.call, 11));
        // Two bidirectional layers of S steps each way, and the decoder's T cells with their T queries.
        long few = Operations(recurrent, recurrent.call, 5), many = Operations(recurrent, recurrent.call, 11);
        Assert.Equal(6 * (4 + 2), many - few);
    }

    private static long Operations(nn.Module model, Func<Tensor, Tensor, Tensor> call, int length)
    {
        using SequentialOperations probe = new(model);
        using DisposeScope scope = NewDisposeScope();
        Tensor tokens = ones(1, length, ScalarType.Int64);
        call(tokens, tokens);
        return probe.Count;
    }

    private static Tensor Repeat(int times, Tensor x, Func<Tensor, Tensor> layer)
    {
        for (int i = 0; i < times; i++) x = layer(x);
        return x;
    }
}
