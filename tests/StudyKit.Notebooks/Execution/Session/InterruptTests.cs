using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Tests.Notebooks.Execution.Session;

public sealed class InterruptTests : IDisposable
{
    private readonly ListeningSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("int n = 1; while (true) { n = n * 31 + 1; }")]
    [InlineData("int n = 1; while (true) await Task.Delay(10);")]
    [InlineData("int n = 1; System.Threading.Thread.Sleep(-1);")]
    [InlineData("int n = 1; CellInterrupted.WaitHandle.WaitOne(); CellInterrupted.ThrowIfCancellationRequested();")]
    public async Task An_interrupted_cell_ends_and_the_session_goes_on_with_its_state(string endless)
    {
        await _session.RunAllAsync("int a = 20;");
        using CancellationTokenSource interrupt = new();
        Task<CellOutcome> cell = _session.RunAsync($"Console.Write(\"begun\"); {endless}", interrupt.Token);
        while (_session.Out != "begun") await Task.Delay(20);
        interrupt.Cancel();
        // an endless cell that goes on is the failure
        Assert.Equal(CellOutcome.Interrupted, await cell.WaitAsync(TimeSpan.FromMinutes(2)));
        Assert.Equal(("Interrupted", "The cell was interrupted."), (_session.Error.Name, _session.Error.Message));
        await _session.RunAllAsync("a + (n == 0 ? 0 : 1)");
        Assert.Equal("21", _session.Result);
    }
}
