using StudyKit.Contracts;
using StudyKit.Models.Bert;
using StudyKit.Models.Gpt2;
using StudyKit.Models.ResNet;
using StudyKit.Models.Transformer;
using StudyKit.Nn.Residual;
using StudyKit.Probes;
using StudyKit.Runtime;
using StudyKit.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyKit.Tests.Probes;

[Collection(TorchCollection.Name)]
public sealed class ModelDiagramTests
{
    // Every size another number: 2, 3, 5, 7, 11, 12, 13, 23.
    private static readonly Axis[] Letters =
        [("B", 2), ("S", 7), ("T", 5), ("C", 12), ("V", 23), ("F", 13)];

    [Fact]
    public void Shapes_have_the_papers_letters_and_stand_in_the_order_of_the_pass()
    {
        ModelBlock model = Transformer(null);
        Assert.Equal(["[B=2, S=7]", "[B=2, T=5]"], model.Inputs);
        Assert.Equal(["[B=2, T=5, V=23]"], model.Outputs);
        Assert.Equal(
            ["embedding", "positions", "dropout", "encoder", "embedding", "positions", "dropout", "decoder"],
            model.Blocks.Select(block => block.Name));
        Assert.Equal(["[B=2, S=7, C=12]"], model.Blocks[3].Outputs);
        Assert.Equal(["weight [V=23, C=12]"], model.Blocks[0].Own);
        // The table is used for both languages: its second call adds nothing.
        Assert.Equal((1, 2, 2), (model.Blocks[0].Call, model.Blocks[0].Calls, model.Blocks[4].Call));
        // The decoder reads what its embeddings and the encoder gave.
        Assert.Equal([14], model.Blocks[7].Arrives!.Parts);
        Assert.Equal([8], model.Blocks[7].Arrives!.Also);
        Assert.EndsWith("Transformer/TransformerModel.cs, line 9", model.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_are_those_worked_by_hand()
    {
        ModelBlock layer = Transformer("encoder.layers.0");
        // Attention: 12×36 + 36 in, 12×12 + 12 out; feed-forward: 12×13 + 13 and 13×12 + 12; norms: 24 each.
        Assert.Equal((156 * 3) + 156 + 169 + 168 + 48, layer.Count);
        Assert.Equal([624, 0, 24, 169, 168, 0, 24], layer.Blocks.Select(block => block.Count));
        Assert.Equal(0, layer.OwnCount);
        Assert.Equal(["weight [F=13, C=12]", "bias [F=13]"], layer.Blocks[3].Own);
    }

    [Fact]
    public void Post_norm_adds_before_it_normalizes_and_pre_norm_after_the_sub_layer()
    {
        ModelBlock post = Gpt2(NormPlacement.After), pre = Gpt2(NormPlacement.Before);
        Assert.Equal(["attn", "dropout", "ln_1", "mlp", "dropout", "ln_2"], post.Blocks.Select(one => one.Name));
        Assert.Equal([0, 4], post.Blocks[2].Arrives!.Parts);
        Assert.Equal([6, 10], post.Blocks[5].Arrives!.Parts);
        Assert.Equal([12], post.Leaves!.Parts);
        Assert.Equal(["ln_1", "attn", "dropout", "ln_2", "mlp", "dropout"], pre.Blocks.Select(one => one.Name));
        Assert.Equal([0, 6], pre.Blocks[3].Arrives!.Parts);
        // The second shortcut begins at the first sum, which no module gave.
        Assert.Equal([7, 12], pre.Leaves!.Parts);
    }

    [Fact]
    public void A_residual_block_ends_in_ReLU_of_a_sum_and_a_plain_one_in_ReLU()
    {
        ModelBlock residual = ResNet(ShortcutKind.Projected, "layer1.0"), plain = ResNet(ShortcutKind.None, "layer1.0");
        Assert.Equal(["conv1", "bn1", "conv2", "bn2"], residual.Blocks.Select(block => block.Name));
        AssertRelu([4], residual.Blocks[2].Arrives!);
        AssertRelu([0, 8], residual.Leaves!);
        AssertRelu([8], plain.Leaves!);
        ModelBlock projected = ResNet(ShortcutKind.Projected, "layer2.0");
        Assert.Equal([0], projected.Blocks[4].Arrives!.Parts);
        Assert.Equal([8, 10], projected.Leaves!.Parts);
    }

    [Fact]
    public void BERT_adds_three_embeddings()
    {
        using BertModel model = new(BertConfig.Tiny(23) with { Positions = 29 });
        using Tensor ids = ones([2, 5], ScalarType.Int64), segments = zeros_like(ids);
        ModelBlock sum = ModelDiagram.Of(
            model, () => model.call(ids, segments, null), [("B", 2), ("T", 5)], at: "embeddings").Record.Models[0];
        Assert.Equal([2, 4, 6], sum.Blocks[3].Arrives!.Parts);
        Assert.Equal(ModelFlowKind.Made, sum.Blocks[2].Arrives!.Kind);
    }

    [Fact]
    public void Published_counts_come_from_the_meta_device_without_a_pass()
    {
        Assert.Equal(109_482_240, Count(MetaDevice.Build(() => new BertModel(BertConfig.Base))));
        Assert.Equal(124_439_808, Count(MetaDevice.Build(() => new Gpt2Model(Gpt2Config.Small))));
        Assert.Equal(21_797_672, Count(MetaDevice.Build(() => new ResNetModel(ResNetConfig.ImageNet(34)))));
    }

    [Fact]
    public void A_module_that_is_never_called_is_there_and_one_called_twice_counts_once()
    {
        using Linear one = nn.Linear(3, 3), never = nn.Linear(3, 5);
        using Odd model = new(("a", one), ("b<i>&", never));
        using Tensor x = randn(2, 3);
        ModelBlock block = ModelDiagram.Of(model, () => model.call(x)).Record.Models[0];
        Assert.Equal(12 + 20, block.Count);
        Assert.Equal([("a", 1), ("a", 2), ("b<i>&", 0)], block.Blocks.Select(inner => (inner.Name, inner.Call)));
        Assert.Equal([0, 4], block.Leaves!.Parts);
    }

    [Fact]
    public void A_thousand_modules_are_one_block_when_they_are_equal()
    {
        using Sequential model = nn.Sequential(
            [.. Enumerable.Range(0, 1000).Select(i => ($"{i}", (nn.Module<Tensor, Tensor>)nn.ReLU()))]);
        using Tensor x = ones(2, 3);
        var figure = ModelDiagram.Of(model, () => model.call(x));
        Assert.Equal(1000, figure.Record.Models[0].Blocks.Count);
        Assert.Contains("0 … 999 × 1000 ReLU", figure.ToString(), StringComparison.Ordinal);
        Assert.InRange(figure.ToHtml().Length, 1000, 40_000);
    }

    [Fact]
    public void A_drawing_leaves_mode_gradients_hooks_and_random_numbers_as_they_were()
    {
        manual_seed(3);
        double expected = rand(1).ToDouble();
        manual_seed(3);
        using TransformerModel model = Seeds.Aside(() => new TransformerModel(ProbedModel.Config));
        model.train();
        using Tensor source = ones([2, 7], ScalarType.Int64), target = ones([2, 5], ScalarType.Int64);
        ModelDiagram.Of(model, () => model.call(source, target));
        Assert.Equal(expected, rand(1).ToDouble());
        Assert.True(model.training);
        using Tensor after = model.call(source, target);
        Assert.True(after.requires_grad);
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_in_a_sentence()
    {
        using Linear model = nn.Linear(3, 3);
        using Tensor x = randn(2, 3);
        Assert.StartsWith("Each letter needs a size of its own", Assert.Throws<ArgumentException>(() =>
            ModelDiagram.Of(model, () => model.call(x), [("B", 3), ("C", 3)])).Message, StringComparison.Ordinal);
        Assert.StartsWith("at must name a module of the model.", Assert.Throws<ArgumentException>(() =>
            ModelDiagram.Of(model, () => model.call(x), at: "layers.7")).Message, StringComparison.Ordinal);
        using Odd odd = new(("a", nn.Linear(3, 3)), ("b", nn.Linear(3, 3)));
        Assert.StartsWith("The pass must call the module that is drawn.", Assert.Throws<ArgumentException>(() =>
            ModelDiagram.Of(odd, () => odd.call(x), at: "b")).Message, StringComparison.Ordinal);
    }

    private static void AssertRelu(int[] parts, ModelFlow flow)
    {
        Assert.Equal(ModelFlowKind.Relu, flow.Kind);
        Assert.Equal(parts, flow.Parts);
    }

    private static long Count(nn.Module model)
    {
        using (model) return ModelDiagram.Of(model, run: null).Record.Models[0].Count;
    }

    private static ModelBlock Transformer(string? at)
    {
        manual_seed(1);
        using TransformerModel model = new(ProbedModel.Config);
        using Tensor source = randint(1, 22, [2, 7], dtype: ScalarType.Int64),
            target = randint(1, 22, [2, 5], dtype: ScalarType.Int64);
        return ModelDiagram.Of(model, () => model.call(source, target), Letters, at).Record.Models[0];
    }

    private static ModelBlock Gpt2(NormPlacement placement)
    {
        manual_seed(1);
        using Gpt2Model model = new(Gpt2Config.Tiny(23) with { Norm = placement });
        using Tensor ids = randint(1, 22, [2, 5], dtype: ScalarType.Int64);
        return ModelDiagram.Of(model, () => model.call(ids), [("B", 2), ("T", 5)], "h.0").Record.Models[0];
    }

    private static ModelBlock ResNet(ShortcutKind shortcut, string at)
    {
        manual_seed(1);
        using ResNetModel model = new(ResNetConfig.Cifar(8, shortcut));
        using Tensor images = randn(2, 3, 16, 24);
        return ModelDiagram.Of(model, () => model.call(images), [("B", 2)], at).Record.Models[0];
    }

    /// <summary>Calls its first part twice, and the second never: x + a(a(x)).</summary>
    private sealed class Odd : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> _first;

        public Odd(params (string Name, Linear Part)[] parts)
            : base(nameof(Odd))
        {
            foreach ((string name, Linear part) in parts) register_module(name, part);
            _first = parts[0].Part;
        }

        public override Tensor forward(Tensor input) => input + _first.call(_first.call(input));
    }
}
