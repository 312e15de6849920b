using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Fuzz;

/// <summary>
/// What cells can show, one line with the type and one with the content; rendered into a whole report.
/// </summary>
internal static class OutputSamples
{
    public static IReadOnlyList<string> All { get; } =
    [
        "markdown\n# A\n\nText with $\\frac{a}{b}$, [a link](https://example.org), `code`, a footnote[^1].\n\n[^1]: " +
        "Note.\n\n|a|b|\n|-|-|\n|1|2|\n",
        "stream\n\u001b[1;31mred\u001b[0m 10%\r20%\n",
        "error\nno\n   at cell 1, line 2\n",
        "text/html\n<div style=\"color:red\"><table><tr><td>1</td></tr></table><svg viewBox=\"0 0 9 9\"><path d=\"M0 " +
        "0h9\"/></svg></div>",
        "text/html\n<p id=\"a\">x</p><script>document.getElementById('a').textContent = " +
        "'y'</script><style>p{color:red}</style>",
        "text/latex\n\\begin{align} a &= b \\\\ c &= d \\end{align}",
        "image/png\niVBORw0KGgo=",
        "image/svg+xml\n<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"1\" height=\"1\"/></svg>",
        "application/json\n{\"a\":[1,2,{\"b\":null}]}",
        $"{MimeTypes.Plotly}\n" +
            """{"data":[{"type":"scatter","x":[1,2],"y":[3,4],"name":"a"}],"layout":{"title":{"text":"t"}}}""",
        $"{MimeTypes.Plotly}\n" +
            """{"data":[{"type":"heatmap","z":[[1,2],[3,4]]},{"type":"bar","x":["a"],"y":[1]}],"layout":{}}""",
        $"{MimeTypes.Claim}\n" +
            """{"id":"a","statement":"s","source":"§1","measured":"1","unit":"","interval":[0,1],"seeds":3,"rule":"r","verdict":"supported","reason":""}""",
        $"{MimeTypes.Attention}\n" + SampleAttention.Small().ToJson(),
        $"{MimeTypes.Frames}\n" + """{"name":"d_k","frames":["1","2"]}""",
        $"{MimeTypes.Progress}\n" +
            """{"label":"training","done":5,"total":10,"state":"running","note":"n","values":{"loss":1.5}}""",
    ];

    /// <summary>The report of one cell, trusted and not; throws when the page does not hold.</summary>
    public static void Render(byte[] bytes, string folder)
    {
        string text = Encoding.UTF8.GetString(bytes);
        string[] parts = text.Split('\n', 2);
        string content = parts.Length > 1 ? parts[1] : "";
        Notebook notebook = Notebook.Create();
        Cell cell = parts[0] == "markdown"
            ? Cell.Create(CellKind.Markdown, "only", content)
            : Cell.Create(CellKind.Code, "only", content);
        if (cell.Kind == CellKind.Code) cell.SetOutputs([Output(parts[0], content)]);
        notebook.Add(cell);
        string path = Path.Combine(folder, "one.ipynb");
        notebook.Write(path);
        WrittenReport report = ReportWriter.Write(path, trust: bytes.Length % 2 == 0);
        IHtmlDocument page = new HtmlParser().ParseDocument(File.ReadAllText(report.Path));
        if (page.QuerySelector("footer.colophon") is null)
        {
            throw new InvalidOperationException("the page ends before its footer");
        }

        if (page.QuerySelector("#cell-only script, #cell-only meta, #cell-only link, #cell-only [onclick]") is not null)
        {
            throw new InvalidOperationException("markup of an output entered the page");
        }
    }

    private static CellOutput Output(string type, string content)
    {
        if (type == "stream") return new StreamOutput("stdout", content);
        if (type == "error") return new ErrorOutput("E", content.Split('\n')[0], content.Split('\n'));
        MimeBundle bundle = [];
        try
        {
            bundle.Add(type, content);
        }
        catch (System.Text.Json.JsonException)
        {
            // What is no JSON comes as text, as in a file that was written by hand.
            bundle.Add(type, System.Text.Json.Nodes.JsonValue.Create(content)!);
        }

        return new DisplayOutput(bundle, []);
    }
}
