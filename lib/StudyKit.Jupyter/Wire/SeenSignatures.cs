namespace StudyKit.Jupyter.Wire;

/// <summary>
/// The signatures of the newest messages. A message has a name and a time of its own, so a signature that comes twice
/// is a message that somebody recorded and sends again.
/// </summary>
internal sealed class SeenSignatures
{
    private const int Kept = 1 << 16;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Notes a signature.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(string signature)
    {
        if (!_seen.Add(signature)) return false;
        _order.Enqueue(signature);
        if (_order.Count > Kept) _seen.Remove(_order.Dequeue());
        return true;
    }
}
