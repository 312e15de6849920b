using StudyKit.Generation;
using StudyKit.Nn.Attention;
using StudyKit.Runtime;

namespace StudyKit.Models;

/// <summary>
/// A model that reads from left to right, in the middle of writing: what each of its layers remembers.
/// </summary>
/// <param name="rows">How many sequences are written at once.</param>
/// <param name="layers">How many layers remember.</param>
/// <param name="room">How many tokens of a sequence can be read from here on.</param>
/// <param name="next">
/// Is given tokens [R, n], how many came before and the caches, and scores the token after the last: [R, V].
/// </param>
internal sealed class CausalDecoding(int rows, int layers, int room,
    Func<Tensor, long, IReadOnlyList<KeyValueCache>, Tensor> next) : IDecodingState
{
    private readonly KeyValueCache[] _past = [.. Enumerable.Range(0, layers).Select(_ => new KeyValueCache())];
    private long _before;

    public int Rows { get; private set; } = rows;

    public int Room => (int)Math.Max(0, room - _before);

    public Tensor Advance(Tensor tokens)
    {
        Shapes.Check(tokens, nameof(tokens), [("R", Rows), "n"]);
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor scores = next(tokens, _before, _past);
        _before += tokens.shape[1];
        return scores.MoveToOuterDisposeScope();
    }

    public void KeepRows(Tensor rows)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (KeyValueCache cache in _past) cache.Select(rows);
        Rows = (int)rows.shape[0];
    }

    public void Dispose()
    {
        foreach (KeyValueCache cache in _past) cache.Dispose();
    }
}
