using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using NetMQ.Sockets;
using StudyKit.Jupyter.Kernel;
using StudyKit.Jupyter.Wire;
using Channel = StudyKit.Jupyter.Wire.Channel;

namespace StudyKit.Tests.Jupyter.Kernel;

/// <summary>Each message of protocol 5.3, from a front end over TCP.</summary>
public sealed class KernelTests : IDisposable
{
    private readonly KernelClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void It_says_what_it_is_and_answers_the_heartbeat()
    {
        JsonObject info = _client.Request("kernel_info_request", []);
        Assert.Equal(("ok", "5.3", "studykit", "C#"), (
            (string?)info["status"], (string?)info["protocol_version"], (string?)info["implementation"],
            (string?)info["language_info"]!["name"]));
        Assert.Equal("5.3", (string?)_client.Request("kernel_info_request", [], Channel.Control)["protocol_version"]);
        using RequestSocket heart = new($">tcp://127.0.0.1:{_client.File.Heartbeat}");
        NetMQ.OutgoingSocketExtensions.SendFrame(heart, "ping");
        Assert.Equal("ping", NetMQ.ReceivingSocketExtensions.ReceiveFrameString(heart));
        Assert.Empty(_client.Request("comm_info_request", [])["comms"]!.AsObject());
    }

    [Fact]
    public void A_cell_says_that_it_begins_what_it_does_and_that_it_has_ended()
    {
        string id = _client.Execute("Console.Write(\"a\"); Console.Error.Write(\"b\"); 6 * 7");
        List<JupyterMessage> heard = _client.Heard(id);
        Assert.Equal(
            ["status", "execute_input", "stream", "stream", "execute_result", "status"], heard.Select(one => one.Type));
        Assert.Equal("busy", (string?)heard[0].Content["execution_state"]);
        Assert.Equal(("stdout", "a"), ((string?)heard[2].Content["name"], (string?)heard[2].Content["text"]));
        Assert.Equal("stderr", (string?)heard[3].Content["name"]);
        Assert.Equal(("42", 1), (
            (string?)heard[4].Content["data"]!["text/plain"], (int)heard[4].Content["execution_count"]!));
        Assert.Equal("execute_result", Encoding.UTF8.GetString(heard[4].Identities[0]));
        JsonObject reply = _client.ReplyTo(id).Content;
        Assert.Equal(("ok", 1), ((string?)reply["status"], (int)reply["execution_count"]!));
    }

    [Fact]
    public void A_display_is_updated_under_its_id_also_from_a_later_cell()
    {
        string first = _client.Execute("var shown = display(\"one\"); shown.Update(\"two\");");
        List<JupyterMessage> heard = _client.Heard(first);
        JupyterMessage display = heard.Single(one => one.Type == "display_data");
        JupyterMessage update = heard.Single(one => one.Type == "update_display_data");
        Assert.Equal("one", (string?)display.Content["data"]!["text/plain"]);
        Assert.Equal("two", (string?)update.Content["data"]!["text/plain"]);
        string id = (string)display.Content["transient"]!["display_id"]!;
        Assert.Equal(id, (string?)update.Content["transient"]!["display_id"]);
        JupyterMessage later = _client.Heard(_client.Execute("shown.Update(\"three\");"))
            .Single(one => one.Type == "update_display_data");
        Assert.Equal(id, (string?)later.Content["transient"]!["display_id"]);
    }

    [Fact]
    public void An_error_names_cell_and_line_and_ends_those_that_wait()
    {
        string failing = _client.Execute("await Task.Delay(500);\nthrow new InvalidOperationException(\"no\");");
        string waiting = _client.Execute("1");
        JsonObject error = _client.Heard(failing).Single(one => one.Type == "error").Content;
        Assert.Equal(("System.InvalidOperationException", "no"), ((string?)error["ename"], (string?)error["evalue"]));
        Assert.Contains("cell 1, line 2", error["traceback"]!.ToJsonString(), StringComparison.Ordinal);
        JsonObject reply = _client.ReplyTo(failing).Content;
        Assert.Equal(("error", "no"), ((string?)reply["status"], (string?)reply["evalue"]));
        Assert.Equal("aborted", (string?)_client.ReplyTo(waiting).Content["status"]);
        Assert.Equal(["status", "status"], _client.Heard(waiting).Select(one => one.Type));

        failing = _client.Execute("await Task.Delay(300); throw new Exception();", stops: false);
        waiting = _client.Execute("2");
        Assert.Equal("error", (string?)_client.ReplyTo(failing).Content["status"]);
        Assert.Equal("ok", (string?)_client.ReplyTo(waiting).Content["status"]);
    }

