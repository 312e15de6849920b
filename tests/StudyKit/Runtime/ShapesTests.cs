using StudyKit.Runtime;
using StudyKit.Tests.Support;
using TorchSharp;

namespace StudyKit.Tests.Runtime;

[Collection(TorchCollection.Name)]
public sealed class ShapesTests
{
    [Fact]
    public void A_wrong_width_is_told_in_the_kits_alphabet()
    {
        using torch.Tensor x = torch.zeros(2, 7, 256);
        ArgumentException e = Assert.Throws<ArgumentException>(
            () => Shapes.Check(x, "x", ["B", "T", ("C", 512)], "Give the model's width."));
        Assert.StartsWith("x must have shape [B, T, C=512]. Received [2, 7, 256]. Give the model's width.", e.Message);
        Assert.Equal("x", e.ParamName);
    }

    [Fact]
    public void The_number_of_axes_counts()
    {
        using torch.Tensor x = torch.zeros(2, 7);
        ArgumentException e = Assert.Throws<ArgumentException>(() => Shapes.Check(x, "mask", ["B", "T", "T"]));
        Assert.StartsWith("mask must have shape [B, T, T]. Received [2, 7].", e.Message);
    }

    [Fact]
    public void Axes_of_one_name_have_one_size()
    {
        using torch.Tensor square = torch.zeros(3, 5, 5);
        Shapes.Check(square, "mask", ["B", "T", "T"]);
        using torch.Tensor oblong = torch.zeros(3, 5, 7);
        Shapes.Check(oblong, "mask", ["B", "T", "S"]);
        Assert.Throws<ArgumentException>(() => Shapes.Check(oblong, "mask", ["B", "T", "T"]));
    }

    [Fact]
    public void A_scalar_has_no_axes()
    {
        using torch.Tensor loss = torch.tensor(1f);
        Shapes.Check(loss, "loss", []);
        Assert.Throws<ArgumentException>(() => Shapes.Check(loss, "loss", ["B"]));
    }
}
