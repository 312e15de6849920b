using StudyKit.Runtime;

namespace StudyKit.Probes;

/// <summary>Where a head looks: shares of its attention, means over all real tokens that ask.</summary>
/// <param name="Attention">Its attention's place in the model.</param>
/// <param name="Head">Its number in there, from 0.</param>
/// <param name="First">On the first token of the row.</param>
/// <param name="Marked">On tokens of the marked kind, for instance [SEP].</param>
/// <param name="Itself">On the token that asks.</param>
/// <param name="Before">On the token just before it.</param>
/// <param name="Behind">On the token just behind it.</param>
/// <param name="Left">On all tokens before it.</param>
/// <param name="Right">On all tokens behind it.</param>
/// <param name="Distance">How far it looks on average, in tokens.</param>
public sealed record HeadDirection(
    string Attention, int Head, double First, double Marked, double Itself, double Before, double Behind, double Left,
    double Right, double Distance);

/// <summary>Where the heads of a self-attention look, summed up from recorded weights.</summary>
public static class HeadDirections
{
    /// <summary>Sums up every head that a probe has recorded, in the order of their first call.</summary>
    /// <param name="probe">Has recorded one call with these rows.</param>
    /// <param name="ids">[B, T] int64, what the model read.</param>
    /// <param name="real">[B, T], true for tokens.</param>
    /// <param name="marked">The token that is counted apart.</param>
    public static IReadOnlyList<HeadDirection> Measure(AttentionProbe probe, Tensor ids, Tensor real, long marked)
    {
        ArgumentNullException.ThrowIfNull(probe);
        var (B, T) = Check(ids, real);
        using DisposeScope scope = NewDisposeScope();
        Tensor asks = real.cpu().to(ScalarType.Float32).unsqueeze(1);                          // [B, 1, T]
        Tensor places = arange(T, dtype: ScalarType.Int64);
        Tensor offset = places.unsqueeze(0) - places.unsqueeze(1);                             // [T, T], key − query
        Tensor isMarked = ids.cpu().eq(marked).view(B, 1, 1, T);
        Tensor[] keys =
        [
            places.eq(0).view(1, 1, 1, T), isMarked, offset.eq(0), offset.eq(-1), offset.eq(1), offset.lt(0),
            offset.gt(0), offset.abs(),
        ];
        List<HeadDirection> heads = [];
        foreach (string name in probe.Names)
        {
            Tensor weights = probe[name].Values;                                               // [B, H, T, T]
            float[][] means =
            [
                .. keys.Select(key => ((weights * key.to(ScalarType.Float32)).sum(-1) * asks).sum([0, 2]) / asks.sum())
                    .Select(mean => mean.contiguous().data<float>().ToArray()),
            ];
            for (int head = 0; head < probe[name].Heads; head++)
            {
                double[] m = [.. means.Select(mean => (double)mean[head])];
                heads.Add(new(name, head, m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7]));
            }
        }

        return heads;
    }

    /// <summary>
    /// What <see cref="HeadDirection.Marked"/> would be if attention were even: the share of marked ones among the
    /// tokens of a row, a mean over all tokens.
    /// </summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <param name="real">[B, T], true for tokens.</param>
    /// <param name="marked">The token that is counted.</param>
    public static double EvenShare(Tensor ids, Tensor real, long marked)
    {
        Check(ids, real);
        using DisposeScope scope = NewDisposeScope();
        // The mean over a row's n tokens is marked / n, and the row counts n times: what is left is marked over all.
        Tensor tokens = real.to(ScalarType.Bool);
        return (ids.eq(marked).logical_and(tokens).sum().to(ScalarType.Float64) / tokens.sum()).ToDouble();
    }

    private static (long B, long T) Check(Tensor ids, Tensor real)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        var (B, T) = ids.shape;
        Shapes.Check(real, nameof(real), [("B", B), ("T", T)]);
        return (B, T);
    }
}
