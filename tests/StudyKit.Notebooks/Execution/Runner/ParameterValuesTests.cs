using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Tests.Notebooks.Execution.Runner;

public sealed class ParameterValuesTests
{
    [Theory]
    [InlineData("string", "a \"b\"\\\n", "\"a \\\"b\\\"\\\\\\n\"")]
    [InlineData("bool", "True", "true")]
    [InlineData("int", " -7 ", "-7")]
    [InlineData("int", "7.5", null)]
    [InlineData("int", "2147483648", null)]
    [InlineData("long", "2147483648", "2147483648L")]
    [InlineData("double", "1e-4", "0.0001d")]
    [InlineData("double", "1,5", null)]
    [InlineData("double", "NaN", null)]
    [InlineData("float", "0.5", "0.5f")]
    [InlineData("decimal", "0.10", "0.10m")]
    [InlineData("int?", "null", "null")]
    [InlineData("int[]", "1, 2,3", "new int[] { 1, 2, 3 }")]
    [InlineData("string[]", "a,b", "new string[] { \"a\", \"b\" }")]
    [InlineData("int[]", "1,x", null)]
    [InlineData("string[]", """["a,b","c"]""", "new string[] { \"a,b\", \"c\" }")]
    [InlineData("string[]", """["a,b",3]""", null)]
    [InlineData("string[]", """["a,b""", null)]
    [InlineData("string[]", "[]", "new string[] {  }")]
    [InlineData("string[]", "[a, b]", "new string[] { \"a\", \"b\" }")]
    [InlineData("double[]", "[1, -2.5e3]", "new double[] { 1d, -2500d }")]
    [InlineData("bool[]", "[true, false]", "new bool[] { true, false }")]
    [InlineData("int?[]", "[1, null]", "new int?[] { 1, null }")]
    [InlineData("int[]", "[1, null]", null)]
    [InlineData("int[]", "[1.5]", null)]
    [InlineData("MyType", "x", null)]
    public void Text_becomes_csharp_of_the_declared_type(string type, string text, string? code) =>
        Assert.Equal(code, ParameterValues.Literal(type, text));

    [Fact]
    public void Declarations_are_read_with_types_and_defaults()
    {
        Notebook notebook = Notebook.Create();
        notebook.Add(Cell.Create(CellKind.Code, "p", "// what can be changed\nstring scale = \"quick\", device = " +
            "\"auto\"; // quick|study|paper\nvar seed = 1; var rate = -0.5; var big = 1L; double? x; int[] sizes = " +
            "[1, 2];\nConsole.WriteLine(scale);", "parameters"));
        Assert.Equal(
            [("scale", "string", "\"quick\""), ("device", "string", "\"auto\""), ("seed", "int", "1"),
                ("rate", "double", "-0.5"), ("big", "long", "1L"), ("x", "double?", ""), ("sizes", "int[]", "[1, 2]")],
            ParametersCell.Read(notebook).Select(one => (one.Name, one.Type, one.Default)));
    }
}
