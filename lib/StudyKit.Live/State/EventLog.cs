using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Live.State;

/// <summary>
/// All changes, numbered. A window begins with a page that holds everything up to one number and hears what came after
/// it; one that was away for long begins anew.
/// </summary>
internal sealed class EventLog(long mostBytes = 48_000_000)
{
    private readonly Queue<(long Number, string Text)> _kept = [];
    private readonly List<Listener> _listeners = [];
    private long _bytes;

    /// <summary>The number of the newest change.</summary>
    public long Last { get; private set; }

    /// <summary>How many windows listen.</summary>
    public int Windows => _listeners.Count;

    /// <summary>Numbers a change and tells everybody.</summary>
    public void Add(JsonObject change)
    {
        change["n"] = ++Last;
        string text = JsonText.Write(change, indent: null);
        _kept.Enqueue((Last, text));
        _bytes += text.Length;
        while (_bytes > mostBytes && _kept.Count > 1) _bytes -= _kept.Dequeue().Text.Length;
        foreach (Listener listener in _listeners) listener.Send(text);
    }

    /// <summary>A window listens.</summary>
    /// <param name="listener">The window.</param>
    /// <param name="since">The number that its page holds.</param>
    /// <returns>Whether it got all that it missed; if not, its page has to be loaded anew.</returns>
    public bool Add(Listener listener, long since)
    {
        bool isKnown = since <= Last
            && (since == Last || (_kept.TryPeek(out var oldest) && oldest.Number <= since + 1));
        if (!isKnown) return false;
        foreach ((long number, string text) in _kept)
        {
            if (number > since) listener.Send(text);
        }

        _listeners.Add(listener);
        return true;
    }

    public void Remove(Listener listener) => _listeners.Remove(listener);
}
