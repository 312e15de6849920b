using StudyKit.Models;
using StudyKit.Models.Transformer;
using StudyKit.Runtime;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models;

[Collection(TorchCollection.Name)]
public sealed class SequenceToSequenceTests
{
    private static readonly TransformerConfig Small = TransformerConfig.Tiny(23) with { Dropout = 0 };

    [Fact]
    public void Rows_are_filled_up_behind_their_last_token()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Equal(
            [1, 7, 8, 9, 2, 1, 5, 2, 0, 0],
            SequenceToSequence.Pad([[7, 8, 9], [5]], before: 1, after: 2).flatten().data<long>().ToArray());
        Tensor plain = SequenceToSequence.Pad([[7], [5, 6]], padding: 3);
        Assert.Equal([2, 2], plain.shape);
        Assert.Equal([7, 3, 5, 6], plain.flatten().data<long>().ToArray());
    }

    [Fact]
    public void The_loss_is_the_mean_over_real_tokens()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        Seeds.SetAll(3);
        TransformerModel model = new(Small);
        Tensor source = SequenceToSequence.Pad([[5, 6, 7], [8]], after: 2),
            input = SequenceToSequence.Pad([[9, 10], [11]], before: 1),
            output = SequenceToSequence.Pad([[9, 10], [11]], after: 2);
        Tensor logs = model.call(source, input).log_softmax(-1);
        (int Row, int Place, int Token)[] real = [(0, 0, 9), (0, 1, 10), (0, 2, 2), (1, 0, 11), (1, 1, 2)];
        double expected = -real.Average(r => logs[r.Row, r.Place, r.Token].item<float>());
        Assert.Equal(expected, SequenceToSequence.Loss(model, source, input, output).item<float>(), 1e-5);
    }

    [Fact]
    public void Translations_come_in_the_order_of_the_sources_and_end_where_they_are_told_to()
    {
        Seeds.SetAll(4);
        using TransformerModel model = new(Small);
        int[][] sources = [[5, 6, 7, 8], [9], [10, 11]];
        int[][] all = SequenceToSequence.Write(model, sources, longest: 6);
        Assert.Equal(3, all.Length);
        for (int i = 0; i < 3; i++)
        {
            Assert.InRange(all[i].Length, 0, 6);
            Assert.Equal(all[i], SequenceToSequence.Write(model, [sources[i]], longest: 6)[0]);
            Assert.Equal(all[i], SequenceToSequence.Write(model, [sources[i]], longest: 6, beams: 1)[0]);
        }
    }

    [Fact]
    public void Without_shared_embeddings_there_are_three_matrices_and_no_other_key()
    {
        using TransformerModel shared = new(Small), apart = new(Small with { SharedEmbeddings = false });
        string[] more = [.. apart.state_dict().Keys.Except(shared.state_dict().Keys).Order()];
        Assert.Equal(["output_embedding.weight", "target_embedding.weight"], more);
        Assert.Empty(shared.state_dict().Keys.Except(apart.state_dict().Keys));
        // 2 · 23 · 64
        Assert.Equal(2_944, Size(apart) - Size(shared));

        static long Size(TransformerModel model) => model.parameters().Sum(parameter => parameter.numel());
    }

    [Fact]
    public void Each_of_the_three_matrices_has_its_place()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        Seeds.SetAll(6);
        TransformerModel shared = new(Small), apart = new(Small with { SharedEmbeddings = false });
        Dictionary<string, Tensor> from = shared.state_dict();
        foreach ((string name, Tensor to) in apart.state_dict())
            to.copy_(from[name.EndsWith("_embedding.weight", StringComparison.Ordinal) ? "embedding.weight" : name]);
        shared.eval();
        apart.eval();
        Tensor source = tensor(new long[] { 5, 6, 2 }, [1, 3]), target = tensor(new long[] { 1, 9 }, [1, 2]);
        Tensor before = shared.call(source, target);
        Assert.True(before.allclose(apart.call(source, target)));
        foreach (string name in new[] { "embedding", "target_embedding", "output_embedding" })
        {
            Tensor matrix = apart.state_dict()[$"{name}.weight"];
            Tensor kept = matrix.clone();
            matrix.zero_();
            Assert.False(before.allclose(apart.call(source, target)), name);
            matrix.copy_(kept);
        }

        // Writing goes by the same matrices as training.
        int[][] one = SequenceToSequence.Write(shared, [[5, 6]], longest: 5);
        Assert.Equal(one, SequenceToSequence.Write(apart, [[5, 6]], longest: 5));
    }
}
