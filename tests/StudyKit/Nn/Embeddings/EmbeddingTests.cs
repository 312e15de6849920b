using StudyKit.Nn.Embeddings;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Nn.Embeddings;

[Collection(TorchCollection.Name)]
public sealed class EmbeddingTests
{
    [Fact]
    public void Sinusoids_by_hand()
    {
        using DisposeScope scope = NewDisposeScope();
        // C=4: rates 1 and 1/100. Position 3: sin 3, cos 3, sin 0.03, cos 0.03.
        Near.Check([0, 1, 0, 1, Math.Sin(1), Math.Cos(1), Math.Sin(0.01), Math.Cos(0.01), Math.Sin(2), Math.Cos(2),
            Math.Sin(0.02), Math.Cos(0.02), Math.Sin(3), Math.Cos(3), Math.Sin(0.03), Math.Cos(0.03)],
            SinusoidalPositions.Table(4, 4), 1e-12);
        Near.Check(SinusoidalPositions.Table(7, 6)[3..], SinusoidalPositions.Table(4, 6, first: 3), 0);
    }

    [Fact]
    public void An_offset_is_a_rotation_the_same_at_every_position()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor table = SinusoidalPositions.Table(1000, 10);
        Tensor product = table.matmul(table.t());
        // The inner product of two positions depends on their distance only: here 7, whatever the place.
        Near.Check(product[0, 7].expand(993), product.diagonal(7), 1e-9);
    }

    [Fact]
    public void Positions_are_added_in_the_type_of_the_vectors_and_learn_nothing()
    {
        using SinusoidalPositions positions = new(6);
        using DisposeScope scope = NewDisposeScope();
        Tensor y = positions.call(zeros(2, 5, 6, ScalarType.Float64), 3);
        Near.Check(SinusoidalPositions.Table(5, 6, 3).expand(2, 5, 6), y, 1e-15);
        Assert.Empty(positions.state_dict());
        Assert.Contains("Received 7", Assert.Throws<ArgumentException>(() => new SinusoidalPositions(7)).Message);
    }

    [Fact]
    public void Learned_positions_end_where_training_ended()
    {
        using LearnedPositions positions = new(7, 6);
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = positions.state_dict()["weight"];
        Near.Check(weight[2..7].expand(3, 5, 6), positions.call(zeros(3, 5, 6), 2), 0);
        Assert.Contains(
            "at most 7 tokens. Received 8",
            Assert.Throws<ArgumentException>(() => positions.call(zeros(3, 5, 6), 3)).Message);
    }

    [Fact]
    public void Tokens_are_looked_up_times_the_root_of_the_width_and_scored_by_the_same_matrix()
    {
        using TokenEmbedding embedding = new(5, 4);
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = embedding.state_dict()["weight"];
        Near.Check(weight[3] * 2, embedding.call(tensor(new long[,] { { 1, 3 } }))[0, 1], 1e-7);
        Near.Check(weight[4].dot(ones(4)).unsqueeze(0), embedding.Logits(ones(1, 4))[0, 4..], 1e-6);
        Assert.StartsWith(
            "ids must be int64",
            Assert.Throws<ArgumentException>(() => embedding.call(ones(1, 2, ScalarType.Int32))).Message);
    }

    [Fact]
    public void Embeddings_start_with_variance_one_over_the_width()
    {
        random.manual_seed(3);
        using TokenEmbedding embedding = new(4000, 64);
        using DisposeScope scope = NewDisposeScope();
        // 256,000 draws: the standard error of the variance is 0.28% of it.
        Assert.InRange(embedding.state_dict()["weight"].var().item<float>() * 64, 0.985, 1.015);
    }
}
