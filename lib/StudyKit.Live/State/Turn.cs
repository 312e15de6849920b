using System.Threading.Channels;

namespace StudyKit.Live.State;

/// <summary>
/// One thing after another: whatever changes the notebook's state waits its turn here, so that every window hears the
/// same changes in the same order.
/// </summary>
internal sealed class Turn(Action<Exception> failed)
{
    private readonly Channel<Action> _waiting = Channel.CreateUnbounded<Action>(
        new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Takes turns until <see cref="End"/>.</summary>
    public async Task RunAsync()
    {
        await foreach (Action action in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                action();
            }
            catch (Exception error)
            {
                failed(error);
            }
        }
    }

    public void Post(Action action) => _waiting.Writer.TryWrite(action);

    public async Task<T> AskAsync<T>(Func<T> question)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool waits = _waiting.Writer.TryWrite(() =>
        {
            try
            {
                answer.SetResult(question());
            }
            catch (Exception error)
            {
                answer.SetException(error);
            }
        });
        if (!waits) answer.SetException(new OperationCanceledException("The page's server is ending."));
        return await answer.Task;
    }

    public void PostLater(TimeSpan delay, Action action) =>
        _ = Task.Delay(delay).ContinueWith(_ => Post(action), TaskScheduler.Default);

    public void End() => _waiting.Writer.TryComplete();
}
