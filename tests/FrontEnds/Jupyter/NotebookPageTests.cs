using System.Diagnostics;
using System.Net.Http;
using StudyKit.Notebooks.Documents;
using StudyKit.Tests.Jupyter.Kernel;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.FrontEnds.Jupyter;

/// <summary>Jupyter Notebook in a browser: what a reader does with it.</summary>
public sealed class NotebookPageTests(JupyterHome jupyter, Chromium chromium)
    : IClassFixture<JupyterHome>, IClassFixture<Chromium>
{
    /// <summary>A file name in this variable keeps a picture of the page.</summary>
    private const string PictureVariable = "STUDYKIT_JUPYTER_PICTURE";

    private const string Drawing = """
        StudyKit.Charts.Figure.Line("Softmax of two logits").X("difference").Y("probability of the first")
            .Series("softmax", Enumerable.Range(-8, 17).ToArray(),
                Enumerable.Range(-8, 17).Select(d => 1 / (1 + Math.Exp(-d))).ToArray())
            .Caption("Far apart, a step changes next to nothing: this is why attention divides by √d_k.")
        """;

    private const string Endless = "int kept = 7; Console.Write(\"begun\"); while (true) { }";

    [JupyterFact(server: true, browser: true)]
    public async Task A_reader_runs_interrupts_and_completes()
    {
        Notebook notebook = Notebook.Create();
        notebook.Add(Cell.Create(CellKind.Code, "endless", Endless));
        notebook.Add(Cell.Create(CellKind.Code, "after", "display(HTML(\"<b class='mine'>\" + kept + \"</b>\"))"));
        notebook.Add(Cell.Create(CellKind.Code, "typed", "kep"));
        notebook.Add(Cell.Create(CellKind.Code, "drawing", Drawing));
        notebook.Write(Path.Combine(jupyter.Folder, "page.ipynb"));
        int port = KernelClient.FreePorts(1)[0];
        using Process server = jupyter.Start(
            JupyterPython.Server!, "-m", "notebook", "--allow-root", "--no-browser", "--ip=127.0.0.1", $"--port={port}",
            "--NotebookApp.token=", "--NotebookApp.password=", $"--notebook-dir={jupyter.Folder}");
        server.OutputDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        Task<string> log = server.StandardError.ReadToEndAsync();
        try
        {
            await AnswersAsync($"http://127.0.0.1:{port}/api", server, log);
            await using BrowserPage page = await chromium.NewPageAsync();
            await page.OpenFileAsync($"http://127.0.0.1:{port}/notebooks/page.ipynb");
            await page.UntilAsync("window.Jupyter?.notebook?.kernel?.is_connected() === true");
            Assert.Equal("StudyKit (C#)", (string?)await page.EvaluateAsync(
                "document.querySelector('.kernel_indicator_name').textContent"));

            await RunAsync(page, 0);
            await page.UntilAsync(Output(0) + ".includes('begun')");
            Stopwatch clock = Stopwatch.StartNew();
            await page.EvaluateAsync(
                "document.querySelector('[data-jupyter-action=\"jupyter-notebook:interrupt-kernel\"]').click()");
            await page.UntilAsync(Output(0) + ".includes('Interrupted')");
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 15);

            await RunAsync(page, 1);
            await page.UntilAsync("document.querySelector('.output_html .mine')?.textContent === '7'");

            await RunAsync(page, 3);
            await page.UntilAsync("document.querySelectorAll('.output_html svg').length > 0");
            if (Environment.GetEnvironmentVariable(PictureVariable) is { Length: > 0 } picture)
            {
                await File.WriteAllBytesAsync(picture, await page.PictureAsync());
            }

            await page.EvaluateAsync("Jupyter.notebook.select(2); Jupyter.notebook.edit_mode(); " +
                "Jupyter.notebook.get_cell(2).code_mirror.execCommand('goDocEnd')");
            await page.PressAsync("Tab");
            await page.UntilAsync("Jupyter.notebook.get_cell(2).get_text() === 'kept' " +
                "|| document.querySelector('#complete option')?.textContent.includes('kept')");
            Assert.DoesNotContain(page.Errors, error => error.Contains("Uncaught", StringComparison.Ordinal));
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    private static async Task RunAsync(BrowserPage page, int cell) => await page.EvaluateAsync(
        $"Jupyter.notebook.select({cell}); " +
        "document.querySelector('[data-jupyter-action=\"jupyter-notebook:run-cell-and-select-next\"]').click()");

    private static string Output(int cell) =>
        $"document.querySelectorAll('.code_cell')[{cell}].querySelector('.output').textContent";

    private static async Task AnswersAsync(string address, Process server, Task<string> log)
    {
        using HttpClient http = new();
        for (int i = 0; i < 300; i++)
        {
            if (server.HasExited) Assert.Fail(await log);
            try
            {
                await http.GetStringAsync(address);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(200);
            }
        }

        throw new TimeoutException("Jupyter did not answer within a minute.");
    }
}
