using StudyKit.Notebooks.Execution;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Tests.Notebooks.Execution.Session;

/// <summary>What .NET Interactive accepts in a cell.</summary>
public sealed class DialectTests : IDisposable
{
    private readonly ListeningSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("using System.Globalization;", "CultureInfo.InvariantCulture.Name.Length")]
    [InlineData("using static System.Math;", "Abs(-0)")]
    [InlineData("using Number = System.Int32;", "(Number)0")]
    [InlineData("using Microsoft.DotNet.Interactive.Formatting;", "nameof(Formatter).Length - 9")]
    [InlineData("// only a comment", "0")]
    [InlineData("/* so\n is this */\n", "0")]
    [InlineData("#region r\n#endregion", "0")]
    [InlineData(";", "0")]
    [InlineData("#load \"usings.csx\"", "0")]
    [InlineData("#r \"System.Xml.Linq\"", "new System.Xml.Linq.XElement(\"a\").Value.Length")]
    public async Task A_cell_that_emits_no_code_succeeds_and_its_usings_hold_in_later_cells(string cell, string later)
    {
        _session.Write("usings.csx", "using System.Net;\n// nothing else");
        await _session.RunAllAsync(cell, later);
        Assert.Equal("0", _session.Result);
        await _session.RunAllAsync("int x = 3;", cell, cell, $"x + {later}");
        Assert.Equal("3", _session.Result);
    }

    [Fact]
    public async Task A_using_of_nothing_still_fails_with_its_reason()
    {
        Assert.Equal(CellOutcome.Failed, await _session.RunAsync("using No.Such.Namespace;"));
        Assert.Contains("CS0246", _session.Error.Message, StringComparison.Ordinal);
        await _session.RunAllAsync("1 + 1");
        Assert.Equal("2", _session.Result);
    }

    [Fact]
    public async Task Time_says_how_long_the_cell_took_and_shows_its_value()
    {
        await _session.RunAllAsync("#!time\nint x = 41;\nx + 1");
        Assert.Equal("42", _session.Result);
        Assert.Matches(@"\AWall time: \d+(\.\d+)?ms\z", Shown().Single());
    }

    [Fact]
    public async Task Who_names_the_variables_and_whos_tells_type_and_value()
    {
        await _session.RunAllAsync("int b = 2; string a = \"<x>\";", "b = 3; string? none = null;", "#!who", "#!whos");
        Assert.Equal(
            ["Variable\na\nb\nnone",
                "Variable\tType\tValue\na\tSystem.String\t<x>\nb\tSystem.Int32\t3\nnone\t<null>\t<null>"],
            Shown());
        Assert.Contains("<td>&lt;x&gt;</td>", Html().Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task About_names_the_kit()
    {
        await _session.RunAllAsync("#!about");
        Assert.StartsWith("StudyKit\t", Shown().Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!share --from fsharp x", "There is one language here, so every cell sees every variable: use it by " +
        "its name.")]
    [InlineData("#!set --name y --value @csharp:x", "There is one language here, so every cell sees every variable: " +
        "assign it in C#.")]
    [InlineData("#!javascript\nalert(1)", "Use Javascript(\"...\") in a C# cell; the report runs it in a frame of " +
        "its own.")]
    [InlineData("#!pwsh\nGet-Date", "This session has one language. Write it in C#, or tag the cell skip-execution.")]
    public async Task What_is_missing_is_refused_by_name_with_what_to_use(string cell, string advice)
    {
        await _session.RunAsync(cell);
        Assert.EndsWith(advice, _session.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kernels_are_refused_with_what_to_use()
    {
        await _session.RunAsync("var kernel = Microsoft.DotNet.Interactive.Kernel.Current;");
        Assert.Contains("    This kit has one session and no kernels.", string.Join('\n', _session.Error.Traceback),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(LaTeXString)@\"\\begin{align} a &= b \\end{align}\"", "\\begin{align} a &= b \\end{align}")]
    [InlineData("(MathString)\"a_1\"", "$$a_1$$")]
    public async Task Formulas_are_shown_as_latex(string cell, string latex)
    {
        await _session.RunAllAsync(cell);
        Assert.Equal(latex, _session.Events.OfType<ResultEvent>().Single().Data.Text("text/latex"));
    }

    [Fact]
    public async Task Javascript_is_a_script_and_a_table_is_a_table()
    {
        await _session.RunAllAsync(
            "Javascript(\"alert(1)\");",
            "new[] { new { Name = \"a\", Size = 1 }, new { Name = \"b\", Size = 2 } }.DisplayTable();");
        Assert.Equal("<script type=\"text/javascript\">alert(1)</script>", Html().First());
        Assert.Equal(
            "<table><thead><tr><th>Name</th><th>Size</th></tr></thead><tbody><tr><td>a</td><td>1</td></tr>" +
            "<tr><td>b</td><td>2</td></tr></tbody></table>",
            Html().Last());
    }

    [Fact]
    public async Task A_formatter_registered_for_a_scalar_holds()
    {
        await _session.RunAllAsync(
            "using Microsoft.DotNet.Interactive.Formatting;",
            "Formatter.Register<double>((value, writer) => writer.Write($\"<{value:0.0}>\"), \"text/plain\");",
            "3.14159");
        try
        {
            Assert.Equal("<3.1>", _session.Result);
        }
        finally
        {
            Microsoft.DotNet.Interactive.Formatting.Formatter.ResetToDefault();
        }
    }

    [Fact]
    public async Task A_dib_file_is_imported_with_its_meta_block_and_its_text()
    {
        _session.Write("library.dib", "#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\",\"items\":[]}}\n\n" +
            "#!csharp\n\nint FromLibrary() => 42;\n\n#!markdown\n\n# text\n");
        await _session.RunAllAsync("#!import \"library.dib\"", "FromLibrary()");
        Assert.Equal("42", _session.Result);
    }

    [Fact]
    public async Task A_python_notebook_is_not_imported_as_csharp()
    {
        _session.Write("other.ipynb", """
            {"nbformat": 4, "nbformat_minor": 5, "cells": [],
             "metadata": {"kernelspec": {"name": "python3", "language": "python"}}}
            """);
        await _session.RunAsync("#!import other.ipynb");
        Assert.StartsWith("other.ipynb is a notebook in python", _session.Error.Message, StringComparison.Ordinal);
    }

    private IEnumerable<string> Shown() =>
        _session.Events.OfType<DisplayEvent>().Select(shown => shown.Data.Text("text/plain")!);

    private IEnumerable<string> Html() => _session.Events.OfType<DisplayEvent>()
        .Select(shown => shown.Data.Text("text/html")!);
}