    [Fact]
    public void A_silent_cell_is_not_heard_and_not_counted_and_one_that_is_not_stored_only_not_counted()
    {
        string silent = _client.Execute("Console.Write(1); int seen = 5; seen", silent: true);
        Assert.Equal(["status", "status"], _client.Heard(silent).Select(one => one.Type));
        string unstored = _client.Send("execute_request", new() { ["code"] = "seen", ["store_history"] = false });
        Assert.Equal("5", (string?)_client.Heard(unstored).Single(
            one => one.Type == "execute_result").Content["data"]!["text/plain"]);
        Assert.Equal(1, (int)_client.ReplyTo(_client.Execute("1")).Content["execution_count"]!);
        Assert.Equal(2, (int)_client.ReplyTo(_client.Execute("1")).Content["execution_count"]!);
    }

    [Fact]
    public void Expressions_of_the_front_end_come_with_the_reply_and_are_not_heard()
    {
        string id = _client.Execute("int n = 3;", values: new() { ["good"] = "n * 2", ["bad"] = "nobody" });
        Assert.Equal(["status", "execute_input", "status"], _client.Heard(id).Select(one => one.Type));
        JsonNode values = _client.ReplyTo(id).Content["user_expressions"]!;
        Assert.Equal("6", (string?)values["good"]!["data"]!["text/plain"]);
        Assert.Equal(("error", "CompilationError"), (
            (string?)values["bad"]!["status"], (string?)values["bad"]!["ename"]));
    }

    [Fact]
    public void Late_output_goes_to_its_own_cell()
    {
        string first = _client.Execute(
            "_ = Task.Run(async () => { await Task.Delay(400); Console.Write(\"late\"); });");
        _client.ReplyTo(first);
        string second = _client.Execute("await Task.Delay(1200); Console.Write(\"own\");");
        JupyterMessage late = _client.Next("stream"), own = _client.Next("stream");
        Assert.Equal(("late", first), ((string?)late.Content["text"], (string?)late.Parent["msg_id"]));
        Assert.Equal(("own", second), ((string?)own.Content["text"], (string?)own.Parent["msg_id"]));
    }

    [Fact]
    public void An_interrupt_by_message_stops_the_cell_and_keeps_its_variables()
    {
        string id = _client.Execute("int kept = 8; Console.Write(\"begun\"); while (true) { }");
        _client.Next("stream");
        Stopwatch clock = Stopwatch.StartNew();
        Assert.Equal("ok", (string?)_client.Request("interrupt_request", [], Channel.Control)["status"]);
        Assert.Equal("Interrupted", (string?)_client.ReplyTo(id).Content["ename"]);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        Assert.Equal("8", (string?)_client.Heard(_client.Execute("kept")).Single(
            one => one.Type == "execute_result").Content["data"]!["text/plain"]);
    }

    [Fact]
    public void Completion_inspection_and_the_rest_are_answered_while_a_cell_runs()
    {
        _client.ReplyTo(_client.Execute("/// <summary>The answer.</summary>\nint answer = 42;"));
        string id = _client.Execute("Console.Write(\"begun\"); while (true) { }");
        _client.Next("stream");
        JsonObject list = _client.Request("complete_request", new() { ["code"] = "\"🎓\" + ans", ["cursor_pos"] = 9 });
        Assert.Equal(("answer", 6, 9), (
            (string?)list["matches"]![0], (int)list["cursor_start"]!, (int)list["cursor_end"]!));
        JsonObject said = _client.Request("inspect_request", new() { ["code"] = "answer", ["cursor_pos"] = 6 });
        Assert.Equal((true, "(field) int answer\n\nThe answer."), (
            (bool)said["found"]!, ((string?)said["data"]!["text/plain"])!.Trim()));
        JsonObject call = _client.Request("inspect_request", new() { ["code"] = "\"\".Trim(", ["cursor_pos"] = 8 });
        Assert.Contains(
            "string string.Trim(char trimChar)", (string?)call["data"]!["text/plain"], StringComparison.Ordinal);
        Assert.False((bool)_client.Request("inspect_request", new() { ["code"] = " ", ["cursor_pos"] = 0 })["found"]!);
        JsonObject open = _client.Request("is_complete_request", new() { ["code"] = "if (true) {" });
        Assert.Equal(("incomplete", "    "), ((string?)open["status"], (string?)open["indent"]));
        Assert.Equal("complete", (string?)_client.Request("is_complete_request", new() { ["code"] = "1" })["status"]);
        _client.Request("interrupt_request", [], Channel.Control);
        _client.ReplyTo(id);
    }

    [Fact]
    public void While_a_cell_runs_the_newest_status_is_busy()
    {
        string id = _client.Execute("await Task.Delay(1500);");
        _client.Next("execute_input");
        string info = _client.Send("kernel_info_request", []);
        List<JupyterMessage> heard = _client.Heard(info);
        JupyterMessage next = _client.Next("status");
        Assert.Equal((id, "busy"), ((string?)next.Parent["msg_id"], (string?)next.Content["execution_state"]));
        Assert.Equal(2, heard.Count);
    }

