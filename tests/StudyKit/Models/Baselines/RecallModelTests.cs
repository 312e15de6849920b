using StudyKit.Models.Baselines.Recall;
using StudyKit.Runtime;
using StudyKit.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Baselines;

[Collection(TorchCollection.Name)]
public sealed class RecallModelTests
{
    [Fact]
    public void Both_models_have_as_many_parameters_and_score_every_value()
    {
        using DisposeScope scope = NewDisposeScope();
        RecallConfig config = new() { Asked = 2 };
        AttentionRecall attention = new(config);
        LstmRecall lstm = new(config);
        Tensor keys = randint(64, [3, 5], dtype: int64), values = randint(16, [3, 5], dtype: int64),
            queries = randint(64, [3, 7, 2], dtype: int64);
        Assert.Equal([3, 7, 2, 16], attention.call(keys, values, queries).shape);
        Assert.Equal([3, 7, 2, 16], lstm.call(keys, values, queries).shape);
        // Tables 64·32 + 16·32 + 64·32; four projections 32·32 + 32; FFN 2·32·128 + 160; norms 4·64; answers 33·16.
        Assert.Equal(17_968, Size(new AttentionRecall(new())));
        // The same tables; LSTM 4·42·(32 + 42) + 8·42; answers 43·16.
        Assert.Equal(18_064, Size(new LstmRecall(new())));

        static long Size(nn.Module model) => model.parameters().Sum(parameter => parameter.numel());
    }

    [Theory]
    [InlineData(ScoreDivisor.SquareRoot, 2)]
    [InlineData(ScoreDivisor.None, 1)]
    [InlineData(ScoreDivisor.Width, 4)]
    public void The_scores_are_divided_by_what_was_asked_for(ScoreDivisor divisor, double by)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        Seeds.SetAll(5);
        AttentionRecall model = new(
            new() { Keys = 5, Values = 3, Width = 6, KeyWidth = 4, FeedForwardWidth = 0, Divisor = divisor });
        Tensor keys = tensor(new long[] { 0, 2, 4 }, [1, 3]), values = tensor(new long[] { 1, 0, 2 }, [1, 3]),
            queries = tensor(new long[] { 2, 0 }, [1, 2, 1]);

        // By hand, from the weights: x = q + W_o softmax(Q Kᵀ / by) V; answer = W LN(x). LN has weight 1 and bias 0.
        Dictionary<string, Tensor> w = model.state_dict();
        Tensor pairs = w["embeddings.keys.weight"].index_select(0, keys[0])
            + w["embeddings.values.weight"].index_select(0, values[0]);
        Tensor questions = w["embeddings.questions.weight"].index_select(0, queries.flatten());
        Tensor Norm(Tensor x) => (x - x.mean([-1], true)) / (x.var([-1], unbiased: false, keepdim: true) + 1e-5).sqrt();
        Tensor Layer(string name, Tensor x) => x.matmul(w[$"{name}.weight"].t()) + w[$"{name}.bias"];
        Tensor scores = Layer("query", Norm(questions)).matmul(Layer("key", Norm(pairs)).t()) / by;
        Tensor x = questions + Layer("join", scores.softmax(-1).matmul(Layer("value", Norm(pairs))));
        Tensor expected = Layer("answers", Norm(x));
        Assert.True(expected.allclose(model.call(keys, values, queries)[0].squeeze(1), rtol: 1e-4, atol: 1e-5));
    }

    [Fact]
    public void With_normalised_inputs_queries_start_with_components_of_variance_1()
    {
        using DisposeScope scope = NewDisposeScope();
        Seeds.SetAll(2);
        AttentionRecall model = new(new() { KeyWidth = 1024 });
        Linear query = (Linear)model.named_children().Single(child => child.name == "query").module;
        double variance = query.call(functional_norm(randn(500, 32))).var().item<float>();
        Assert.InRange(variance, 0.9, 1.1);

        static Tensor functional_norm(Tensor x) => nn.functional.layer_norm(x, [x.shape[1]]);
    }

    [Fact]
    public void A_key_in_another_place_of_the_question_is_another_question()
    {
        using DisposeScope scope = NewDisposeScope();
        RecallEmbeddings embeddings = new(new() { Keys = 4, Values = 2, Width = 3, Asked = 2 });
        Tensor keys = zeros([1, 1], int64), values = zeros([1, 1], int64);
        Tensor one = embeddings.call(keys, values, tensor(new long[] { 1, 3 }, [1, 1, 2])).Questions;
        Tensor other = embeddings.call(keys, values, tensor(new long[] { 3, 1 }, [1, 1, 2])).Questions;
        Tensor table = embeddings.state_dict()["questions.weight"];
        Assert.True(one.flatten().allclose(table[1] + table[4 + 3]));
        Assert.False(one.allclose(other));
    }

    [Fact]
    public void What_cannot_be_built_is_told_at_once()
    {
        string message = Assert.Throws<ArgumentException>(
            () => new LstmRecall(new() { Keys = 0, Units = -1, Width = 5, Heads = 2 })).Message;
        Assert.Contains("Keys must be positive. Received 0.", message, StringComparison.Ordinal);
        Assert.Contains("Units must be positive. Received -1.", message, StringComparison.Ordinal);
        Assert.Contains("Width must be a multiple of Heads = 2. Received 5.", message, StringComparison.Ordinal);
    }
}
