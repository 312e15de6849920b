using StudyKit.Models.Transformer;
using StudyKit.Probes;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Probes;

[Collection(TorchCollection.Name)]
public sealed class GradientFlowTests
{
    [Fact]
    public void Gradients_are_measured_by_parameter_and_by_layer()
    {
        using TransformerModel model = new(ProbedModel.Config);
        using Tensor source = tensor(new long[,] { { 4, 5 } }), target = tensor(new long[,] { { 1, 8 } });
        Assert.Contains("embedding.weight", GradientFlow.Measure(model).Untouched);
        model.call(source, target).square().sum().backward();
        GradientFlow flow = GradientFlow.Measure(model);
        Assert.Empty(flow.Untouched);
        Assert.Equal(
            ["embedding", "encoder.layers.0", "encoder.layers.1", "decoder.layers.0", "decoder.layers.1"],
            flow.ByLayer().Select(l => l.Layer));
        double norm = nn.utils.clip_grad_norm_(model.parameters(), 1e9);
        Assert.Equal(norm, flow.Norm, 1e-4 * norm);
        Assert.Equal(flow.Norm, Math.Sqrt(flow.ByLayer().Sum(l => l.Norm * l.Norm)), 1e-9 * norm);
        Assert.Contains("decoder.layers.1", flow.Figure().ToSvg());
    }
}
