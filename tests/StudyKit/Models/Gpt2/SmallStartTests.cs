using StudyKit.Models.Gpt2;
using StudyKit.Runtime;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Gpt2;

[Collection(TorchCollection.Name)]
public sealed class SmallStartTests
{
    private static readonly Gpt2Config s_config = Gpt2Config.Tiny(101) with { Width = 48, Heads = 3, Positions = 37 };

    [Theory]
    [InlineData("wte.weight", 0.3)]
    [InlineData("h.0.attn.c_attn.weight", 2 / 6.9282)]
    [InlineData("h.1.attn.c_proj.weight", 0.3 / 6.9282)]
    [InlineData("h.0.mlp.c_fc.weight", 1 / 6.9282)]
    [InlineData("h.1.mlp.c_proj.weight", 0.3 / 13.8564)]
    public void Matrices_have_the_deviation_of_their_part(string name, double deviation)
    {
        Seeds.SetAll(3);
        using Gpt2ForLanguageModel model = new(s_config);
        SmallStart.Apply(model);
        Tensor matrix = Matrix(model, name);
        Assert.InRange(matrix.std().ToDouble() / deviation, 0.95, 1.05);
    }

    [Fact]
    public void Positions_begin_as_sinusoids_or_as_noise()
    {
        Seeds.SetAll(3);
        using Gpt2ForLanguageModel model = new(s_config);
        SmallStart.Apply(model, positions: 0.3);
        Tensor waves = Matrix(model, "wpe.weight");
        // The fastest changes sign from each place to the next: cos(π · t) beside sin(π · t).
        Assert.Equal([0.3f, -0.3f, 0.3f], waves.narrow(0, 0, 3).select(1, 1).data<float>().ToArray(), Near);
        Assert.Equal([0f, 0f, 0f], waves.narrow(0, 0, 3).select(1, 0).data<float>().ToArray(), Near);
        // sin(π · 37^(−2/48)) · 0.3
        Assert.Equal(0.3 * Math.Sin(Math.PI * Math.Pow(37, -2.0 / 48)), waves[1, 2].ToDouble(), 5);
        SmallStart.Apply(model, positions: 0.5, waves: false);
        Assert.InRange(Matrix(model, "wpe.weight").std().ToDouble(), 0.45, 0.55);

        static bool Near(float a, float b) => Math.Abs(a - b) < 1e-5;
    }

    private static TorchSharp.Modules.Parameter Matrix(Gpt2ForLanguageModel model, string name) =>
        model.named_parameters().Single(p => p.name.EndsWith(name, StringComparison.Ordinal)).parameter;
}
