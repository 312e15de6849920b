using StudyKit.Models.Gpt2;
using StudyKit.Nn.Attention;
using StudyKit.Probes;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Probes;

[Collection(TorchCollection.Name)]
public sealed class InductionProbeTests
{
    [Fact]
    public void A_perfect_induction_head_and_a_previous_token_head_score_one()
    {
        using MadeUpHeads model = new();
        IReadOnlyList<HeadScore> scores = InductionProbe.Run(model, ids => model.call(ids).Dispose(), 50, period: 7, rows: 3);
        Assert.Equal([("heads", 0), ("heads", 1)], scores.Select(s => (s.Attention, s.Head)));
        Assert.Equal(1, scores[0].Induction, 6);
        Assert.Equal(0, scores[0].PreviousToken, 6);
        Assert.Equal(0, scores[1].Induction, 6);
        Assert.Equal(1, scores[1].PreviousToken, 6);
    }

    [Fact]
    public void Heads_are_silent_while_removed_and_back_afterwards()
    {
        torch.manual_seed(6);
        using Gpt2ForLanguageModel model = new(Gpt2Config.Tiny(11) with { Width = 12, Heads = 3, Layers = 2, Positions = 9 });
        model.eval();
        using IDisposable frozen = no_grad();
        using Tensor ids = randint(11, [2, 9], dtype: ScalarType.Int64), before = model.call(ids);
        string[] names = [.. InductionProbe.Run(model, x => model.call(x).Dispose(), 11, 4).Select(s => s.Attention).Distinct()];
        Assert.Equal(2, names.Length);
        using (new HeadRemoval(model, 3, [(names[0], 1)]))
        {
            using Tensor changed = model.call(ids);
            Assert.False(changed.allclose(before));
            Tensor weight = model.named_parameters().Single(p => p.name == names[0] + ".c_proj.weight").parameter;
            Assert.Equal([4L, 5, 6, 7], Enumerable.Range(0, 12).Where(row => weight[row].abs().sum().ToDouble() == 0).Select(row => (long)row));
        }

        using Tensor back = model.call(ids);
        Assert.True(back.allclose(before, rtol: 0, atol: 0));
        Assert.Throws<ArgumentException>(() => new HeadRemoval(model, 3, [(names[0], 3)]));
        Assert.Throws<ArgumentException>(() => new HeadRemoval(model, 3, [("nowhere", 0)]));
    }

    // Head 0 looks where an induction head does for a period of 7, head 1 at the token before.
    private sealed class MadeUpHeads : nn.Module<Tensor, Tensor>
    {
        private readonly Heads heads = new();

        public MadeUpHeads()
            : base(nameof(MadeUpHeads)) => RegisterComponents();

        public override Tensor forward(Tensor ids) => heads.call(ids);
    }

    private sealed class Heads : nn.Module<Tensor, Tensor>, IAttentionSource
    {
        public Heads()
            : base(nameof(Heads)) => RegisterComponents();

        public Action<Tensor>? Recorder { get; set; }

        public override Tensor forward(Tensor ids)
        {
            long rows = ids.shape[0], length = ids.shape[1];
            using Tensor weights = zeros(rows, 2, length, length);
            for (long t = 0; t < length; t++)
            {
                weights[TensorIndex.Ellipsis, 0, t, Math.Max(0, t - 6)] = ones(rows);
                weights[TensorIndex.Ellipsis, 1, t, Math.Max(0, t - 1)] = ones(rows);
            }

            Recorder?.Invoke(weights);
            return ids.clone();
        }
    }
}
