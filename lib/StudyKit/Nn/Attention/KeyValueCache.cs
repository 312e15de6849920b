namespace StudyKit.Nn.Attention;

/// <summary>
/// The keys and values of positions already seen, so that generating one more token costs one position and not all of
/// them. Owns its tensors: they outlive the scope of a generation step, and <see cref="Dispose"/> frees them.
/// </summary>
/// <remarks>Letters: B batch, H heads, S positions so far, D width of a head.</remarks>
public sealed class KeyValueCache : IDisposable
{
    /// <summary>Projected keys: [B, H, S, D_k]; null before the first <see cref="Append"/>.</summary>
    public Tensor? Keys { get; private set; }

    /// <summary>Projected values: [B, H, S, D_v]; null before the first <see cref="Append"/>.</summary>
    public Tensor? Values { get; private set; }

    /// <summary>How many positions are kept.</summary>
    public long Length => Keys?.shape[2] ?? 0;

    /// <summary>Adds positions after those already there.</summary>
    /// <param name="keys">[B, H, n, D_k].</param>
    /// <param name="values">[B, H, n, D_v].</param>
    /// <returns>All keys and values up to now; they belong to the cache.</returns>
    public (Tensor Keys, Tensor Values) Append(Tensor keys, Tensor values)
    {
        Replace(
            Keys is null ? keys.contiguous() : cat([Keys, keys], 2),
            Values is null ? values.contiguous() : cat([Values, values], 2));
        return (Keys!, Values!);
    }

    /// <summary>Keeps these rows of the batch, in this order; a row may be taken several times (beam search).</summary>
    /// <param name="rows">[B'] int64, indices into the batch.</param>
    public void Select(Tensor rows)
    {
        if (Keys is null || Values is null) return;
        Replace(Keys.index_select(0, rows), Values.index_select(0, rows));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Keys?.Dispose();
        Values?.Dispose();
        (Keys, Values) = (null, null);
    }

    // alias(): what contiguous() hands back may be the caller's own tensor.
    private void Replace(Tensor keys, Tensor values)
    {
        Tensor nextKeys = keys.alias().DetachFromDisposeScope(), nextValues = values.alias().DetachFromDisposeScope();
        Dispose();
        (Keys, Values) = (nextKeys, nextValues);
    }
}
