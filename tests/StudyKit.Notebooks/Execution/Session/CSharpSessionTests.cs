using StudyKit.Notebooks.Execution;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Tests.Notebooks.Execution.Session;

public sealed class CSharpSessionTests : IDisposable
{
    private readonly ListeningSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("1 + 2", "3")]
    [InlineData("int x = 4; x * x", "16")]
    [InlineData("\"text\"", "text")]
    [InlineData("(string?)null", "<null>")]
    [InlineData("await Task.FromResult(5)", "5")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    public async Task The_last_expression_is_shown(string code, string shown)
    {
        await _session.RunAllAsync(code);
        Assert.Equal(shown, _session.Result);
    }

    [Theory]
    [InlineData("Math.Abs(2);")]
    [InlineData("int x = 4;")]
    [InlineData("Console.Write(\"\")")]
    [InlineData("await Task.Delay(1)")]
    [InlineData("display(1)")]
    [InlineData("1.Display()")]
    [InlineData("")]
    public async Task What_has_no_value_shows_no_result(string code)
    {
        await _session.RunAllAsync(code);
        Assert.Null(_session.Result);
    }

    [Fact]
    public async Task State_goes_from_cell_to_cell_and_a_name_can_be_declared_again()
    {
        await _session.RunAllAsync(
            "int a = 1; record Pair(int X, int Y);",
            "var b = new Pair(a, a + 1);",
            "string a = \"now text\";",
            "$\"{a} {b.Y}\"");
        Assert.Equal("now text 2", _session.Result);
        Assert.True(_session.TryGetVariable("a", out object? value));
        Assert.Equal("now text", value);
        Assert.False(_session.TryGetVariable("no_such", out _));
    }

    [Fact]
    public async Task A_cell_may_hold_using_directives_or_a_comment_and_nothing_else()
    {
        await _session.RunAllAsync(
            "using System.Globalization;", "// nothing", "", "using System.IO; // more", "Path.GetFileName(\"a/b\")");
        Assert.Equal("b", _session.Result);
        await _session.RunAllAsync("CultureInfo.InvariantCulture.LCID");
        Assert.Equal("127", _session.Result);
    }

    [Fact]
    public async Task The_kits_own_libraries_need_no_reference()
    {
        await _session.RunAllAsync(
            "using StudyKit.Charts; using StudyKit.Text; using StudyKit.World; using StudyKit.Papers;",
            "typeof(Figure).Name + typeof(SeededRandom).Name + typeof(SmallWorld).Name + typeof(Claim).Name");
        Assert.Equal("FigureSeededRandomSmallWorldClaim", _session.Result);
    }

    [Fact]
    public async Task What_the_very_first_cell_assigned_before_it_threw_can_be_read_later()
    {
        Assert.Equal(CellOutcome.Failed, await _session.RunAsync(
            "int before = 41;\nthrow new InvalidOperationException(\"too early\");\nint after = 1;"));
        Assert.Equal(("System.InvalidOperationException", "too early"), (_session.Error.Name, _session.Error.Message));
        await _session.RunAllAsync("before + 1");
        Assert.Equal("42", _session.Result);
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_changes_nothing_and_names_line_and_column()
    {
        await _session.RunAllAsync("int a = 1;");
        Assert.Equal(CellOutcome.Failed, await _session.RunAsync("int c = 2;\nint d = a + missing;"));
        Assert.Equal("CompilationError", _session.Error.Name);
        Assert.Equal(
            ["cell 2, line 2, column 13: error CS0103: The name 'missing' does not exist in the " +
                "current context", "    int d = a + missing;", "                ^"],
            _session.Error.Traceback);
        await _session.RunAllAsync("a");
        Assert.Equal("1", _session.Result);
    }

    [Fact]
    public async Task Warnings_do_not_fail()
    {
        await _session.RunAllAsync("#warning look out\nint unused; int? nothing = null; nothing!.GetHashCode()");
        Assert.Equal("0", _session.Result);
    }

    [Fact]
    public async Task The_stack_ends_at_the_readers_frames_and_has_the_cells_lines()
    {
        await _session.RunAllAsync(
            "int Halve(int x)\n{\n    if (x % 2 == 1) throw new ArgumentException(\"odd\");\n    return x / 2;\n}");
        await _session.RunAsync("\nvar all = new[] { 2, 3 }.Select(x =>\n    Halve(x)).ToList();");
        Assert.Equal("System.ArgumentException: odd", _session.Error.Traceback[0]);
        Assert.Equal("   at Halve(Int32 x) in cell 1, line 3", _session.Error.Traceback[1]);
        Assert.Contains("cell 2, line 3", _session.Error.Traceback[2]);
        Assert.Equal("   at cell 2, line 2", _session.Error.Traceback[^1]);
    }

    [Fact]
    public async Task Inner_exceptions_are_named_with_their_own_frames()
    {
        await _session.RunAsync("try { throw new FormatException(\"inside\"); }\ncatch (Exception e) { throw new " +
            "InvalidOperationException(\"outside\", e); }");
        Assert.Equal(
            ["System.InvalidOperationException: outside",
                "   at cell 1, line 2", "caused by System.FormatException: inside", "   at cell 1, line 1"],
            _session.Error.Traceback);
    }

    [Fact]
    public async Task An_exception_after_an_await_keeps_its_line()
    {
        await _session.RunAsync("async Task<int> Late()\n{\n    await Task.Delay(1);\n    throw new " +
            "TimeoutException(\"late\");\n}\nawait Late()");
        Assert.Equal(
            ["System.TimeoutException: late", "   at Late() in cell 1, line 4", "   at cell 1, line 6"],
            _session.Error.Traceback);
    }

    [Fact]
    public async Task Loops_are_compiled_with_optimisation()
    {
        await _session.RunAllAsync(
            "using System.Diagnostics; " +
            "System.Reflection.MethodBase.GetCurrentMethod().Module.Assembly.GetCustomAttributes(typeof(DebuggableAttribute), false).Cast<DebuggableAttribute>().Any(a => a.IsJITOptimizerDisabled)");
        Assert.Equal("False", _session.Result);
    }
}
