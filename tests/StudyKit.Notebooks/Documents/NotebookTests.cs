using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Tests.Notebooks.Documents;

public sealed class NotebookTests
{
    private const string Foreign =
        """
        {
            "nbformat_minor": 2, "nbformat": 4,
            "metadata": {"kernelspec": {"name": "python3"}, "number": 1.50e+3, "unknown": {"deep": [1, null, true]}},
            "cells": [
                {"cell_type": "markdown", "metadata": {"collapsed": false}, "source": "one\ntwo 你好 😀 \u00e9", "attachments": {"a.png": {"image/png": "AAAA"}}},
                {"cell_type": "code", "execution_count": 3, "metadata": {"tags": ["figure", "x"]}, "source": ["a = 1\n", "a"], "strange": 7,
                 "outputs": [
                    {"output_type": "stream", "name": "stdout", "text": ["1\n", "2"]},
                    {"output_type": "execute_result", "execution_count": 3, "metadata": {"m": 1}, "data": {"text/plain": ["1"], "application/json": {"k": [1, 2]}}},
                    {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["t1", "t2"]}]},
                {"cell_type": "raw", "metadata": {}, "source": []}]
        }
        """;

    [Fact]
    public void A_file_we_wrote_comes_back_byte_for_byte()
    {
        string first = Notebook.Parse(Foreign, "foreign").ToJson();
        Assert.Equal(first, Notebook.Parse(first, "first").ToJson());

        Notebook made = Notebook.Create();
        made.Add(Cell.Create(CellKind.Markdown, "m", "# Title\n\nText with \"quotes\", \\ and 😀\t."));
        made.Add(Cell.Create(CellKind.Code, "c", "int a = 1;\n", "parameters"));
        Assert.Equal(made.ToJson(), Notebook.Parse(made.ToJson(), "made").ToJson());
        Assert.Equal(Golden, made.ToJson());
    }

    [Theory]
    [InlineData(" ", "\n", "\n")]
    [InlineData("    ", "\n", "")]
    [InlineData("\t", "\r\n", "\r\n")]
    public void The_layout_of_a_foreign_file_is_kept(string indent, string newLine, string end)
    {
        string json = Golden.TrimEnd('\n');
        json =
            string.Join(
                newLine, json.Split('\n')
                    .Select(line =>
                        string.Concat(Enumerable.Repeat(indent, line.Length - line.TrimStart(' ').Length))
                            + line.TrimStart(' '))) + end;
        Assert.Equal(json, Notebook.Parse(json, "foreign").ToJson());
    }

    [Fact]
    public void Nothing_unknown_is_lost_from_a_foreign_file()
    {
        JsonNode before = JsonNode.Parse(Foreign)!;
        JsonNode after = JsonNode.Parse(Notebook.Parse(Foreign, "foreign").ToJson())!;
        foreach (JsonNode? cell in after["cells"]!.AsArray()) Assert.True(cell!.AsObject().Remove("id"));
        Assert.Equal(5, (int)after["nbformat_minor"]!);
        after["nbformat_minor"] = 2;
        Assert.True(JsonNode.DeepEquals(before, after), after.ToJsonString());
        Assert.Contains("1.50e+3", Notebook.Parse(Foreign, "foreign").ToJson());
    }

    [Fact]
    public void Cells_are_read_with_text_tags_outputs_and_attachments()
    {
        Notebook notebook = Notebook.Parse(Foreign, "foreign");
        Assert.Equal([CellKind.Markdown, CellKind.Code, CellKind.Raw], notebook.Cells.Select(cell => cell.Kind));
        Assert.Equal(["one\ntwo 你好 😀 é", "a = 1\na", ""], notebook.Cells.Select(cell => cell.Source));
        Cell code = notebook.Cells[1];
        Assert.Equal(["figure", "x"], code.Tags);
        Assert.Equal(3, code.ExecutionCount);
        Assert.Equal(new StreamOutput("stdout", "1\n2"), code.Outputs[0]);
        ResultOutput result = Assert.IsType<ResultOutput>(code.Outputs[1]);
        Assert.Equal(
            ("1", """{"k": [1, 2]}"""), (result.Data.Text("text/plain"), result.Data.Text("application/json")));
        ErrorOutput error = Assert.IsType<ErrorOutput>(code.Outputs[2]);
        Assert.Equal(("E", "v", "t1|t2"), (error.Name, error.Message, string.Join('|', error.Traceback)));
        Assert.Equal("AAAA", notebook.Cells[0].Attachments["a.png"].Text("image/png"));
    }

    [Fact]
    public void Missing_ids_are_added_the_same_at_each_reading_and_apart_for_equal_cells()
    {
        string json =
            """{"cells": [{"cell_type": "raw", "metadata": {}, "source": "x"}, {"cell_type": "raw", "metadata": {}, "source": "x"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}""";
        string[] first = [.. Notebook.Parse(json, "a").Cells.Select(cell => cell.Id)];
        Assert.Equal(first, Notebook.Parse(json, "b").Cells.Select(cell => cell.Id));
        Assert.NotEqual(first[0], first[1]);
        Assert.All(first, id => Assert.Matches("^[0-9a-f]{8}$", id));
    }

    [Fact]
    public void Outputs_are_written_as_Jupyter_writes_them()
    {
        Notebook notebook = Notebook.Create();
        Cell cell = Cell.Create(CellKind.Code, "c", "x");
        notebook.Add(cell);
        MimeBundle data = [];
        data.Add("text/html", "<p>\n</p>");
        data.Add("application/vnd.studykit.claim+json", """{"id": "a"}""");
        data.Add("image/png", "AAAA");
        cell.SetOutputs([new StreamOutput("stderr", "a\nb"), new DisplayOutput(data, []), new ErrorOutput(
            "E", "m", ["t"])]);
        cell.ExecutionCount = 2;
        string outputs = JsonNode.Parse(notebook.ToJson())!["cells"]![0]!["outputs"]!
            .ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Equal(
            """[{"name":"stderr","output_type":"stream","text":["a\n","b"]},{"data":{"text/html":["<p>\n","</p>"],"application/vnd.studykit.claim+json":{"id":"a"},"image/png":"AAAA"},"metadata":{},"output_type":"display_data"},{"ename":"E","evalue":"m","output_type":"error","traceback":["t"]}]""",
            outputs);
        Notebook copy = notebook.Clone();
        copy.Cells[0].SetOutputs([]);
        Assert.Equal((3, 0), (notebook.Cells[0].Outputs.Count, copy.Cells[0].Outputs.Count));
    }

    private const string Golden =
        """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "m",
           "metadata": {},
           "source": [
            "# Title\n",
            "\n",
            "Text with \"quotes\", \\ and 😀\t."
           ]
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "c",
           "metadata": {
            "tags": [
             "parameters"
            ]
           },
           "outputs": [],
           "source": [
            "int a = 1;\n"
           ]
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          },
          "language_info": {
           "file_extension": ".cs",
           "mimetype": "text/x-csharp",
           "name": "C#"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;
}
