using System.Diagnostics;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.FrontEnds.Jupyter;

/// <summary>The kernel as Jupyter's own client sees it.</summary>
public sealed class JupyterClientTests(JupyterHome jupyter) : IClassFixture<JupyterHome>
{
    private static readonly string[] Checks =
    [
        "kernel_info", "execute, streams, execute_result", "display_data, update_display_data", "error",
        "stop_on_error", "silent, store_history", "user_expressions", "complete", "inspect", "is_complete", "history",
        "comm_info", "input_request, input_reply", "late output", "interrupt",
        "a wrong signature is refused", "restart", "shutdown",
    ];

    [JupyterFact]
    public async Task Each_message_holds()
    {
        string script = SolutionFolder.File("tests", "FrontEnds", "Jupyter", "jupyter_messages.py");
        (int exit, string output, string errors) = await jupyter.RunAsync(JupyterPython.Client!, script);
        string[] held = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Contains('='))];
        Assert.True(exit == 0 && held.SequenceEqual(Checks), $"{output}\n{errors}");
        Assert.Contains(
            "studykit kernel: A message on the control channel was refused: its signature is wrong.", errors,
            StringComparison.Ordinal);
    }

    [JupyterFact]
    public async Task A_front_end_that_is_killed_leaves_no_kernel_behind()
    {
        const string Dies = """
            import os, jupyter_client
            manager = jupyter_client.KernelManager(kernel_name="studykit")
            manager.start_kernel()
            client = manager.client()
            client.start_channels()
            client.wait_for_ready(timeout=120)
            client.execute("while (true) { }")
            print(manager.provisioner.process.pid, flush=True)
            os.kill(os.getpid(), 9)
            """;
        (_, string output, string errors) = await jupyter.RunAsync(JupyterPython.Client!, "-c", Dies);
        Assert.True(int.TryParse(output.Trim(), out int kernel), errors);
        for (int i = 0; i < 200 && IsAlive(kernel); i++) await Task.Delay(100);
        Assert.False(IsAlive(kernel), $"kernel {kernel} goes on without a front end");
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
