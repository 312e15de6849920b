using StudyKit.Runtime.Generators;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Runtime.Generators;

[Collection(TorchCollection.Name)]
public sealed class ThreadGeneratorTests
{
    /// <summary>One of each kind of function that draws: with a generator as an argument, without, layers.</summary>
    private static readonly (string Name, Func<Tensor> Draw)[] s_draws =
    [
        ("rand", () => rand(3)), ("randn", () => randn(3)), ("randint", () => randint(1000, 3)),
        ("randperm", () => randperm(9)), ("rand_like", () => zeros(3).rand_like()),
        ("normal_", () => zeros(3).normal_()), ("uniform_", () => zeros(3).uniform_(0, 1)),
        ("bernoulli", () => full(5, 0.5f).bernoulli()), ("multinomial", () => ones(9).multinomial(3)),
        ("exponential_", () => zeros(3).exponential_()), ("dropout", () => nn.functional.dropout(ones(9), 0.5, true)),
        ("xavier", () => nn.init.xavier_uniform_(zeros(2, 2))), ("kaiming", () => nn.init.kaiming_normal_(zeros(2, 2))),
        ("Linear", () => nn.Linear(2, 2).weight!), ("Conv2d", () => nn.Conv2d(1, 1, 2).weight!),
        ("Embedding", () => nn.Embedding(2, 2).weight!), ("LSTM", () => nn.LSTM(2, 2).parameters().First()),
        ("GRU", () => nn.GRU(2, 2).parameters().First()),
        ("attention", () => nn.functional.scaled_dot_product_attention(
            ones(1, 1, 9, 2), ones(1, 1, 9, 2), ones(1, 1, 9, 2), p: 0.5)),
    ];

    [Fact]
    public void Threads_have_generators_of_their_own_in_the_tests()
    {
        Assert.True(ThreadGenerator.AreApart);
    }

    [Fact]
    public void Two_threads_that_draw_by_turns_draw_what_each_draws_alone()
    {
        float[][] one = Alone(3), other = Alone(4);
        using Barrier barrier = new(2);
        float[][]? first = null, second = null;
        Thread a = new(() => first = Draws(3, barrier)), b = new(() => second = Draws(4, barrier));
        a.Start();
        b.Start();
        a.Join();
        b.Join();
        for (int i = 0; i < s_draws.Length; i++)
        {
            Assert.True(one[i].SequenceEqual(first![i]), $"{s_draws[i].Name} drew other numbers beside a thread.");
            Assert.True(other[i].SequenceEqual(second![i]), $"{s_draws[i].Name} drew other numbers beside a thread.");
        }

        // The generator's stream, not a constant: two seeds differ.
        Assert.NotEqual(one[0], other[0]);
    }

    [Fact]
    public void A_saved_state_is_the_threads_own()
    {
        float[] again = [], ahead = [];
        Thread thread = new(() =>
        {
            using ThreadGenerator own = ThreadGenerator.Begin(8);
            using Tensor state = get_rng_state();
            ahead = s_draws[0].Draw().data<float>().ToArray();
            Thread noise = new(() => rand(100).Dispose());
            noise.Start();
            noise.Join();
            set_rng_state(state);
            again = s_draws[0].Draw().data<float>().ToArray();
        });
        thread.Start();
        thread.Join();
        Assert.Equal(ahead, again);
        Assert.Equal(3, again.Distinct().Count());
    }

    [Fact]
    public void A_second_generator_on_one_thread_is_refused()
    {
        using ThreadGenerator own = ThreadGenerator.Begin(1);
        Assert.Throws<InvalidOperationException>(() => ThreadGenerator.Begin(2));
    }

    private static float[][] Alone(long seed)
    {
        using ThreadGenerator own = ThreadGenerator.Begin(seed);
        return Draws(null);
    }

    private static float[][] Draws(long seed, Barrier barrier)
    {
        using ThreadGenerator own = ThreadGenerator.Begin(seed);
        return Draws(barrier);
    }

    private static float[][] Draws(Barrier? barrier)
    {
        using DisposeScope scope = NewDisposeScope();
        return
        [
            .. s_draws.Select(one =>
            {
                barrier?.SignalAndWait();
                return one.Draw().to(ScalarType.Float32).detach().flatten().data<float>().ToArray();
            }),
        ];
    }
}
