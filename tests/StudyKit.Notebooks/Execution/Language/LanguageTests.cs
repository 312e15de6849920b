using StudyKit.Notebooks.Execution.Language;
using StudyKit.Notebooks.Execution.Session;
using StudyKit.Tests.Notebooks.Execution.Session;

namespace StudyKit.Tests.Notebooks.Execution.Language;

public sealed class LanguageTests : IDisposable
{
    private const string Cell = """
        /// <summary>The answer.</summary>
        int answer = 42;
        int Twice(int number, string why = "x") => 2 * number;
        """;

    private readonly LanguageSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Names_of_a_run_cell_are_completed_with_their_documentation()
    {
        await _session.RunAsync(Cell);
        CompletionAnswer list = await _session.CompleteAsync("Twice(ans$)");
        Assert.Equal((6, 9), (list.Start, list.End));
        Assert.Equal(("answer", "answer", "field"), (list.Items[0].Label, list.Items[0].Insert, list.Items[0].Kind));
        Assert.Equal("```csharp\n(field) int answer\n```\n\nThe answer.", await SessionLanguage.DescribeAsync(list, 0));
        Assert.Null(await SessionLanguage.DescribeAsync(list, -1));
    }

    [Fact]
    public async Task The_framework_is_documented_from_the_sdk()
    {
        CompletionAnswer list = await _session.CompleteAsync("\"\".TrimE$");
        int trim = list.Items.ToList().FindIndex(item => item.Label == "TrimEnd");
        Assert.Contains("trailing", await SessionLanguage.DescribeAsync(list, trim), StringComparison.Ordinal);
        HoverAnswer? hover = await _session.Language.HoverAsync(LanguageSession.Place("new List<int>().Ad$d(1)"));
        Assert.Contains("Adds an object to the end of the", hover!.Contents, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_come_alone_and_all_that_fits_comes_first()
    {
        CompletionAnswer list = await _session.CompleteAsync("var list = new List<int>(); list.$");
        Assert.False(list.IsIncomplete);
        Assert.Contains(list.Items, item => item is { Label: "Count", Kind: "property" });
        Assert.Contains(list.Items, item => item is { Label: "Select<>", Kind: "extensionMethod" });
        Assert.DoesNotContain(list.Items, item => item.Kind is "keyword" or "namespace");
        Assert.Equal("RemoveAt", (await _session.CompleteAsync("new List<int>().RemoveA$")).Items.First(
            item => item.Label != "RemoveAll").Label);
    }

    [Fact]
    public async Task Cells_above_that_were_not_run_are_seen_and_those_run_are_not_seen_twice()
    {
        const string Run = "int known = 1;", Unrun = "int waiting = 2;";
        await _session.RunAsync(Run);
        IReadOnlyList<CellDiagnostic> none = await _session.Language.DiagnoseAsync(
            LanguageSession.Place("$known + waiting", Run, Unrun));
        Assert.Empty(none);
        CellDiagnostic missing = Assert.Single(await _session.Language.DiagnoseAsync(
            LanguageSession.Place("$known + waiting")));
        Assert.Equal(("error", "CS0103", 8, 15), (missing.Severity, missing.Code, missing.Start, missing.End));
    }

    [Fact]
    public async Task Offsets_hold_behind_other_languages_and_windows_line_ends()
    {
        CellDiagnostic error = Assert.Single(await _session.Language.DiagnoseAsync(
            LanguageSession.Place(
                "$#!markdown\r\n*text* int\r\n#!csharp\r\n#i \"nuget: https://a\"\r\nint n = \"a\";")));
        Assert.Equal(("CS0029", 65, 68), (error.Code, error.Start, error.End));
    }

    [Fact]
    public async Task A_call_shows_its_overloads_its_argument_and_what_they_are()
    {
        await _session.RunAsync(Cell);
        SignatureAnswer own = await _session.Language.SignatureAsync(LanguageSession.Place("Twice(1, $)"));
        Assert.Equal("int Twice(int number, string why = \"x\")", Assert.Single(own.Signatures).Label);
        Assert.Equal(["int number", "string why = \"x\""], own.Signatures[0].Parameters.Select(one => one.Label));
        Assert.Equal(1, own.Argument);
        SignatureAnswer text = await _session.Language.SignatureAsync(
            LanguageSession.Place("\"abc\".Substring(1, $"));
        Assert.Equal((2, 1, 1), (text.Signatures.Count, text.Active, text.Argument));
        Assert.Equal("The number of characters in the substring.", text.Signatures[1].Parameters[1].Documentation);
        Assert.Equal(3, (await _session.Language.SignatureAsync(
            LanguageSession.Place("new List<int>($)"))).Signatures.Count);
        Assert.Empty((await _session.Language.SignatureAsync(LanguageSession.Place("1 + $2"))).Signatures);
    }

    [Fact]
    public async Task A_definition_is_found_in_a_run_cell_in_one_above_in_a_loaded_file_and_in_the_cell_itself()
    {
        await _session.RunAsync("#!markdown\r\ntext\r\n#!csharp\r\nint first = 1;");
        DefinitionPlace run = Assert.Single(await _session.Language.DefineAsync(LanguageSession.Place("fir$st")));
        Assert.Equal(("run 1", "cell 1", 32, 37, 3, 4), (
            run.Cell!.Id, run.Cell.Name, run.Start, run.End, run.Line, run.Column));

        DefinitionPlace above = Assert.Single(await _session.Language.DefineAsync(
            LanguageSession.Place("seco$nd", "\nint second = 2;")));
        Assert.Equal(("id 0", 5, 1), (above.Cell!.Id, above.Start, above.Line));

        string file = Path.Combine(_session.Folder, "more.csx");
        File.WriteAllText(file, "int third = 3;");
        DefinitionPlace loaded = Assert.Single(await _session.Language.DefineAsync(
            LanguageSession.Place("#load \"more.csx\"\nthi$rd")));
        Assert.Equal((null, file, 4), (loaded.Cell, loaded.File, loaded.Start));

        DefinitionPlace own = Assert.Single(await _session.Language.DefineAsync(
            LanguageSession.Place("int own = 4; ow$n + 1")));
        Assert.Equal((null, null, 4), (own.Cell, own.File, own.Start));
        Assert.Empty(await _session.Language.DefineAsync(LanguageSession.Place("Console.Wri$teLine()")));
    }

    [Fact]
    public async Task References_are_seen_when_typed_and_the_session_learns_of_none()
    {
        SmallLibraries.Compile(
            _session.Folder, "library", "namespace Small; public static class Box { public static int Depth => 3; }");
        CodePlace typed = LanguageSession.Place("$#r \"library.dll\"\nSmall.Box.Depth");
        Assert.Empty(await _session.Language.DiagnoseAsync(typed));
        Assert.Equal("Depth", (await _session.CompleteAsync("#r \"library.dll\"\nSmall.Box.De$")).Items[0].Label);
        Assert.Contains(await _session.Language.DiagnoseAsync(LanguageSession.Place("$Small.Box.Depth")),
            one => one.Code == "CS0103");
        Assert.Empty(_session.Said);
    }

    [Theory]
    [InlineData("1 + 1", Completeness.Complete, "")]
    [InlineData("if (true)\n    {", Completeness.Incomplete, "        ")]
    [InlineData("var a = new[] { 1,", Completeness.Incomplete, "")]
    [InlineData("int = 3;", Completeness.Invalid, "")]
    [InlineData("", Completeness.Complete, "")]
    public void A_cell_is_complete_open_or_wrong(string code, Completeness state, string indent) =>
        Assert.Equal(new CompletenessAnswer(state, indent), SessionLanguage.IsComplete(code));

    [Fact]
    public async Task A_running_cell_holds_up_no_answer()
    {
        await _session.RunAsync(Cell);
        await _session.CompleteAsync("ans$");
        using CancellationTokenSource interrupt = new();
        Task<CellOutcome> endless = _session.RunAsync("while (true) { }", interrupt.Token);
        CompletionAnswer list = await _session.CompleteAsync("answ$").WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("answer", list.Items[0].Label);
        Assert.False(endless.IsCompleted);
        interrupt.Cancel();
        Assert.Equal(CellOutcome.Interrupted, await endless);
    }
}
