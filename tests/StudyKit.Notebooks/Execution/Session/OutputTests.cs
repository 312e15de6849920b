using StudyKit.Notebooks.Execution;

namespace StudyKit.Tests.Notebooks.Execution.Session;

public sealed class OutputTests : IDisposable
{
    private readonly ListeningSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Console_text_and_displays_keep_their_order()
    {
        await _session.RunAllAsync("Console.Write(\"a\"); Console.WriteLine(1.5); display(\"b\"); " +
            "Console.Error.Write(\"c\"); Console.Out.Write(\"d\"); \"e\"");
        Assert.Equal(
            ["stdout a1.5\n", "display b", "stderr c", "stdout d", "result e"],
            _session.Events.Select(Describe));
    }

    [Fact]
    public async Task An_update_carries_the_displays_id_also_from_a_later_cell()
    {
        await _session.RunAllAsync(
            "var shown = display(\"first\"); var other = \"other\".Display();", "shown.Update(\"second\");");
        DisplayEvent first = _session.Events.OfType<DisplayEvent>().First();
        UpdateEvent update = Assert.Single(_session.Events.OfType<UpdateEvent>());
        Assert.Equal(first.DisplayId, update.DisplayId);
        Assert.NotEqual(first.DisplayId, _session.Events.OfType<DisplayEvent>().Last().DisplayId);
        Assert.Equal("second", update.Data.Text("text/plain"));
    }

    [Fact]
    public async Task Html_is_html_and_a_type_can_be_named()
    {
        await _session.RunAllAsync("display(HTML(\"<b>1</b>\")); display(\"**2**\", \"text/markdown\"); " +
            "\"<svg/>\".DisplayAs(\"image/svg+xml\");");
        Assert.Equal(
            [("text/html", "<b>1</b>"), ("text/markdown", "**2**"), ("image/svg+xml", "<svg/>")],
            _session.Events.OfType<DisplayEvent>()
                .Select(shown => (shown.Data.Types.Single(), shown.Data.Text(shown.Data.Types.Single())!)));
    }

    [Fact]
    public async Task Text_from_threads_and_tasks_of_a_cell_is_caught()
    {
        await _session.RunAllAsync("await Task.Run(() => Console.Write(\"task \")); var t = new " +
            "System.Threading.Thread(() => Console.Write(\"thread\")); t.Start(); t.Join();");
        Assert.Equal("task thread", _session.Out);
    }

    [Fact]
    public async Task A_hundred_thousand_small_writes_become_few_events()
    {
        await _session.RunAllAsync("for (int i = 0; i < 100_000; i++) Console.Write('x');");
        Assert.Equal(new string('x', 100_000), _session.Out);
        Assert.InRange(_session.Events.Count, 1, 200);
    }

    [Fact]
    public async Task Two_sessions_hear_each_their_own_text_and_the_console_is_restored_after_the_last()
    {
        TextWriter before = Console.Out;
        using (ListeningSession other = new())
        {
            await Task.WhenAll(
                _session.RunAllAsync("for (int i = 0; i < 50; i++) { Console.Write(\"a\"); await Task.Delay(1); }"),
                other.RunAllAsync("for (int i = 0; i < 50; i++) { Console.Write(\"b\"); await Task.Delay(1); }"));
            Assert.Equal((new string('a', 50), new string('b', 50)), (_session.Out, other.Out));
        }

        Assert.Same(before, Console.Out);
    }

    [Fact]
    public async Task Language_markers_switch_the_language_within_a_cell()
    {
        await _session.RunAllAsync(
            "int a = 1;\n#!markdown\n# A title\n#!html\n<i>x</i>\n#!mermaid\ngraph LR; A-->B\n#!csharp\na + 1");
        Assert.Equal(
            [("text/markdown", "# A title"), ("text/html", "<i>x</i>"), ("text/vnd.mermaid", "graph LR; A-->B")],
            _session.Events.OfType<DisplayEvent>()
                .Select(shown => (shown.Data.Types.First(), shown.Data.Text(shown.Data.Types.First())!)));
        Assert.Equal("2", _session.Result);
    }

    [Fact]
    public async Task An_error_after_a_marker_keeps_the_cells_line_number()
    {
        await _session.RunAsync("#!markdown\ntext\n#!csharp\nint x = y;");
        Assert.StartsWith("cell 1, line 4, column 9: error CS0103", _session.Error.Message);
    }

    [Fact]
    public async Task An_unknown_marker_is_refused_with_the_known_ones()
    {
        await _session.RunAsync("int a = 1;\n#!fsharp\nlet b = 2");
        Assert.Equal("The marker #!fsharp is not known here. Expected: #!csharp, #!markdown, #!html, #!mermaid, " +
            "#!import, #!time, #!who, #!whos or #!about. Received: #!fsharp. This session has one language. Write " +
            "it in C#, or tag the cell skip-execution.", _session.Error.Message);
        Assert.StartsWith("cell 1, line 2: ", _session.Error.Traceback[0]);
    }

    private static string Describe(SessionEvent one) => one switch
    {
        StreamEvent text => $"{text.Name} {text.Text}",
        DisplayEvent shown => $"display {shown.Data.Text("text/plain")}",
        ResultEvent result => $"result {result.Data.Text("text/plain")}",
        _ => one.ToString(),
    };
}
