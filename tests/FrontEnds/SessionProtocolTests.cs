using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace StudyKit.Tests.FrontEnds;

/// <summary>What docs/session-protocol.md promises, of the real process.</summary>
public sealed class SessionProtocolTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-").FullName;
    private SessionFrontEnd _session = null!;

    public async ValueTask InitializeAsync()
    {
        _session = await SessionFrontEnd.StartAsync(_folder);
        _session.Send(new() { ["type"] = "hello", ["input"] = true, ["language"] = true });
        Assert.Equal(2, (int)_session.Next("hello")["protocol"]!);
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_page_holds_for_each_language_request()
    {
        Assert.Equal("Succeeded", _session.Run("r1", "int answer = 42;"));
        JsonObject list = _session.Ask(new() { ["type"] = "complete", ["code"] = "ans", ["position"] = 3 });
        Assert.Equal("answer", (string?)list["items"]![0]!["insert"]);
        Assert.Equal("```csharp\n(field) int answer\n```", (string?)_session.Ask(new()
        {
            ["type"] = "describe",
            ["list"] = list["id"]!.DeepClone(),
            ["index"] = 0,
        })["documentation"]);
        Assert.Equal(4, (int)_session.Ask(new()
        {
            ["type"] = "definition",
            ["code"] = "answer + 1",
            ["position"] = 2,
        })["places"]![0]!["start"]!);
        Assert.Equal("CS0103", (string?)_session.Ask(new() { ["type"] = "diagnose", ["code"] = "nobody" })
            ["diagnostics"]![0]!["code"]);
        Assert.Equal("incomplete", (string?)_session.Ask(new() { ["type"] = "isComplete", ["code"] = "{" })["state"]);
        JsonObject calls = _session.Ask(new()
        {
            ["type"] = "signature",
            ["code"] = "Console.Write(\"\", ",
            ["position"] = 18,
        });
        Assert.Contains(
            "void Console.Write(string format, object? arg0)",
            calls["signatures"]!.AsArray().Select(one => (string?)one!["label"]));
        Assert.Equal((0, 6), (
            (int)_session.Ask(new() { ["type"] = "hover", ["code"] = "answer", ["position"] = 1 })["start"]!, 6));
    }

    [Fact]
    public void A_cell_that_reads_a_line_is_answered_and_one_that_is_refused_finds_the_end()
    {
        _session.Begin("r1", "Console.Write($\"<{Console.ReadLine()}|{Console.ReadLine() ?? \"end\"}>\")");
        _session.Send(new() { ["type"] = "reply", ["id"] = Id(_session.Next("input")), ["text"] = "Ada" });
        _session.Send(new() { ["type"] = "reply", ["id"] = Id(_session.Next("input")), ["text"] = null });
        Assert.Equal("<Ada|end>", (string?)_session.Next("stream")["text"]);

        _session.Begin("r2", "var asked = await StudyKit.Runtime.NotebookDisplay.Ask!(\"Who?\"); Console.Write(asked)");
        JsonObject question = _session.Next("input");
        Assert.Equal(("Who?", "r2"), ((string?)question["prompt"], (string?)question["run"]));
        _session.Send(new() { ["type"] = "reply", ["id"] = Id(question), ["text"] = "Grace" });
        Assert.Equal("Grace", (string?)_session.Next("stream")["text"]);

        _session.Begin("r3", "Console.ReadLine()");
        _session.Next("input");
        _session.Send(new() { ["type"] = "interrupt" });
        Assert.Equal("Interrupted", (string?)_session.Ended("r3")["outcome"]);
    }

    [Fact]
    public void An_interrupt_stops_the_cell_that_runs_and_those_that_wait_and_keeps_what_was()
    {
        _session.Run("r1", "int kept = 7;");
        _session.Begin("r2", "Console.Write(\"begun\"); while (true) { }");
        _session.Begin("r3", "kept = 0;");
        _session.Next("stream");
        Stopwatch clock = Stopwatch.StartNew();
        _session.Send(new() { ["type"] = "interrupt" });
        Assert.Equal("Interrupted", (string?)_session.Ended("r2")["outcome"]);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        Assert.Equal("Interrupted", (string?)_session.Ended("r3")["outcome"]);
        Assert.Equal("Succeeded", _session.Run("r4", "Console.Write(kept)"));
        Assert.Equal("7", (string?)_session.Heard.Last(one => (string?)one["type"] == "stream")["text"]);
    }

    [Fact]
    public void Late_output_carries_the_name_of_its_own_run_and_errors_lead_to_their_cell()
    {
        _session.Run("r1", "_ = Task.Run(async () => { await Task.Delay(300); Console.Write(\"late\"); });");
        _session.Run("r2", "int Broken(int n) => n > 0 ? throw new Exception(\"here\") : 0;\nawait Task.Delay(900);");
        JsonObject late = _session.Heard.Single(one => (string?)one["type"] == "stream");
        Assert.Equal(("late", "r1"), ((string?)late["text"], (string?)late["run"]));

        Assert.Equal("Failed", _session.Run("r3", "\n\nBroken(1)"));
        JsonArray places = _session.Heard.Single(one => (string?)one["type"] == "error")["places"]!.AsArray();
        Assert.Equal(["r2:0", "r3:2"], places.Select(one => $"{(string?)one!["id"]}:{(int)one["line"]!}"));
        Assert.Equal("cell r2", (string?)places[0]!["name"]);
    }

    [Fact]
    public void What_is_not_understood_is_passed_over_and_what_goes_wrong_is_an_answer()
    {
        _session.Send(new() { ["type"] = "dance", ["id"] = 1 });
        _session.Send(new() { ["type"] = "reply", ["id"] = "nobody", ["text"] = "x" });
        _session.Send(new() { ["type"] = "cancel", ["id"] = 99 });
        Assert.Null(_session.Ask(new() { ["type"] = "describe", ["list"] = 77, ["index"] = 0 })["documentation"]);
        Assert.NotNull((string?)_session.Ask(new() { ["type"] = "hover", ["code"] = 3 })["error"]);
        Assert.Equal("Succeeded", _session.Run("r1", "1"));
    }

    [Fact]
    public void A_closed_window_leaves_no_process_behind()
    {
        if (!OperatingSystem.IsLinux()) return;
        _session.Begin("r1", "var child = System.Diagnostics.Process.Start(\"sleep\", \"600\");\n" +
            "Console.Write(child.Id); while (true) { }");
        int child = int.Parse((string)_session.Next("stream")["text"]!, null);
        _session.Close();
        Assert.True(_session.Process.WaitForExit(TimeSpan.FromSeconds(30)), "the session goes on without a window");
        for (int i = 0; i < 100 && Lives(child); i++) Thread.Sleep(50);
        Assert.False(Lives(child), "what the cell started goes on without a window");
    }

    [Fact]
    public void A_hundred_megabytes_of_output_come_whole_and_in_order()
    {
        const int Lines = 1_000_000;
        string rest = new('x', 90);
        Assert.Equal("Succeeded", _session.Run("r1", $"for (int i = 0; i < {Lines}; i++) " +
            "Console.WriteLine(i.ToString(\"D9\") + new string('x', 90));"));
        int next = 0;
        StringBuilder line = new();
        foreach (char letter in _session.Heard.Where(one => (string?)one["type"] == "stream")
            .SelectMany(one => (string)one["text"]!))
        {
            if (letter != '\n')
            {
                line.Append(letter);
                continue;
            }

            if (!line.Equals($"{next:D9}{rest}")) Assert.Fail($"line {next} came as {line}");
            next++;
            line.Clear();
        }

        Assert.Equal(Lines, next);
    }

    private static JsonNode Id(JsonObject message) => message["id"]!.DeepClone();

    private static bool Lives(int process) => File.Exists($"/proc/{process}/stat")
        && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
}
