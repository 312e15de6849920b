using StudyKit.Models.Gpt;
using StudyKit.Models.Gpt2;
using StudyKit.Models.Transformer;
using StudyKit.Nn.Attention;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models;

/// <summary>
/// Attention that is told "only what came before" computes what it computes under the mask. A recorder asks for the
/// weights, and so for the mask.
/// </summary>
[Collection(TorchCollection.Name)]
public sealed class CausalOrderTests
{
    private static readonly GptConfig s_gpt = GptConfig.Tiny(29) with
    {
        Positions = 80,
        Dropout = 0,
        AttentionDropout = 0,
        EmbeddingDropout = 0,
    };

    [Fact]
    public void Gpt()
    {
        using GptForLanguageModel model = new(s_gpt);
        Check(model, ids => model.Loss(ids), 67);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5)]
    public void Gpt2_and_the_dense_layers_of_GPT3(int? band)
    {
        using Gpt2ForLanguageModel model = new(Gpt2Config.Tiny(29) with { Positions = 80, Dropout = 0, Band = band });
        Check(model, ids => model.Loss(ids), 67);
    }

    [Fact]
    public void The_decoder_of_the_Transformer_with_padding_in_the_source_and_the_target()
    {
        using TransformerModel model = new(TransformerConfig.Tiny(29) with { Dropout = 0 });
        using Tensor source = tensor(new long[] { 5, 6, 7, 0, 8, 9, 10, 11 }, [2, 4]);
        Check(model, ids =>
        {
            Tensor target = ids.clone();
            target.narrow(0, 1, 1).narrow(1, 9, 4).zero_();
            return model.call(source, target).narrow(1, 0, 9).square().mean();
        }, 13);
    }

    private static void Check(nn.Module model, Func<Tensor, Tensor> loss, long length)
    {
        random.manual_seed(11);
        using Tensor ids = randint(4, 29, [2, length], dtype: ScalarType.Int64);
        (float fast, Tensor[] order) = Run();
        int asked = 0;
        foreach (IAttentionSource source in model.modules().OfType<IAttentionSource>()) source.Recorder = _ => asked++;
        (float slow, Tensor[] mask) = Run();
        Assert.True(asked > 1);
        Assert.Equal(slow, fast, 1e-6f);
        foreach ((Tensor expected, Tensor found) in mask.Zip(order))
        {
            Near.Check(expected, found, 1e-6);
            expected.Dispose();
            found.Dispose();
        }

        (float, Tensor[]) Run()
        {
            using DisposeScope scope = NewDisposeScope();
            model.zero_grad();
            Tensor value = loss(ids);
            value.backward();
            return (value.item<float>(), [.. model.parameters()
                .Select(parameter => parameter.grad!.clone().DetachFromDisposeScope())]);
        }
    }
}
