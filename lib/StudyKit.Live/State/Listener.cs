using System.Threading.Channels;

namespace StudyKit.Live.State;

/// <summary>One window's line: what it has to be told, in order. A window that does not keep up is let go, and begins
/// anew.</summary>
internal sealed class Listener
{
    private const long MostBytes = 96_000_000;

    private readonly Channel<string> _texts = Channel.CreateUnbounded<string>();
    private long _waiting;

    /// <summary>What waits to be told.</summary>
    public ChannelReader<string> Texts => _texts.Reader;

    public void Send(string text)
    {
        if (Interlocked.Add(ref _waiting, text.Length) > MostBytes) End();
        else _texts.Writer.TryWrite(text);
    }

    /// <summary>A text was told.</summary>
    public void Told(string text) => Interlocked.Add(ref _waiting, -text.Length);

    /// <summary>Nothing more will be told.</summary>
    public void End() => _texts.Writer.TryComplete();
}
