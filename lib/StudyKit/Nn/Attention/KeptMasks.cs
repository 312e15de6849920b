using System.Runtime.CompilerServices;

namespace StudyKit.Nn.Attention;

/// <summary>
/// Masks that depend on nothing but sizes. Each kind is built once, larger than asked for, and kept; what a caller gets
/// is a view of it.
/// </summary>
/// <remarks>
/// <para>Whether a query may look at a key depends on how far apart they are only, so a part of a large mask is the
/// mask of fewer positions: queries S − T … S − 1 and keys 0 … S − 1 of the kept [N, N].</para>
/// <para>A kept mask belongs to no dispose scope; the views belong to the caller's, like any tensor. At most
/// <see cref="Most"/> masks are kept. Threads share them: nobody writes to one.</para>
/// </remarks>
internal static class KeptMasks
{
    /// <summary>How many masks are kept; the one longest unused makes room.</summary>
    public const int Most = 8;

    private const long Least = 64;

    private static readonly Lock Gate = new();
    // The one used last stands last.
    private static readonly List<(Key Key, Tensor Mask)> Masks = [];
    // The views that were given out, while they live: whether they are causal among equally many queries and keys.
    private static readonly ConditionalWeakTable<Tensor, object> Views = new();
    private static readonly object Square = new(), Other = new();

    /// <summary>As <see cref="AttentionMask.Causal"/>; not to be written to.</summary>
    /// <returns>[1, 1, T, S].</returns>
    public static Tensor Causal(long queries, long keys, Tensor like) =>
        View(new Key(null, like.dtype, like.device_type, like.device_index), queries, keys, like);

    /// <summary>As <see cref="AttentionMask.Banded"/>; not to be written to.</summary>
    /// <returns>[1, 1, T, S].</returns>
    public static Tensor Banded(long queries, long width, long keys, Tensor like) =>
        View(new Key(width, like.dtype, like.device_type, like.device_index), queries, keys, like);

    /// <summary>Whether this is a causal mask of equally many queries and keys from here.</summary>
    public static bool IsSquareCausal(Tensor mask) => Views.TryGetValue(mask, out object? kind) && kind == Square;

    /// <summary>Whether this is a mask from here: every query sees itself.</summary>
    public static bool IsView(Tensor mask) => Views.TryGetValue(mask, out _);

    private static Tensor View(Key key, long queries, long keys, Tensor like)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(queries);
        ArgumentOutOfRangeException.ThrowIfLessThan(keys, queries);
        Tensor view;
        lock (Gate)
        {
            Tensor all = Find(key, keys, like);
            using Tensor rows = all.narrow(2, keys - queries, queries);
            view = rows.narrow(3, 0, keys);
        }

        Views.Add(view, key.Band is null && queries == keys ? Square : Other);
        return view;
    }

    private static Tensor Find(Key key, long size, Tensor like)
    {
        int at = Masks.FindIndex(one => one.Key == key);
        if (at >= 0)
        {
            (Key Key, Tensor Mask) found = Masks[at];
            Masks.RemoveAt(at);
            if (found.Mask.shape[2] >= size)
            {
                Masks.Add(found);
                return found.Mask;
            }

            // Views that are in use keep its memory.
            found.Mask.Dispose();
        }

        if (Masks.Count == Most)
        {
            Masks[0].Mask.Dispose();
            Masks.RemoveAt(0);
        }

        Tensor mask = Build(key, size, like);
        Masks.Add((key, mask));
        return mask;
    }

    private static Tensor Build(Key key, long size, Tensor like)
    {
        long length = Least;
        while (length < size) length *= 2;
        // What is made in inference mode could never be used in a training.
        using IDisposable ordinary = inference_mode(false);
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor mask = key.Band is { } width
            ? AttentionMask.Banded(length, width, like: like)
            : AttentionMask.Causal(length, like: like);
        return mask.DetachFromDisposeScope();
    }

    private readonly record struct Key(long? Band, ScalarType Type, DeviceType Device, int Index);
}
