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
        IReadOnlyList<HeadScore> scores = InductionProbe.Run(
            model, ids => model.call(ids).Dispose(), 50, period: 7, rows: 3);
        Assert.Equal([("heads", 0), ("heads", 1)], scores.Select(s => (s.Attention, s.Head)));
        Assert.Equal(1, scores[0].Induction, 6);
        Assert.Equal(0, scores[0].PreviousToken, 6);
        Assert.Equal(0, scores[1].Induction, 6);
        Assert.Equal(1, scores[1].PreviousToken, 6);
    }

    [Fact]
    public void In_any_text_the_weight_behind_earlier_occurrences_counts()
    {
        using MadeUpHeads model = new();
        // Period 7, all tokens different: the places from 7 on have occurred before, and head 0 looks behind the first.
        using Tensor once = arange(7, dtype: ScalarType.Int64).unsqueeze(0),
            twice = cat([once, once], 1), never = arange(14, dtype: ScalarType.Int64).unsqueeze(0);
        var heads = InductionProbe.Behind(model, ids => model.call(ids).Dispose(), twice);
        Assert.Equal([("heads", 0), ("heads", 1)], heads.Select(h => (h.Attention, h.Head)));
        Assert.Equal(1, heads[0].Weight, 6);
        Assert.Equal(0, heads[1].Weight, 6);
        Assert.Throws<ArgumentException>(() => InductionProbe.Behind(model, ids => model.call(ids).Dispose(), never));
        // x A x B x: the last x is asked, and behind its earlier occurrences stand A and B. Uniform heads give each of
        // five places 1/5.
        using Gpt2ForLanguageModel uniform =
            new(Gpt2Config.Tiny(9) with { Width = 4, Heads = 1, Layers = 1, Positions = 8 });
        using (no_grad()) foreach (var (name, parameter) in uniform.named_parameters())
        {
            if (name.Contains("c_attn", StringComparison.Ordinal)) parameter.zero_();
        }

        using Tensor table = tensor(new long[] { 5, 1, 5, 2, 5 }).unsqueeze(0);
        // Place 2 asks too: of its three places one is behind the first x.
        Assert.Equal(
            (1.0 / 3 + 2.0 / 5) / 2,
            InductionProbe.Behind(uniform, ids => uniform.call(ids).Dispose(), table, step: 2).Single().Weight,
            6);
    }

    [Fact]
    public void Heads_are_silent_while_removed_and_back_afterwards()
    {
        torch.manual_seed(6);
        using Gpt2ForLanguageModel model =
            new(Gpt2Config.Tiny(11) with { Width = 12, Heads = 3, Layers = 2, Positions = 9 });
        model.eval();
        using IDisposable frozen = no_grad();
        using Tensor ids = randint(11, [2, 9], dtype: ScalarType.Int64), before = model.call(ids);
        string[] names =
        [
            .. InductionProbe.Run(model, x => model.call(x).Dispose(), 11, 4).Select(s => s.Attention).Distinct(),
        ];
        Assert.Equal(2, names.Length);
        using (new HeadRemoval(model, [(names[0], 1)]))
        {
            using Tensor changed = model.call(ids);
            Assert.False(changed.allclose(before));
            Tensor weight = model.named_parameters().Single(p => p.name == names[0] + ".c_proj.weight").parameter;
            Assert.Equal(
                [4L, 5, 6, 7],
                Enumerable.Range(0, 12).Where(row => weight[row].abs().sum().ToDouble() == 0).Select(row => (long)row));
        }

        using Tensor back = model.call(ids);
        Assert.True(back.allclose(before, rtol: 0, atol: 0));
        Assert.Throws<ArgumentException>(() => new HeadRemoval(model, [(names[0], 3)]));
        Assert.Throws<ArgumentException>(() => new HeadRemoval(model, [("nowhere", 0)]));
        Assert.Throws<ArgumentException>(
            () => new HeadRemoval(model, [(names[0].Replace(".attn", ".mlp", StringComparison.Ordinal), 0)]));
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
