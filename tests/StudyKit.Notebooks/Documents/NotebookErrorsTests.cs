using System.Text;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Tests.Notebooks.Documents;

public sealed class NotebookErrorsTests
{
    [Theory]
    [InlineData("", "x.ipynb(1,1): A notebook is well-formed JSON in UTF-8. Expected: JSON as nbformat 4 writes it. " +
        "Received: an empty file.")]
    [InlineData("[]", "x.ipynb: A notebook is one JSON object. Expected: { ... }. Received: other JSON.")]
    [InlineData(
        """{"nbformat": 3, "nbformat_minor": 0, "worksheets": []}""",
        "x.ipynb: This kit reads nbformat 4. Convert an older notebook with `jupyter nbconvert --to notebook`. " +
        "Expected: nbformat 4 with nbformat_minor 0 to 5. Received: nbformat 3, nbformat_minor 0.")]
    [InlineData("""{"cells": []}""", "x.ipynb: This kit reads nbformat 4. Expected: nbformat 4 with nbformat_minor 0 " +
        "to 5. Received: nbformat nothing, nbformat_minor nothing.")]
    [InlineData(
        """{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}""",
        "x.ipynb: A notebook has the field cells. Expected: a list. Received: nothing.")]
    public void A_file_that_is_no_notebook_is_refused_with_rule_expected_and_received(string json, string message) =>
        Assert.Equal(message, Assert.Throws<NotebookFormatException>(() => Notebook.Parse(json, "x.ipynb")).Message);

    [Theory]
    [InlineData(
        """{"cell_type": "cod", "id": "a", "metadata": {}, "source": ""}""",
        "A cell has the field cell_type. Expected: \"code\", \"markdown\" or \"raw\". Received: \"cod\".")]
    [InlineData(
        """{"cell_type": "raw", "id": "a", "metadata": {}}""",
        "A cell has the field source. Expected: a string or a list of strings. Received: nothing.")]
    [InlineData(
        """{"cell_type": "raw", "id": "a", "metadata": {}, "source": [1]}""",
        "A cell has the field source. Expected: a string or a list of strings. Received: [1].")]
    [InlineData(
        """{"cell_type": "raw", "id": "a", "metadata": 1, "source": ""}""",
        "A cell has the field metadata. Expected: an object. Received: 1.")]
    [InlineData(
        """{"cell_type": "code", "id": "a", "metadata": {}, "source": "", "execution_count": null, "outputs": 1}""",
        "A code cell has the field outputs. Expected: a list. Received: 1.")]
    [InlineData(
        """{"cell_type": "code", "id": "a", "metadata": {}, "source": "", "outputs": [{"output_type": "error"}]}""",
        "outputs[0]: An output of type error has the field ename. Expected: a string. Received: nothing.")]
    [InlineData("7", "A cell is a JSON object. Expected: { ... }. Received: 7.")]
    public void A_broken_cell_is_named_by_line_and_index(string cell, string message)
    {
        string json = $$"""
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {},
             "cells": [
              {"cell_type": "raw", "id": "first", "metadata": {}, "source": ""},
              {{cell}}
             ]}
            """;
        NotebookFormatException error = Assert.Throws<NotebookFormatException>(() => Notebook.Parse(json, "x.ipynb"));
        Assert.Equal(("x.ipynb", 4, 1), (error.File, error.Line, error.Cell));
        Assert.Equal($"x.ipynb(4): cells[1]: {message}", error.Message);
    }

    [Theory]
    [InlineData("{\n \"cells\": [\n  {]\n", 3, 4)]
    [InlineData("{\n \"a\": 1,\n \"a\": 2}", 3, null)]
    [InlineData("{\"a\": NaN}", 1, 7)]
    public void Malformed_json_is_reported_with_line_and_column(string json, int line, int? column)
    {
        NotebookFormatException error = Assert.Throws<NotebookFormatException>(() => Notebook.Parse(json, "x.ipynb"));
        Assert.Equal(line, error.Line);
        if (column is not null) Assert.Equal(column, error.Column);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused()
    {
        string file = Path.GetTempFileName();
        File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes("{\"cells\": [], \"metadata\": " +
            "{\"a\": \""), 0xff, 0xfe, .. Encoding.UTF8.GetBytes("\"}, \"nbformat\": 4, \"nbformat_minor\": 5}")]);
        Assert.Equal(1, Assert.Throws<NotebookFormatException>(() => Notebook.Read(file)).Line);
        File.Delete(file);
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, Samples.With("1"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal("1", Notebook.Read(file).Cells[0].Source);
        File.Delete(file);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Equal("There is no notebook at nowhere.ipynb. Check the spelling; `studykit list` shows the notebooks " +
            "of this folder.", Assert.Throws<FileNotFoundException>(() => Notebook.Read("nowhere.ipynb")).Message);
}
