using AngleSharp.Html.Parser;
using StudyKit.Notebooks.Export.Highlighting;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Notebooks.Export;

public sealed class HighlighterTests
{
    [Theory]
    [InlineData("csharp", "#load \"setup.csx\"\n#r \"a.dll\"\nvar x = await F<int>(1.5e3f, 'c', @\"a\"\"b\", " +
        "$$\"\"\"{{y}} <b>\"\"\"u8); // end\n/* <i> */ #if A\nclass B { }")]
    [InlineData("csharp", "this is not C# at all: <<< \"unclosed")]
    [InlineData("json", "{\"a\": [1, -2.5e-3, true, null], \"b<\": \"x\\\"y\"} // odd < text")]
    [InlineData("bash", "# note\nstudykit run \"a b\" --scale quick $HOME 'x' > out < in && echo a#b")]
    [InlineData("unknown", "<a> & \"b\"")]
    [InlineData("csharp", "")]
    public void No_character_is_lost(string language, string code) =>
        Assert.Equal(code, Text(Highlighter.ToHtml(code, language)));

    [Fact]
    public void The_librarys_own_source_keeps_every_character()
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(SolutionFolder.File("lib", "StudyKit"), "*.cs", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal).Take(40),
        ];
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            string code = File.ReadAllText(file).TrimStart('\uFEFF');
            Assert.Equal(
                code.ReplaceLineEndings("\n"), Text(Highlighter.ToHtml(code, "csharp")).ReplaceLineEndings("\n"));
        });
    }

    [Fact]
    public void Words_are_coloured_by_what_they_are()
    {
        string html = Highlighter.ToHtml("List<Tensor> x = new Linear(3).call(y); // z", "csharp");
        Assert.Equal(
            """<span class="t">List</span>&lt;<span class="t">Tensor</span>&gt; x = <span class="k">new</span> <span class="t">Linear</span>(<span class="n">3</span>).<span class="f">call</span>(y); <span class="c">// z</span>""", html);
    }

    private static string Text(string html) =>
        new HtmlParser().ParseDocument($"<pre>\n{html.Replace("\r", "&#13;", StringComparison.Ordinal)}</pre>")
            .QuerySelector("pre")!.TextContent;
}