    [Fact]
    public void A_question_goes_to_the_front_end_that_runs_the_cell_and_a_refused_one_finds_the_end()
    {
        string id = _client.Execute("string? name = Console.ReadLine(); name", asks: true);
        JupyterMessage question = _client.Receive(Channel.Stdin);
        Assert.Equal(("input_request", id, false), (
            question.Type, (string?)question.Parent["msg_id"], (bool)question.Content["password"]!));
        _client.Send("input_reply", new() { ["value"] = "Ada" }, Channel.Stdin);
        Assert.Equal("Ada", (string?)_client.Heard(id).Single(
            one => one.Type == "execute_result").Content["data"]!["text/plain"]);
        id = _client.Execute("Console.ReadLine() ?? \"the end\"");
        Assert.Equal("the end", (string?)_client.Heard(id).Single(
            one => one.Type == "execute_result").Content["data"]!["text/plain"]);
    }

    [Fact]
    public void History_gives_the_newest_a_range_and_what_fits()
    {
        foreach (string code in (string[])["int a = 1;", "int b = 2;", "a + b"]) _client.ReplyTo(_client.Execute(code));
        Assert.Equal(["int b = 2;", "a + b"], History(new() { ["hist_access_type"] = "tail", ["n"] = 2 }));
        Assert.Equal(["int b = 2;"], History(new() { ["hist_access_type"] = "range", ["start"] = 2, ["stop"] = 3 }));
        Assert.Equal(
            ["int a = 1;", "int b = 2;"], History(new() { ["hist_access_type"] = "search", ["pattern"] = "int*" }));
    }

    [Fact]
    public async Task A_widget_is_closed_and_shutdown_is_answered()
    {
        string open = _client.Send("comm_open", new() { ["comm_id"] = "c1", ["target_name"] = "t" });
        JupyterMessage closed = _client.Next("comm_close");
        Assert.Equal((open, "c1"), ((string?)closed.Parent["msg_id"], (string?)closed.Content["comm_id"]));
        Assert.Equal("error", (string?)_client.Request("debug_request", [], Channel.Control)["status"]);
        Assert.False(_client.Kernel.Ended.IsCompleted);
        JsonObject reply = _client.Request("shutdown_request", new() { ["restart"] = true }, Channel.Control);
        Assert.Equal(("ok", true), ((string?)reply["status"], (bool)reply["restart"]!));
        await _client.Kernel.Ended.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void What_is_unsigned_tampered_replayed_or_oversized_is_refused_with_a_word_and_nothing_else()
    {
        byte[][] unsigned = [.. _client.Encode("shutdown_request")], tampered = [.. _client.Encode("shutdown_request")];
        unsigned[1] = [];
        tampered[5] = Encoding.UTF8.GetBytes("{\"restart\":true}");
        IReadOnlyList<byte[]> twice = _client.Encode("kernel_info_request");
        _client.SendFrames(unsigned, Channel.Control);
        _client.SendFrames(tampered, Channel.Control);
        _client.SendFrames([.. _client.Encode("shutdown_request"), new byte[MessageCodec.Largest]], Channel.Control);
        _client.SendFrames([Encoding.UTF8.GetBytes("hello")], Channel.Control);
        Assert.True(_client.IsSilent(Channel.Control, TimeSpan.FromSeconds(1)));
        _client.SendFrames(twice);
        _client.SendFrames(twice);
        Assert.Equal("kernel_info_reply", _client.Receive(Channel.Shell).Type);
        Assert.True(_client.IsSilent(Channel.Shell, TimeSpan.FromSeconds(1)));
        Assert.False(_client.Kernel.Ended.IsCompleted);
        Assert.Equal(
            [
                "it is unsigned.", "its signature is wrong.", "it is oversized", "it has no <IDS|MSG>.",
                "it was replayed",
            ],
            _client.Log.Select(line => line.Split(" was refused: ")[1].Split(':')[0]));
        _client.SendFrames(_client.Encode("input_reply"), Channel.Stdin);
        Assert.Equal("ok", (string?)_client.Request("kernel_info_request", [])["status"]);
    }

    [Fact]
    public void A_port_in_use_is_told_with_what_to_do()
    {
        IOException error =
            Assert.Throws<IOException>(() => new JupyterKernel(_client.File, Path.GetTempPath(), _ => { }));
        Assert.Equal($"Port {_client.File.Shell} of 127.0.0.1 is in use by another program. Start the kernel again: " +
            "Jupyter chooses other ports.", error.Message);
    }

    [Fact]
    public void It_listens_on_the_files_address_only()
    {
        if (!OperatingSystem.IsLinux()) return;
        using Socket other = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // Another loopback address: open only to who binds to all.
        SocketException refused = Assert.Throws<SocketException>(() => other.Connect("127.0.0.2", _client.File.Shell));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    private IEnumerable<string?> History(JsonObject request) =>
        _client.Request("history_request", request)["history"]!.AsArray().Select(one => (string?)one![2]);
}
