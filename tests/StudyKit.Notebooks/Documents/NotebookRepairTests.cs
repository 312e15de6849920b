using StudyKit.Notebooks.Documents;

namespace StudyKit.Tests.Notebooks.Documents;

/// <summary>What Jupyter's own reader forgives is mended, with one sentence for each kind.</summary>
public sealed class NotebookRepairTests
{
    [Theory]
    [InlineData(
        """{"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "source": "1"}""",
        "x.ipynb: cells[1]: a code cell has no execution_count, and null was added.")]
    [InlineData(
        """{"cell_type": "code", "id": "a", "metadata": {}, "execution_count": null, "source": "1"}""",
        "x.ipynb: cells[1]: a code cell has no outputs, and an empty list was added.")]
    [InlineData(
        """{"cell_type": "code", "id": "a", "execution_count": null, "outputs": [], "source": "1"}""",
        "x.ipynb: cells[1]: a cell has no metadata, and an empty object was added.")]
    [InlineData(
        """{"cell_type": "code", "id": "first", "metadata": {}, "execution_count": 1, "outputs": [], "source": "1"}""",
        "x.ipynb: cells[1]: an earlier cell has the same id, and this one got another.")]
    [InlineData(
        """{"cell_type": "code", "id": "a.b", "metadata": {}, "execution_count": 1, "outputs": [], "source": "1"}""",
        "x.ipynb: cells[1]: an id is 1 to 64 letters, digits, - or _, and this cell got another.")]
    [InlineData(
        """
        {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": 1, "source": "1",
        "outputs": [{"output_type": "display_data", "data": {"text/plain": "x"}}]}
        """,
        "x.ipynb: cells[1]: an output has no metadata, and an empty object was added.")]
    [InlineData(
        """
        {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": 1, "source": "1",
        "outputs": [{"output_type": "stream", "text": "x"}]}
        """,
        "x.ipynb: cells[1]: an output of type stream has no name, and stdout was added.")]
    [InlineData(
        """
        {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": 1, "outputs": [], "source": "1 \ud83d"}
        """,
        "x.ipynb: half a surrogate pair is no character, and U+FFFD stands in its place.")]
    public void What_is_missing_is_added_and_said_once(string cell, string sentence)
    {
        Notebook notebook = Read(cell);
        Assert.Equal([sentence], notebook.Repairs);
        Assert.StartsWith("1", notebook.Cells[1].Source, StringComparison.Ordinal);
        Assert.Empty(Notebook.Parse(notebook.ToJson(), "again").Repairs);
    }

    [Fact]
    public void A_whole_pair_stays_and_halves_become_the_replacement_character()
    {
        Notebook notebook = Read(
            """{"cell_type": "raw", "id": "a", "metadata": {}, "source": "\ud83d\ude00 \\ud83d \ude00\ud83d"}""");
        Assert.Equal("😀 \\ud83d ��", notebook.Cells[1].Source);
    }

    [Fact]
    public void Many_faults_of_a_kind_are_one_sentence()
    {
        const string cell = """{"cell_type": "code", "metadata": {}, "outputs": [], "source": "1"}""";
        Assert.Equal(
            ["x.ipynb: cells[1] and 2 more: a code cell has no execution_count, and null was added."],
            Read($"{cell}, {cell}, {cell}").Repairs);
    }

    [Fact]
    public void A_later_minor_version_and_missing_metadata_are_read_with_a_warning()
    {
        Notebook notebook = Notebook.Parse("""{"nbformat": 4, "nbformat_minor": 6, "cells": []}""", "x.ipynb");
        Assert.Equal(
            ["x.ipynb: nbformat 4.6 is newer than 4.5, which this kit knows; it is read as that.",
                "x.ipynb: the notebook has no metadata, and an empty object was added."],
            notebook.Repairs);
        Assert.Equal(5, notebook.MinorVersion);
    }

    [Fact]
    public void A_sound_notebook_needs_no_repair() =>
        Assert.Empty(Notebook.Parse(Samples.With("1"), "x.ipynb").Repairs);

    [Fact]
    public void A_dib_file_is_a_notebook()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("studykit-").FullName, "x.dib");
        File.WriteAllText(file, "#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\"}}\n\n#!csharp\n\n" +
            "#!time\nint x = 42;\n\n#!markdown\n\n# Title\n\n#!fsharp\n\nlet y = 1\n");
        Notebook notebook = Notebook.Read(file);
        Assert.Equal(
            [(CellKind.Code, "#!time\nint x = 42;", "csharp"), (CellKind.Markdown, "# Title", "csharp"),
                (CellKind.Code, "let y = 1", "fsharp")],
            notebook.Cells.Select(cell => (cell.Kind, cell.Source, NotebookLanguage.Of(cell, notebook))));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Theory]
    [InlineData("""{"vscode": {"languageId": "polyglot-notebook"}}""", "csharp")]
    [InlineData("""{"vscode": {"languageId": "dotnet-interactive.csharp"}}""", "csharp")]
    [InlineData("""{"vscode": {"languageId": "dotnet-interactive.fsharp"}}""", "fsharp")]
    [InlineData("""{"vscode": {"languageId": "csharp"}}""", "csharp")]
    [InlineData(
        """{"polyglot_notebook": {"kernelName": "html"}, "dotnet_interactive": {"language": "csharp"}}""", "html")]
    [InlineData("{}", "csharp")]
    public void The_language_of_a_cell_is_what_its_front_end_wrote(string metadata, string language)
    {
        Notebook notebook = Read($$"""{"cell_type": "raw", "id": "a", "metadata": {{metadata}}, "source": ""}""");
        Assert.Equal(language, NotebookLanguage.Of(notebook.Cells[1], notebook));
    }

    [Theory]
    [InlineData("""{"name": "python3", "language": "python"}""", "python")]
    [InlineData("""{"name": "python3"}""", "python")]
    [InlineData("""{"name": ".net-fsharp"}""", "F#")]
    public void A_notebook_of_another_language_is_named_by_its_kernel(string kernel, string language)
    {
        Notebook notebook = Notebook.Parse(
            $$"""{"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {{kernel}}}, "cells": []}""", "x");
        Assert.StartsWith(
            $"x.ipynb is a notebook in {language} (kernelspec ",
            Assert.Throws<ForeignLanguageException>(() => NotebookLanguage.RequireCSharp(notebook, "x.ipynb")).Message,
            StringComparison.Ordinal);
    }

    private static Notebook Read(string cells) => Notebook.Parse($$"""
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {},
         "cells": [
          {"cell_type": "raw", "id": "first", "metadata": {}, "source": ""},
          {{cells}}
         ]}
        """, "x.ipynb");

    [Fact]
    public void Half_a_surrogate_pair_in_the_name_of_a_JSON_output_is_mended()
    {
        MimeBundle bundle = [];
        bundle.Add("application/json", """{"\ud800oss": 1.5, "whole": "\ud83d\ude00"}""");
        Assert.Equal("{\"\ufffdoss\": 1.5, \"whole\": \"\U0001F600\"}", bundle.Text("application/json"));
    }

    /// <summary>Found by the fuzzing command: the second name came to light where the report was written.</summary>
    [Fact]
    public void An_output_with_a_name_twice_is_refused_where_it_comes_in()
    {
        MimeBundle bundle = [];
        Assert.Throws<System.Text.Json.JsonException>(
            () => bundle.Add("application/json", """{"y":1,"y":2}"""));
        Assert.True(bundle.IsEmpty);
    }
}
