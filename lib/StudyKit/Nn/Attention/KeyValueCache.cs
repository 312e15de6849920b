using StudyKit.Runtime;

namespace StudyKit.Nn.Attention;

/// <summary>
/// The keys and values of positions already seen, so that generating one more token costs one position and not all of
/// them. Owns its tensors: they outlive the scope of a generation step, and <see cref="Dispose"/> frees them.
/// </summary>
/// <remarks>
/// <para>Letters: B batch, H heads, S positions so far, D width of a head.</para>
/// <para>Without gradients there is room for further positions behind those that are kept, doubled when it is used up:
/// a position is written once, not copied again with each one after it. With gradients nothing is written over, since
/// a backward pass may still read it.</para>
/// </remarks>
public sealed class KeyValueCache : IDisposable
{
    private Tensor? _keyRoom, _valueRoom; // [B, H, room, D]; null where Keys and Values have no room behind them

    /// <summary>
    /// Projected keys: [B, H, S, D_k]; null before the first <see cref="Append"/>. Valid until the next call.
    /// </summary>
    public Tensor? Keys { get; private set; }

    /// <summary>
    /// Projected values: [B, H, S, D_v]; null before the first <see cref="Append"/>. Valid until the next call.
    /// </summary>
    public Tensor? Values { get; private set; }

    /// <summary>How many positions are kept.</summary>
    public long Length => Keys?.shape[2] ?? 0;

    /// <summary>Adds positions after those already there.</summary>
    /// <param name="keys">[B, H, n, D_k].</param>
    /// <param name="values">[B, H, n, D_v].</param>
    /// <returns>All keys and values up to now; they belong to the cache.</returns>
    /// <exception cref="ArgumentException">Other sizes than those that are kept.</exception>
    public (Tensor Keys, Tensor Values) Append(Tensor keys, Tensor values)
    {
        RequireFit(keys, nameof(keys), Keys);
        RequireFit(values, nameof(values), Values);
        if (is_grad_enabled() && (keys.requires_grad || values.requires_grad || Keys is { requires_grad: true }))
        {
            Replace(
                Keys is null ? keys.alias() : cat([Keys, keys], 2),
                Values is null ? values.alias() : cat([Values, values], 2));
            return (Keys!, Values!);
        }

        using DisposeScope scope = NewDisposeScope();
        long before = Length, now = before + keys.shape[2];
        if (_keyRoom is null || _keyRoom.shape[2] < now)
        {
            // As much as is asked for at first, since many caches are filled once; twice as much from then on.
            long room = before == 0 ? now : Math.Max(now, 2 * before);
            TakeRoom(Moved(Keys, keys, room), Moved(Values, values, room));
        }

        using (no_grad())
        {
            _keyRoom!.narrow(2, before, now - before).copy_(keys);
            _valueRoom!.narrow(2, before, now - before).copy_(values);
        }

        ShowFirst(now);
        return (Keys!, Values!);
    }

    /// <summary>Keeps these rows of the batch, in this order; a row may be taken several times (beam search).</summary>
    /// <param name="rows">[B'] int64, indices into the batch.</param>
    public void Select(Tensor rows)
    {
        if (Keys is null || Values is null) return;
        if (_keyRoom is null || _valueRoom is null)
        {
            Replace(Keys.index_select(0, rows), Values.index_select(0, rows));
            return;
        }

        long length = Length;
        using IDisposable ordinary = inference_mode(false);
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        TakeRoom(_keyRoom.index_select(0, rows), _valueRoom.index_select(0, rows));
        ShowFirst(length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Keys?.Dispose();
        Values?.Dispose();
        _keyRoom?.Dispose();
        _valueRoom?.Dispose();
        (Keys, Values, _keyRoom, _valueRoom) = (null, null, null, null);
    }

    private static void RequireFit(Tensor added, string name, Tensor? kept)
    {
        if (kept is null)
        {
            Shapes.Check(added, name, ["B", "H", "n", "D"]);
            return;
        }

        long[] shape = kept.shape;
        Shapes.Check(added, name, [("B", shape[0]), ("H", shape[1]), "n", ("D", shape[3])]);
    }

    // What is kept, at the beginning of a new tensor with room for more. A tensor that is made in inference mode could
    // not be written to outside of it.
    private static Tensor Moved(Tensor? kept, Tensor like, long room)
    {
        using IDisposable ordinary = inference_mode(false);
        using IDisposable withoutGradients = no_grad();
        var (B, H, _, D) = like.shape;
        Tensor next = empty([B, H, room, D], dtype: like.dtype, device: like.device);
        if (kept is not null) next.narrow(2, 0, kept.shape[2]).copy_(kept);
        return next;
    }

    private void TakeRoom(Tensor keys, Tensor values)
    {
        Dispose();
        (_keyRoom, _valueRoom) = (keys.DetachFromDisposeScope(), values.DetachFromDisposeScope());
    }

    private void ShowFirst(long length)
    {
        Keys?.Dispose();
        Values?.Dispose();
        Keys = _keyRoom!.narrow(2, 0, length).DetachFromDisposeScope();
        Values = _valueRoom!.narrow(2, 0, length).DetachFromDisposeScope();
    }

    private void Replace(Tensor keys, Tensor values)
    {
        keys.DetachFromDisposeScope();
        values.DetachFromDisposeScope();
        Dispose();
        (Keys, Values) = (keys, values);
    }
}
