using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Cli;

/// <summary>
/// Whatever a file holds, a command answers with a sentence and an exit code, never with a stack, and goes on with the
/// other files.
/// </summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-bad-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task One_bad_notebook_stops_neither_the_reports_nor_the_list_of_the_others()
    {
        WriteExecuted();
        File.WriteAllText(Path.Combine(_folder, "z-broken.ipynb"), "{ \"cells\": [");
        StudyKitProcess report = await StudyKitProcess.RunAsync(_folder, "report", _folder);
        NoStack(report);
        Assert.Equal(1, report.ExitCode);
        Assert.Contains("z-broken.ipynb(1,13): A notebook is well-formed JSON in UTF-8.", report.Errors);
        Assert.Contains("is left out of the index", report.Errors);
        string[] notebooks = [.. Directory.GetFiles(_folder, "*.ipynb")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Where(name => name != "z-broken")
            .Order(StringComparer.Ordinal)];
        Assert.Equal(["index", .. notebooks], Directory.GetFiles(_folder, "*.html")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal)
            .OrderBy(name => name != "index"));

        StudyKitProcess list = await StudyKitProcess.RunAsync(_folder, "list", _folder);
        NoStack(list);
        Assert.Equal(
            (1, notebooks.Length),
            (list.ExitCode, list.Output.Split('\n').Count(line => line.EndsWith(".ipynb", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task One_bad_notebook_stops_no_other_run_and_a_python_notebook_is_called_one()
    {
        Write("claim.ipynb", "display(\"\\\"just text\\\"\", \"application/vnd.studykit.claim+json\");");
        Write("python.ipynb", "print(1)");
        Notebook python = Notebook.Read(Path.Combine(_folder, "python.ipynb"));
        python.Metadata["kernelspec"] =
            JsonNode.Parse("""{"name": "python3", "language": "python", "display_name": "Python 3"}""");
        python.Write(Path.Combine(_folder, "python.ipynb"));
        File.WriteAllBytes(Path.Combine(_folder, "utf16.ipynb"), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")]);
        File.WriteAllText(Path.Combine(_folder, "a.dib"), "#!csharp\n1");
        Write("good.ipynb", "1 + 1");
        StudyKitProcess run = await StudyKitProcess.RunAsync(
            _folder, "run", "claim.ipynb", "utf16.ipynb", "a.dib", "good.ipynb");
        NoStack(run);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("claim.ipynb: done in", run.Output);
        Assert.Contains("good.ipynb: done in", run.Output);
        Assert.Contains(
            "Save it again as UTF-8. Expected: JSON as nbformat 4 writes it. Received: UTF-16.", run.Errors);
        Assert.Contains("a.dib: done in", run.Output);

        StudyKitProcess told = await StudyKitProcess.RunAsync(_folder, "run", "python.ipynb");
        Assert.Equal((1, "python.ipynb is a notebook in python (kernelspec python3). Expected: C#, which is what " +
            "this kit runs. Run it with its own kernel.\nNothing was run.\n"), (told.ExitCode, told.Errors));
    }

    [Fact]
    public async Task A_cell_that_ends_its_process_leaves_its_own_words_and_no_stack_of_the_runtime()
    {
        Write("fast.ipynb", "Environment.FailFast(\"boom\");");
        StudyKitProcess fast = await StudyKitProcess.RunAsync(_folder, "run", "fast.ipynb");
        NoStack(fast);
        Assert.Equal(1, fast.ExitCode);
        Assert.Contains("It had written:\n   Process terminated.\n   boom\nThe cell ended the process by", fast.Errors);

        Write("thread.ipynb", "var t = new System.Threading.Thread(() =>\n    throw new Exception(\"alone\"));\n" +
            "t.Start(); t.Join();");
        StudyKitProcess thread = await StudyKitProcess.RunAsync(_folder, "run", "thread.ipynb");
        Assert.Matches(@"(?m)^\s+at Submission#.*cell 1:line 2$", thread.Errors);
        Assert.DoesNotMatch(@"(?m)^\s+at (System|StudyKit)\.", thread.Errors);
    }

    [Theory]
    [InlineData(
        """{"sets":[{"name":"x","title":"","licence":"","homepage":"","citation":"","files":[{"file":"a.zip","url":"https://x.org/a","bytes":1,"sha256":"$","unpackTo":".."}]}]}""",
        "An archive is unpacked into a folder below the data folder, without '..'. Received '..' for 'a.zip' " +
        "in set 'x'.")]
    [InlineData(
        """{"sets":[{"name":"x","title":"","licence":"","homepage":"","citation":"","files":[{"file":"../a","url":"https://x.org/a","bytes":1,"sha256":"$"}]}]}""",
        "A file of a data set lies below the data folder, without '..'. Received '../a' in set 'x'.")]
    [InlineData(
        """{"sets":[{"name":"x","title":"","licence":"","homepage":"","citation":"","files":[{"file":"a","url":"file:///etc/hostname","bytes":1,"sha256":"$"}]}]}""",
        "begins with https:// or http://. Received 'file:///etc/hostname' for 'a' in set 'x'.")]
    [InlineData(
        """{"sets":[{"name":"x","title":"","licence":"","homepage":"","citation":"","files":[{"file":"a","url":"https://x.org/a","bytes":1,"sha256":"short"}]}]}""",
        "A SHA-256 is written as 64 small hexadecimal digits. Received 'short' for 'a' in set 'x'.")]
    [InlineData("not JSON", "The catalog of data sets can't be read: ")]
    public async Task A_bad_catalog_is_one_sentence(string catalog, string sentence)
    {
        string path = Path.Combine(_folder, "catalog.json");
        File.WriteAllText(path, catalog.Replace("$", new string('a', 64), StringComparison.Ordinal));
        StudyKitProcess run = await StudyKitProcess.RunAsync(
            _folder, "data", "get", "x", "--catalog", path, "--data", _folder);
        NoStack(run);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(sentence, run.Errors);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("clean in.jsonl --output out.jsonl --sensitive /nope.txt", "Could not find file '/nope.txt'.")]
    [InlineData(
        "clean in.jsonl --output there.jsonl",
        "there.jsonl is there already and would be replaced. Choose another --output, or say --overwrite.")]
    [InlineData(
        "clean in.jsonl --output out.jsonl --threads 0",
        "--threads is a whole number. Expected: at least 1. Received: 0.")]
    [InlineData(
        "clean in.jsonl --output out.jsonl --generic-limit -3",
        "--generic-limit is a whole number. Expected: at least 0. Received: -3.")]
    [InlineData("clean gbk.jsonl --output out.jsonl", "iconv -f GB18030 -t UTF-8 gbk.jsonl")]
    [InlineData("clean packed.jsonl --output out.jsonl", "gzip: unpack it first (gzip -d)")]
    [InlineData("bench optimizer --json /nope/x.json", "--json /nope/x.json cannot be written")]
    [InlineData("data get nosuch", "A data set is one of multi30k")]
    [InlineData("data list --catalog /nope.json", "Could not find file '/nope.json'.")]
    [InlineData("run .", ". is a folder. Expected: a notebook")]
    [InlineData("report nothing.ipynb", "nothing.ipynb")]
    public async Task A_wrong_argument_is_told_in_a_sentence_that_names_it_as_typed(string arguments, string sentence)
    {
        File.WriteAllText(Path.Combine(_folder, "in.jsonl"), "[\"你好\", \"很好\"]\n");
        File.WriteAllText(Path.Combine(_folder, "there.jsonl"), "mine");
        File.WriteAllBytes(
            Path.Combine(_folder, "gbk.jsonl"), [(byte)'[', 0xC4, 0xE3, 0xBA, 0xC3, (byte)']', (byte)'\n']);
        File.WriteAllBytes(Path.Combine(_folder, "packed.jsonl"), [0x1F, 0x8B, 8, 0, 0, 0]);
        StudyKitProcess run = await StudyKitProcess.RunAsync(_folder, arguments.Split(' '));
        NoStack(run);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(sentence, run.Errors);
        Assert.DoesNotContain("(Parameter", run.Errors);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_folder, "there.jsonl")));
    }

    [Fact]
    public async Task A_byte_order_mark_costs_no_dialogue()
    {
        File.WriteAllBytes(
            Path.Combine(_folder, "bom.jsonl"),
            [0xEF, 0xBB, 0xBF, .. "[\"你昨天去哪里了\", \"我去学校了\"]\n[\"今天吃什么\", \"吃面条吧\"]\n"u8]);
        StudyKitProcess run = await StudyKitProcess.RunAsync(
            _folder, "clean", "bom.jsonl", "--output", Path.Combine("new", "out.jsonl"));
        Assert.Equal((0, 2), (run.ExitCode, File.ReadAllLines(Path.Combine(_folder, "new", "out.jsonl")).Length));
    }

    [Fact]
    public async Task Two_runs_into_one_folder_refuse_and_a_quick_run_leaves_a_study_report_alone()
    {
        Write("slow.ipynb", "System.Threading.Thread.Sleep(8000);");
        Task<StudyKitProcess> first = StudyKitProcess.RunAsync(_folder, "run", "slow.ipynb", "--no-report");
        string holder = Path.Combine(_folder, "reports", ".studykit-run.txt");
        for (int i = 0; i < 600 && !File.Exists(holder); i++) await Task.Delay(50);
        StudyKitProcess second = await StudyKitProcess.RunAsync(_folder, "run", "slow.ipynb", "--no-report");
        Assert.Equal(1, second.ExitCode);
        Assert.Matches(
            """\AAnother run writes into reports \(process \d+, since [-0-9]+ [:0-9]+: studykit run slow.ipynb\)\. Two would overwrite each other""",
            second.Errors);
        Assert.Equal(0, (await first).ExitCode);

        Notebook scaled = Notebook.Create();
        scaled.Add(Cell.Create(CellKind.Code, "p", "string scale = \"quick\";", "parameters"));
        scaled.Write(Path.Combine(_folder, "a.ipynb"));
        Assert.Equal(0, (await StudyKitProcess.RunAsync(_folder, "run", "a.ipynb", "--scale", "study")).ExitCode);
        Assert.Equal(0, (await StudyKitProcess.RunAsync(_folder, "run", "a.ipynb")).ExitCode);
        string[] pages = [.. Directory.GetFiles(Path.Combine(_folder, "reports"), "*.html")
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(["a.html", "a.study.html", "index.html"], pages);
        string index = File.ReadAllText(Path.Combine(_folder, "reports", "index.html"));
        Assert.Contains("href=\"a.study.html\"", index);
        Assert.Contains("href=\"a.html\"", index);
    }

    [Fact]
    public async Task What_a_cell_started_ends_with_the_run_and_no_socket_or_empty_folder_stays()
    {
        if (!OperatingSystem.IsLinux()) return;
        string mark = $"86{Random.Shared.Next(100, 999)}.{Environment.ProcessId}";
        Write("child.ipynb", $"System.Diagnostics.Process.Start(\"sleep\", \"{mark}\");");
        string[] before = Sockets();
        Assert.Equal(0, (await StudyKitProcess.RunAsync(_folder, "run", "child.ipynb", "--no-report")).ExitCode);
        Assert.DoesNotContain(
            Process.GetProcessesByName("sleep"),
            process => CommandLine(process).Contains(mark, StringComparison.Ordinal));
        Assert.DoesNotContain(Sockets().Except(before), name => !IsAlive(name));
        Assert.False(Directory.Exists(Path.Combine(_folder, "reports", "child.run")));

        // Other tests run beside this one: a socket counts when the process that its name holds is gone.
        static bool IsAlive(string socket) => Directory.Exists($"/proc/{Path.GetFileName(socket).Split('-')[1]}");
        static string[] Sockets() => Directory.GetFiles(Path.GetTempPath(), "CoreFxPipe_studykit-*");
        static string CommandLine(Process process)
        {
            try
            {
                return File.ReadAllText($"/proc/{process.Id}/cmdline");
            }
            catch (IOException)
            {
                return "";
            }
        }
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_an_exit_code()
    {
        Write("a.ipynb", "1");
        Directory.CreateDirectory(Path.Combine(_folder, "out", "index.html"));
        StudyKitProcess run = await StudyKitProcess.RunAsync(_folder, "run", "a.ipynb", "--output", "out");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Could not write", run.Errors);
        Assert.True(File.Exists(Path.Combine(_folder, "out", "a.html")));
    }

    [Fact]
    public async Task A_cells_escape_sequences_reach_no_terminal()
    {
        Write("a.ipynb", "Console.Write(\"\\u001b[2J\\u001b]0;gone\\u0007red\\u001b[31m text\\u009b5m\\n\"); throw " +
            "new Exception(\"no\\u001b[2Jt\");");
        StudyKitProcess run = await StudyKitProcess.RunAsync(_folder, "run", "a.ipynb", "--no-report", "--show-output");
        Assert.DoesNotContain('\u001b', run.Errors + run.Output);
        Assert.DoesNotContain('\u009b', run.Errors + run.Output);
        Assert.Contains("    red text\n", run.Output);
        Assert.Contains("   red text\n", run.Errors);
    }

    private static void NoStack(StudyKitProcess run)
    {
        Assert.DoesNotMatch(@"(?m)^\s+at ", run.Errors);
        Assert.DoesNotContain("error of its own", run.Errors);
        Assert.True(run.ExitCode < 128, $"It was ended by a signal ({run.ExitCode}): {run.Errors}");
    }

    private void WriteExecuted()
    {
        string json(string body) => $$"""{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{{body}}]}""";
        string markdown(string source) =>
            json(
                $$"""{"cell_type": "markdown", "id": "a", "metadata": {}, "source": {{JsonValue.Create(source)!.ToJsonString()}}}""");
        string output(string data) =>
            json(
                $$"""{"cell_type": "code", "id": "a", "metadata": {}, "execution_count": 1, "source": "1", "outputs": [{"output_type": "display_data", "metadata": {}, "data": {{data}}}]}""");
        Dictionary<string, string> all = new()
        {
            ["private-use"] = markdown("a &#xE000;9&#xE001; b &#xE000; $x$"),
            ["braces"] = markdown("$" + new string('{', 2000) + "x" + new string('}', 2000) + "$"),
            ["deep-quote"] = markdown(new string('>', 20000)),
            ["deep-bracket"] = markdown(new string('[', 20000)),
            ["deep-bold"] = markdown(string.Concat(Enumerable.Repeat("**a ", 20000))),
            ["deep-json"] = output($$"""{"application/json": {{new string('[', 200)}}{{new string(']', 200)}}}"""),
            ["progress-number"] = output("""{"application/vnd.studykit.progress+json": 5}"""),
            ["progress-false"] = output("""{"application/vnd.studykit.progress+json": false}"""),
            ["claim-text"] = output("""{"application/vnd.studykit.claim+json": "x"}"""),
            ["metadata"] = """{"nbformat": 4, "nbformat_minor": 5, "metadata": {"studykit": "x"}, "cells": []}""",
            ["good"] = markdown("# Good"),
        };
        foreach ((string name, string text) in all) File.WriteAllText(Path.Combine(_folder, name + ".ipynb"), text);
    }

    private void Write(string name, string code)
    {
        Notebook notebook = Notebook.Create();
        notebook.Add(Cell.Create(CellKind.Code, "a", code));
        notebook.Write(Path.Combine(_folder, name));
    }
}
