using StudyKit.Generation;
using StudyKit.Models;
using StudyKit.Models.Baselines.Convolutional;
using StudyKit.Models.Baselines.Sequence;
using StudyKit.Models.Transformer;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Transformer;

/// <summary>Models whose positions are learned can write as far as those go, and searches stop there.</summary>
[Collection(TorchCollection.Name)]
public sealed class TransformerDecodingTests
{
    private const int Start = 1, Never = 22, Longest = 7;

    private static readonly TransformerConfig Small = new()
    {
        VocabularySize = 23,
        Width = 22,
        Heads = 2,
        EncoderLayers = 1,
        DecoderLayers = 2,
        FeedForwardWidth = 13,
        Dropout = 0,
    };

    [Fact]
    public void Searches_write_as_far_as_learned_positions_go()
    {
        using TransformerModel model = new(
            Small with { Positions = PositionKind.Learned, LearnedPositions = Longest });
        WritesTo(Longest, model, model);
        using ConvS2S convolutions = new(new BaselineConfig { VocabularySize = 23, Width = 22 }, longest: Longest);
        WritesTo(Longest, convolutions, convolutions);
    }

    [Fact]
    public void Sinusoids_have_room_for_ever()
    {
        using TransformerModel model = new(Small);
        WritesTo(30, model, model);
        using Tensor source = ones(1, 3, ScalarType.Int64);
        using IDecodingState state = model.StartDecoding(source);
        Assert.Equal(int.MaxValue, state.Room);
    }

    // Greedy search is given an end token that no vocabulary has, so only the room ends it.
    private static void WritesTo(int expected, nn.Module module, ISequenceToSequence model)
    {
        module.eval();
        using Tensor source = ones(1, 3, ScalarType.Int64);
        using IDecodingState greedy = model.StartDecoding(source);
        int[] written = GreedySearch.Generate(greedy, Start, -1, 30)[0];
        Assert.Equal(expected, written.Length);
        using IDecodingState beam = model.StartDecoding(source);
        int[] best = [.. BeamSearch.Generate(beam, Start, Never, 30, beams: 2)[0].Tokens];
        Assert.InRange(best.Length, 0, expected);
        using IDecodingState counted = model.StartDecoding(source);
        int before = counted.Room;
        using Tensor two = ones(1, 2, ScalarType.Int64);
        counted.Advance(two).Dispose();
        Assert.Equal(before == int.MaxValue ? before : before - 2, counted.Room);
    }
}
