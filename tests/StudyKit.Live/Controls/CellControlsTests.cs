using StudyKit.Live.Controls;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Tests.Live.Controls;

/// <summary>Parameters as a form, sliders beside an experiment.</summary>
public sealed class CellControlsTests
{
    private const string Parameters = """
        // quick: minutes · paper: for a GPU
        string scale = "quick";
        string device = "auto";   // auto, cpu or cuda
        int seed = 1;             // the first seed
        double rate = 0.5;
        bool residual = true;
        string mode = "plain";    // plain, residual or both
        string folder = "";       // where data lies
        """;

    [Fact]
    public void Every_parameter_has_the_control_of_its_type()
    {
        Control[] form = [.. CellControls.Of(Cell.Create(CellKind.Code, "p", Parameters, "parameters"))];
        Assert.Equal(
            ["scale choice quick", "device choice auto", "seed number 1", "rate number 0.5", "residual switch true",
                "mode choice plain", "folder text "],
            form.Select(one => $"{one.Name} {one.Kind} {one.Value}"));
        Assert.Equal("quick: minutes · paper: for a GPU", form[0].Note);
        Assert.Equal(["plain", "residual", "both"], form[5].Choices);
    }

    [Fact]
    public void A_comment_makes_a_slider_in_any_cell()
    {
        Control[] sliders = [.. CellControls.Of(Cell.Create(CellKind.Code, "c", """
            int heads = 4;        // slider 1..16, how many
            double p = 0.1;       // slider 0..1 step 0.05
            int other = 3;
            """))];
        Assert.Equal(["heads", "p"], sliders.Select(one => one.Name));
        Assert.Equal((1, 16, 1), sliders[0].Range);
        Assert.Equal("how many", sliders[0].Note);
        Assert.Equal((0, 1, 0.05), sliders[1].Range);
    }

    [Theory]
    [InlineData("scale", "paper", "string scale = \"paper\";")]
    [InlineData("seed", "-3", "int seed = -3;")]
    [InlineData("rate", "2", "double rate = 2.0;")]
    [InlineData("residual", "false", "bool residual = false;")]
    [InlineData("folder", "a\"b", "string folder = \"a\\\"b\";")]
    public void A_value_is_written_into_the_text(string name, string value, string line) =>
        Assert.Contains(line, CellControls.Set(Parameters, name, value), StringComparison.Ordinal);

    [Theory]
    [InlineData("seed", "1; Delete()")]
    [InlineData("seed", "99999999999")]
    [InlineData("rate", "fast")]
    [InlineData("nobody", "1")]
    public void A_value_that_does_not_fit_is_refused(string name, string value) =>
        Assert.Throws<ParameterException>(() => CellControls.Set(Parameters, name, value));
}
