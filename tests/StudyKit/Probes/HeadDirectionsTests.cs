using StudyKit.Nn.Attention;
using StudyKit.Probes;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace StudyKit.Tests.Probes;

[Collection(TorchCollection.Name)]
public sealed class HeadDirectionsTests
{
    /// <summary>Attention whose weights are given.</summary>
    private sealed class Given(Tensor weights) : Module<Tensor, Tensor>("given"), IAttentionSource
    {
        public Action<Tensor>? Recorder { get; set; }

        public override Tensor forward(Tensor x)
        {
            Recorder?.Invoke(weights);
            return x;
        }
    }

    private sealed class Model : Module<Tensor, Tensor>
    {
        private readonly Given attention;

        public Model(Tensor weights)
            : base("model")
        {
            attention = new Given(weights);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => attention.call(x);
    }

    [Fact]
    public void Shares_are_means_over_the_tokens_that_ask()
    {
        using DisposeScope scope = NewDisposeScope();
        // One row of three tokens and a padding; token 9 is marked. Head 0 looks at the token before (the first one at
        // itself), head 1 is even over the three tokens.
        float third = 1f / 3;
        Tensor weights = tensor(new[]
        {
            1, 0, 0, 0,
            1, 0, 0, 0,
            0, 1, 0, 0,
            0.5f, 0.5f, 0, 0,
            third, third, third, 0,
            third, third, third, 0,
            third, third, third, 0,
            third, third, third, 0,
        }, [1, 2, 4, 4]);
        Tensor ids = tensor(new long[] { 1, 9, 5, 0 }, [1, 4]);
        Tensor real = tensor(new[] { true, true, true, false }, [1, 4]);
        using Model model = new(weights);
        using AttentionProbe probe = new(model);
        model.call(ids);
        IReadOnlyList<HeadDirection> heads = HeadDirections.Measure(probe, ids, real, marked: 9);

        Assert.Equal(2, heads.Count);
        HeadDirection before = heads[0], even = heads[1];
        Assert.Equal((0, 1), (before.Head, even.Head));
        Near(2.0 / 3, before.First);
        Near(1.0 / 3, before.Marked);      // the third token looks at the marked second
        Near(1.0 / 3, before.Itself);
        Near(2.0 / 3, before.Before);
        Near(0, before.Behind);
        Near(2.0 / 3, before.Left);
        Near(0, before.Right);
        Near(2.0 / 3, before.Distance);    // 0, 1, 1
        Near(1.0 / 3, even.First);
        Near(1.0 / 3, even.Itself);
        Near(2.0 / 9, even.Before);        // 0, 1/3, 1/3
        Near(2.0 / 9, even.Behind);
        Near(1.0 / 3, even.Left);          // 0, 1/3, 2/3
        Near(1.0 / 3, even.Right);
        Near(8.0 / 9, even.Distance);      // (1+2)/3, (1+1)/3, (2+1)/3
        Near(1.0 / 3, HeadDirections.EvenShare(ids, real, marked: 9));

        static void Near(double expected, double found) => Assert.Equal(expected, found, 6);
    }
}
